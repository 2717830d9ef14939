"""A build that is broken is caught by the gate: each test breaks one thing and measures again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import Settings
from evaluation.commands import dataset_folder
from evaluation.gate import compare, lost
from evaluation.judging import ask_all, search_all
from evaluation.parts import parts_of
from evaluation.questions import load_questions
from evaluation.sheet import Sheet, part_measure, sheet_of
from index import analysis
from index.fusion import Sides
from index.ingestion import ingest
from ingest.language import detect_query_language
from ingest.types import Language
from service import telling
from service.evidence import Candidate
from service.questions import Question
from service.serving import CatalogueLibrary, Serving, open_serving
from service.types import Answer, AskRequest, Reason, Refusal

SAMPLE = dataset_folder("sample")
QUESTIONS = load_questions(SAMPLE)
IN_ALL_LANGUAGES = [each for each in QUESTIONS if each.parallel]
CITED = ("citation_precision", "citation_recall")
Change = Callable[[Answer], Answer]


def found(home: Path) -> Sheet:
    """Search for every question."""
    searcher = open_serving(Settings(home=home)).searcher
    judged = search_all(QUESTIONS, searcher, detect_query_language, parts_of(searcher))
    return sheet_of("sample", list(judged))


def told(home: Path, change: Change | None = None) -> Sheet:
    """Ask what is asked in all languages; ``change`` is what stands between answer and reader."""
    serving: Serving = open_serving(Settings(home=home))

    def ask(request: AskRequest) -> Answer:
        answer = serving.answerer.ask(request)
        return change(answer) if change else answer

    library = CatalogueLibrary(serving.catalogue)
    judged = ask_all(IN_ALL_LANGUAGES, ask, serving.searcher, library, detect_query_language)
    return sheet_of("sample", list(judged))


def indexed(home: Path) -> Path:
    ingest(Settings(home=home), [SAMPLE / "documents"])
    return home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("sound"))


@pytest.fixture(scope="module")
def sound(home: Path) -> Sheet:
    return told(home)


@pytest.fixture(scope="module")
def sound_search(home: Path) -> Sheet:
    return found(home)


def losses(earlier: Sheet, now: Sheet) -> set[tuple[str, str]]:
    return {(each.measure, each.language) for each in lost(compare(earlier, now))}


def test_the_same_build_passes(home: Path, sound_search: Sheet) -> None:
    assert losses(sound_search, found(home)) == set()


def test_a_worse_fusion_is_caught(
    home: Path, sound_search: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def worse(sides: Sides, ids: Sequence[int], lexical_weight: float) -> list[float]:
        del lexical_weight  # the vectors are forgotten
        return [sides.words.get(identifier, 0.0) for identifier in ids]

    monkeypatch.setattr(Sides, "scores", worse)
    lost_now = {measure for measure, _ in losses(sound_search, found(home))}
    assert lost_now & {"nDCG@10", "hit@10"}


def test_a_language_without_its_analyser_is_caught(
    sound_search: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysed, terms, language = analysis.analysed, analysis.query_terms, "zh"

    def uncut(text: str, of: Language) -> str:
        return analysis.folded(text) if of == language else analysed(text, of)

    def asked(text: str, of: Language) -> list[analysis.Term]:
        if of != language:
            return terms(text, of)
        return [analysis.Term(word) for word in dict.fromkeys(analysis.folded(text).split())]

    monkeypatch.setattr(analysis, "analysed", uncut)
    monkeypatch.setattr(analysis, "query_terms", asked)
    lost_now = losses(sound_search, found(indexed(tmp_path)))
    assert (part_measure("words"), language) in lost_now


def test_citations_of_the_next_paragraph_are_caught(home: Path, sound: Sheet) -> None:
    library = CatalogueLibrary(open_serving(Settings(home=home)).catalogue)

    def shifted(answer: Answer) -> Answer:
        def next_key(key: str, language: Language) -> str:
            keys = [each.key for each in library.passages(key.partition("#")[0], language)]
            return keys[(keys.index(key) + 1) % len(keys)]

        citations = (replace(c, key=next_key(c.key, c.language)) for c in answer.citations)
        return replace(answer, citations=tuple(citations))

    lost_now = losses(sound, told(home, shifted))
    assert lost_now >= {(name, "all") for name in ("right", *CITED)}
    assert "nDCG@10" not in {measure for measure, _ in lost_now}


def test_answering_always_is_caught(
    home: Path, sound: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def convinced(question: Question, candidates: Sequence[Candidate], *others: object) -> object:
        del question, others
        return tuple(candidates)

    monkeypatch.setattr(telling, "judge", convinced)
    assert ("false_answers", "all") in losses(sound, told(home))


def test_answering_never_is_caught(
    home: Path, sound: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*given: object) -> telling.Told:
        del given
        return telling.Told(Refusal(Reason.NOT_IN_DOCUMENTS, "no"))

    monkeypatch.setattr(telling.Teller, "tell", silent)
    lost_now = losses(sound, told(home))
    assert lost_now >= {("false_refusals", "all"), ("right", "all"), ("right", "zh")}
