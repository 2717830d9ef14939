"""How well the shipped vectors find text: ``python -m evaluation.benchmarks.model_quality``.

Prints one table over public test sets that no model here was trained on. XQuAD: the paragraph of
240 that answers a question. LAReQA XQuAD-R: the sentence of 1,200; *cross* is the mean over the
twenty ordered pairs of languages, *pooled* searches the five languages at once, each of which
holds one right sentence. Tatoeba: the translation of a sentence among a thousand, mean of both
directions. All scores are times 100. The rows named *chain* are the product itself, from writer to
searcher; the others compare every question with every text.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from config.settings import SentenceTransformersSettings
from evaluation.benchmarks.chain_quality import Chain, Scores
from evaluation.benchmarks.retrieval_sets import (
    QA_LANGUAGES,
    RetrievalSet,
    read_paragraphs,
    read_sentences,
    read_tatoeba,
)
from index.analysis import Term, analysed, query_terms
from index.embedders import build_embedder
from index.embedders.base import Embedder, Tokens, TokenSequences
from index.embedders.static import SHIPPED_MODEL, StaticEmbedder
from index.translation import expansion, nearest
from index.types import Matrix, Vector
from ingest.types import Language

Scorer = Callable[[list[str], Language, list[str], Language], Scores]
PooledScorer = Callable[[list[str], Language, dict[Language, list[str]]], list[Scores]]

_K1, _B = 1.2, 0.75
_TOP = 20
_MAXSIM_SHARE = 0.8
_BM25_SHARE = 0.15
_QUESTIONS_OF_CHAIN = 300
_OF_PARAGRAPHS = ("R@1", "R@10", "RR@10")


@dataclass(frozen=True)
class System:
    """A way of scoring; ``normalised`` where languages are put on one scale before pooling.

    ``pooled`` searches several languages at once, where that is more than one after the other.
    """

    name: str
    score: Scorer
    normalised: bool = False
    pooled: PooledScorer | None = None


def bm25(questions: list[str], asked: Language, candidates: list[str], held: Language) -> Scores:
    """Return BM25 scores; questions and candidates are analysed each in their own language."""
    return _bm25([query_terms(text, asked) for text in questions], candidates, held)


def _bm25(questions: Sequence[Sequence[Term]], candidates: list[str], held: Language) -> Scores:
    counted = [Counter(analysed(text, held).split()) for text in candidates]
    places: dict[str, int] = {}
    for terms in counted:
        for term in terms:
            places.setdefault(term, len(places))
    tf = np.zeros((len(candidates), len(places)), np.float32)
    for row, terms in enumerate(counted):
        tf[row, [places[term] for term in terms]] = list(terms.values())
    length = tf.sum(axis=1, keepdims=True)
    df = (tf > 0).sum(axis=0)
    idf = np.log(1 + (len(candidates) - df + 0.5) / (df + 0.5))
    saturated = tf * (_K1 + 1) / (tf + _K1 * (1 - _B + _B * length / length.mean())) * idf
    wanted = np.zeros((len(questions), len(places)), np.float32)
    for row, question in enumerate(questions):
        for found, weight in question:
            if found in places:
                wanted[row, places[found]] = max(weight, wanted[row, places[found]])
    return np.asarray(wanted @ saturated.T, np.float32)


class StaticScores:
    """Scores of one static model; texts are encoded once."""

    def __init__(self, model: StaticEmbedder) -> None:
        self._model = model
        self._ids: dict[str, Tokens] = {}

    def pooled(
        self, questions: list[str], _asked: Language, candidates: list[str], _held: Language
    ) -> Scores:
        """Return cosines of the pooled vectors."""
        one, other = (self._model.pool(self._tokens(texts)) for texts in (questions, candidates))
        return np.asarray(one @ other.T, np.float32)

    def late(
        self, questions: list[str], asked: Language, candidates: list[str], held: Language
    ) -> Scores:
        """Return 0.8 of late interaction and 0.2 of the pooled cosine."""
        passages = TokenSequences.of(self._tokens(candidates))
        scores = self._model.maxsim_many(self._tokens(questions), passages)
        cosines = self.pooled(questions, asked, candidates, held)
        return np.asarray(_MAXSIM_SHARE * scores + (1 - _MAXSIM_SHARE) * cosines, np.float32)

    def translated_bm25(
        self, questions: list[str], asked: Language, candidates: list[str], held: Language
    ) -> Scores:
        """Return BM25 scores of questions with the words that glossary and model add to them."""
        wanted = []
        for text in questions:
            terms = [*query_terms(text, held), *expansion(text, asked, held)]
            if asked != held:
                terms += nearest(text, asked, held, self._model)
            wanted.append(terms)
        return _bm25(wanted, candidates, held)

    def late_and_bm25(
        self, questions: list[str], asked: Language, candidates: list[str], held: Language
    ) -> Scores:
        """Return ``late`` and a share of BM25, both on the scale of a question's best."""
        late = self.late(questions, asked, candidates, held)
        words = bm25(questions, asked, candidates, held)
        top = np.maximum(words.max(axis=1, keepdims=True), 1e-6)
        # A question in another language meets hardly a word: its BM25 says nothing then.
        share = _BM25_SHARE if asked == held else 0.0
        return np.asarray((1 - share) * late + share * words / top, np.float32)

    def _tokens(self, texts: list[str]) -> list[Tokens]:
        new = [text for text in texts if text not in self._ids]
        self._ids.update(zip(new, self._model.tokens_of(new), strict=True))
        return [self._ids[text] for text in texts]


class Cosines:
    """Scores of any embedder, for comparison; texts are encoded once, all as passages."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, Vector] = {}

    def score(
        self, questions: list[str], _asked: Language, candidates: list[str], _held: Language
    ) -> Scores:
        """Return cosines."""
        return np.asarray(self._encode(questions) @ self._encode(candidates).T, np.float32)

    def _encode(self, texts: list[str]) -> Matrix:
        new = list(dict.fromkeys(text for text in texts if text not in self._vectors))
        self._vectors.update(zip(new, self._embedder.encode_passages(new), strict=True))
        return np.stack([self._vectors[text] for text in texts])


# --- measures ---------------------------------------------------------------------------------


def ranks_of(scores: Scores, relevant: list[int]) -> npt.NDArray[np.int64]:
    """Return the rank, from 1, of each question's candidate; ties count against it."""
    own = scores[np.arange(len(scores)), relevant]
    return np.asarray((scores >= own[:, None]).sum(axis=1), np.int64)


def retrieval(ranks: npt.NDArray[np.int64]) -> dict[str, float]:
    """Return recall at 1 and 10 and the mean reciprocal rank, cut at 10 and at 20."""
    return {
        "R@1": float((ranks == 1).mean()),
        "R@10": float((ranks <= 10).mean()),
        "RR@10": float(np.where(ranks <= 10, 1 / ranks, 0).mean()),
        "RR@20": float(np.where(ranks <= _TOP, 1 / ranks, 0).mean()),
    }


def pooled_map(scores: list[Scores], relevant: list[list[int]], normalised: bool) -> float:
    """Return the mean average precision at 20 of one ranking over several languages."""
    if normalised:
        scores = [_standardised(own) for own in scores]
    begins = np.cumsum([0, *[own.shape[1] for own in scores[:-1]]])
    every = np.concatenate(scores, axis=1)
    wanted = np.stack(
        [np.array(places) + begin for places, begin in zip(relevant, begins, strict=True)], axis=1
    )
    order = np.argsort(-every, axis=1, kind="stable")[:, :_TOP]
    hits = (order[:, :, None] == wanted[:, None, :]).any(axis=2)
    precision = np.cumsum(hits, axis=1) / np.arange(1, _TOP + 1)
    return float(((precision * hits).sum(axis=1) / wanted.shape[1]).mean())


def _standardised(scores: Scores) -> Scores:
    """Return scores of one language less their question's best twenty, over their spread."""
    best = np.sort(scores, axis=1)[:, -_TOP:].mean(axis=1, keepdims=True)
    return np.asarray((scores - best) / scores.std(), np.float32)


# --- the table --------------------------------------------------------------------------------


def measure(system: System, data: Path, limit: int) -> dict[str, object]:
    """Return all measures of one system; ``limit`` questions a language, 0 for all."""
    start = time.process_time()
    row: dict[str, object] = {"system": system.name}
    sentences = _limited(read_sentences(data), limit)
    row["sentence"] = _by_pair(system, sentences, ("RR@20",), pooled=True)["RR@20"]
    paragraphs = _by_pair(system, _limited(read_paragraphs(data), limit), _OF_PARAGRAPHS)
    row |= {f"paragraph {name}": measured for name, measured in paragraphs.items()}
    row["tatoeba"] = _tatoeba(system, data)
    row["cpu_seconds"] = round(time.process_time() - start, 1)
    return row


def _limited(sets: dict[Language, RetrievalSet], limit: int) -> dict[Language, RetrievalSet]:
    if not limit:
        return sets
    step = max(1, len(sets["en"].questions) // limit)
    return {
        language: RetrievalSet(own.questions[::step], own.candidates, own.relevant[::step])
        for language, own in sets.items()
    }


def _by_pair(
    system: System,
    sets: dict[Language, RetrievalSet],
    measured: Sequence[str],
    *,
    pooled: bool = False,
) -> dict[str, dict[str, object]]:
    """Return, for each measure, its means and its value for each pair of languages."""
    pairs: dict[str, dict[str, float]] = {name: {} for name in measured}
    maps: list[float] = []
    for asked in QA_LANGUAGES:
        scores = []
        for held in QA_LANGUAGES:
            own = system.score(sets[asked].questions, asked, sets[held].candidates, held)
            found = retrieval(ranks_of(own, sets[held].relevant))
            for name in measured:
                pairs[name][f"{asked}-{held}"] = round(100 * found[name], 1)
            scores.append(own)
        relevant = [sets[held].relevant for held in QA_LANGUAGES]
        if pooled and system.pooled:
            texts = {held: sets[held].candidates for held in QA_LANGUAGES}
            scores = system.pooled(sets[asked].questions, asked, texts)
        if pooled:
            maps.append(pooled_map(scores, relevant, system.normalised))
    means = {name: _means(of_pairs) for name, of_pairs in pairs.items()}
    if pooled:
        for each in means.values():
            each["pooled"] = round(100 * float(np.mean(maps)), 1)
    return means


def _means(pairs: dict[str, float]) -> dict[str, object]:
    same = {pair: value for pair, value in pairs.items() if pair[:2] == pair[3:]}
    cross = {pair: value for pair, value in pairs.items() if pair not in same}
    worst = min(cross, key=lambda pair: cross[pair])
    return {
        "mono": round(float(np.mean(list(same.values()))), 1),
        "cross": round(float(np.mean(list(cross.values()))), 1),
        "worst": f"{cross[worst]} {worst}",
        "pairs": pairs,
    }


def _tatoeba(system: System, data: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    for language, (own, english) in read_tatoeba(data).items():
        right = list(range(len(own)))
        there = ranks_of(system.score(own, language, english, "en"), right) == 1
        back = ranks_of(system.score(english, "en", own, language), right) == 1
        found[language] = round(50 * float(there.mean() + back.mean()), 1)
    found["mean"] = round(float(np.mean(list(found.values()))), 1)
    return found


def table(rows: list[dict[str, object]]) -> str:
    """Return the measures as a Markdown table."""
    lines = [
        "| system | sentence mono | cross | pooled | paragraph mono R@1 | R@10 | RR@10 "
        "| cross R@1 | R@10 | RR@10 | worst R@10 | Tatoeba |",
        "|---" * 12 + "|",
    ]
    for row in rows:
        sentence, one, ten, rr = (
            row[name] for name in ("sentence", "paragraph R@1", "paragraph R@10", "paragraph RR@10")
        )
        cells = [sentence["mono"], sentence["cross"], sentence["pooled"]]  # type: ignore[index]
        for kind in ("mono", "cross"):
            cells += [measured[kind] for measured in (one, ten, rr)]  # type: ignore[index]
        cells += [ten["worst"], row["tatoeba"]["mean"]]  # type: ignore[index]
        lines.append(f"| {row['system']} | " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def by_language(rows: list[dict[str, object]]) -> str:
    """Return, as a Markdown table, the sentence measure where question and text share a language.

    There it is mean average precision, too: one sentence is right.
    """
    lines = [
        f"| sentence, same language | {' | '.join(QA_LANGUAGES)} |",
        "|---|" + "---|" * len(QA_LANGUAGES),
    ]
    for row in rows:
        pairs = row["sentence"]["pairs"]  # type: ignore[index]
        cells = [str(pairs[f"{language}-{language}"]) for language in QA_LANGUAGES]
        lines.append(f"| {row['system']} | {' | '.join(cells)} |")
    return "\n".join(lines)


def systems(model: Path) -> list[System]:
    """Return all ways of scoring that the table compares."""
    embedder = StaticEmbedder(model)
    static = StaticScores(embedder)
    chain = Chain(embedder)
    return [
        System("BM25", bm25),
        System("BM25-translated", static.translated_bm25),
        System("pooled", static.pooled),
        System("late", static.late),
        System("late-normalised", static.late, normalised=True),
        System("late-bm25", static.late_and_bm25, normalised=True),
        System("chain", chain.score, pooled=chain.pooled),
    ]


def figures(data: Path, model: Path) -> str:
    """Return the table of a model for its card: over all questions, a third for the chain."""
    *vectors, chain = systems(model)
    rows = [measure(system, data, 0) for system in vectors]
    third = replace(chain, name="chain, every third question")
    return table([*rows, measure(third, data, _QUESTIONS_OF_CHAIN)])


def main(arguments: list[str] | None = None) -> int:
    """Print the table; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/eval"))
    parser.add_argument("--model", type=Path, default=SHIPPED_MODEL)
    parser.add_argument("--questions", type=int, default=0, help="a language; 0: all 1,190")
    parser.add_argument("--json", action="store_true", help="all figures, every pair")
    parser.add_argument("--only", nargs="*", help="names of systems")
    parser.add_argument("--other", help="another model to compare, for sentence-transformers")
    options = parser.parse_args(arguments)
    if not options.data.is_dir():
        print(f"{options.data}: no test sets there", file=sys.stderr)
        return 2
    compared = systems(options.model)
    if options.other:
        chosen = SentenceTransformersSettings(kind="sentence-transformers", model=options.other)
        compared.append(System(Path(options.other).name, Cosines(build_embedder(chosen)).score))
    rows = [
        measure(system, options.data, options.questions)
        for system in compared
        if not options.only or system.name in options.only
    ]
    print(json.dumps(rows, ensure_ascii=False, indent=1) if options.json else table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
