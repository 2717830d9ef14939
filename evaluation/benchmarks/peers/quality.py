"""How well all find with one model: ``python -m evaluation.benchmarks.peers.quality``.

Sample and seeds: all six languages are searched at once, as a reader does; a hit counts by its
passage key, whichever language version it is. Ours lists a paragraph once; a peer is asked for as
many times ten hits as a paragraph has versions, so that those of one do not fill its ten places.
XQuAD: the paragraphs of one language are searched, by questions in the same language (*mono*) or
in the four others (*cross*).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from evaluation.benchmarks.peers.builds import compared
from evaluation.benchmarks.peers.corpus import SAMPLE
from evaluation.benchmarks.peers.kinds import Asked, write_texts
from evaluation.benchmarks.peers.machine import heading
from evaluation.benchmarks.peers.names import OURS
from evaluation.benchmarks.peers.parent import Child, child, round_robin
from evaluation.benchmarks.peers.sets import TestSet, of_documents, of_xquad
from evaluation.benchmarks.peers.tables import Gate, ahead, figure, gates_table, markdown
from evaluation.measures import mean, scores
from ingest.types import LANGUAGES

COUNT = 10
Found = dict[str, dict[str, dict[str, list[float]]]]
"""Values by table, language and system; each value is of one question."""


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; return an exit code."""
    options = _parser().parse_args(arguments)
    print(heading(), flush=True)
    names = compared(options.only)
    ndcg: Found = {}
    recall: Found = {}
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        children = {name: stack.enter_context(child(name)) for name in names}
        for number, found in enumerate(_sets(options, Path(home))):
            _measure(found, children, Path(home) / str(number), ndcg, recall)
    for measure, values in (("nDCG@10", ndcg), ("recall@10", recall)):
        for table, by_language in values.items():
            print(_table(f"{table}, {measure}", by_language, names), "\n", flush=True)
    print(gates_table(gates(ndcg)))
    return 0


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(description=__doc__)
    made.add_argument("--data", type=Path, default=Path("../shared/data/eval"))
    made.add_argument("--seeds", type=Path, default=Path("../shared/seeds"))
    made.add_argument("--sets", nargs="*", default=["sample", "seeds", "xquad"])
    made.add_argument("--questions", type=int, default=0, help="of XQuAD a language; 0: all 1,190")
    made.add_argument("--only", nargs="*", help="beginnings of the names of systems")
    return made


def _sets(options: argparse.Namespace, home: Path) -> Iterator[TestSet]:
    for name, documents in (("sample", SAMPLE), ("seeds", options.seeds)):
        if name in options.sets and documents.is_dir():
            yield of_documents(name, documents, home / f"{name}-home")
        elif name in options.sets:
            print(f"{name} is left out: {documents} is not there.\n")
    if "xquad" in options.sets and options.data.is_dir():
        yield from of_xquad(options.data, options.questions)
    elif "xquad" in options.sets:
        print(f"XQuAD is left out: {options.data} is not there.\n")


def _measure(
    own: TestSet, children: Mapping[str, Child], work: Path, ndcg: Found, recall: Found
) -> None:
    """Build, ask, and add the values of each question to ``ndcg`` and ``recall``."""
    work.mkdir()
    write_texts(work / "texts.jsonl", own.texts)
    for name, started in children.items():
        folder = own.home if name == OURS and own.home else work / name.replace(" ", "-")
        if folder != own.home:
            started.ask("build", texts=str(work / "texts.jsonl"), folder=str(folder))
        started.ask("open", folder=str(folder))
    runs = _runs(own, children)
    judged = {str(n): question.grades for n, question in enumerate(own.questions)}
    for name, run in runs.items():
        for query, values in scores(run, judged).items():
            language = own.questions[int(query)].language
            table, row = _place(own, language)
            for found, measure in ((ndcg, "nDCG@10"), (recall, "recall@10")):
                by_system = found.setdefault(table, {}).setdefault(row, {})
                by_system.setdefault(name, []).append(values[measure])


def _runs(own: TestSet, children: Mapping[str, Child]) -> dict[str, dict[str, list[str]]]:
    runs: dict[str, dict[str, list[str]]] = {name: {} for name in children}
    for name, (number, asked) in round_robin(list(children), list(enumerate(own.questions))):
        count = COUNT if name == OURS else COUNT * own.versions
        answer = children[name].search(Asked(asked.text, asked.language), count)
        runs[name][str(number)] = answer["keys"][:COUNT]
    return runs


def _place(own: TestSet, language: str) -> tuple[str, str]:
    """Return the table and the row that a question's values go to."""
    if own.name != "XQuAD":
        return own.name, language
    return ("XQuAD mono" if own.searched == language else "XQuAD cross"), language


def _table(title: str, by_language: dict[str, dict[str, list[float]]], names: list[str]) -> str:
    rows = []
    for language in (each for each in LANGUAGES if each in by_language):
        own = by_language[language]
        count = len(next(iter(own.values())))
        rows.append([language, f"{count:,}", *(figure(mean(own[name]), 3) for name in names)])
    everything = [
        figure(mean([value for own in by_language.values() for value in own[name]]), 3)
        for name in names
    ]
    total = sum(len(next(iter(own.values()))) for own in by_language.values())
    return markdown([title, "questions", *names], [*rows, ["all", f"{total:,}", *everything]])


def gates(ndcg: Found) -> Iterator[Gate]:
    """Yield for each table and language by how much nDCG@10 of ours leads the best peer."""
    for table, by_language in ndcg.items():
        for language in (each for each in LANGUAGES if each in by_language):
            means = {name: float(mean(v) or 0) for name, v in by_language[language].items()}
            lead = ahead(means, OURS)
            yield Gate(f"{table} {language}, nDCG@10 less the best peer's", 0, lead, at_least=True)


if __name__ == "__main__":
    sys.exit(main())
