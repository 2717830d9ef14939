"""The questions on records fit their documents: keys, values, numbers per language and kind."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from config.settings import IngestSettings
from evaluation.commands import dataset_folder
from evaluation.questions import Question, load_questions
from evaluation.values import holds_values
from ingest.parse import parse_file
from ingest.sources import discover, read_source
from ingest.types import LANGUAGES, Language, Passage, Status
from service.types import Reason

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
SAMPLE = dataset_folder("sample") / "documents"
FOLDERS = {name: dataset_folder(name) for name in ("records", "records_sample")}
SETS = {name: load_questions(folder) for name, folder in FOLDERS.items()}
KINDS = {"lookup", "count", "list", "comparison", "ambiguous", "status", "false_premise"}
WORDS_IN_A_ROW = 8  # "recommendations of the Development Agenda" has up to seven

Held = Mapping[str, Mapping[Language, Passage]]
each_set = pytest.mark.parametrize("name", sorted(SETS))


@cache
def held(name: str) -> Held:
    """Return the passages of the documents that a set asks about, by key and language."""
    if name == "records" and not SEEDS.is_dir():
        pytest.skip("the five documents are not in ../shared/seeds")
    found: dict[str, dict[Language, Passage]] = defaultdict(dict)
    settings = IngestSettings()
    for path in discover([SEEDS if name == "records" else SAMPLE]):
        source = read_source(path, settings, {})
        parsed = parse_file(path, settings, source.metadata, sha256=source.sha256)
        for passage in parsed.passages:
            found[passage.key][passage.language] = passage
    return found


@cache
def derived(name: str) -> frozenset[str]:
    """Return the questions whose values are reckoned from passages and printed in none."""
    lines = (FOLDERS[name] / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    entries = map(json.loads, lines)
    return frozenset(entry["_id"] for entry in entries if entry["metadata"].get("derived"))


def read(passages: Held, question: Question, keys: Iterable[str]) -> str:
    """Return passages with what stands over them, in the language of the question if held."""
    texts: list[str] = []
    for key in keys:
        versions = passages[key]
        passage = versions.get(question.language) or next(iter(versions.values()))
        texts += [*passage.context, passage.text]
    return "\n".join(texts)


def whole(question: Question) -> Sequence[str]:
    return [key for key, grade in question.grades.items() if grade == 2]


# --- the questions by themselves --------------------------------------------------------------


@pytest.mark.parametrize(("name", "count"), [("records", 10), ("records_sample", 4)])
def test_each_language_asks_the_same_number_of_questions(name: str, count: int) -> None:
    asked = Counter(question.language for question in SETS[name])

    assert asked == dict.fromkeys(LANGUAGES, count)


@each_set
def test_questions_are_of_known_kinds_and_named_for_their_language(name: str) -> None:
    assert {question.kind for question in SETS[name]} <= KINDS
    assert all(question.id.startswith(f"{question.language}-") for question in SETS[name])
    assert len({question.text for question in SETS[name]}) == len(SETS[name])


def test_the_measured_set_asks_every_kind_and_ten_that_nothing_answers() -> None:
    questions = SETS["records"]
    unanswerable = [question for question in questions if not question.answerable]

    assert {question.kind for question in questions} == KINDS
    assert len(unanswerable) == 10
    assert {question.reason for question in unanswerable} == {
        Reason.FALSE_PREMISE,
        Reason.NOT_IN_DOCUMENTS,
    }


@each_set
def test_answerable_questions_and_no_others_expect_values_and_a_whole_answer(name: str) -> None:
    for question in SETS[name]:
        assert bool(question.values) == question.answerable, question.id
        assert bool(whole(question)) == question.answerable, question.id


@each_set
def test_an_ambiguous_question_is_answered_by_two_documents(name: str) -> None:
    for question in SETS[name]:
        if question.kind == "ambiguous":
            assert question.every_document, question.id
        if question.every_document:
            documents = {key.partition("#")[0] for key in whole(question)}
            assert len(documents) > 1, question.id


# --- against the documents --------------------------------------------------------------------


@each_set
def test_every_judged_key_is_a_passage(name: str) -> None:
    keys = {key for question in SETS[name] for key in (*question.grades, *question.invitations)}

    assert keys - held(name).keys() == set()


@each_set
def test_every_value_stands_in_a_judged_passage_or_over_it(name: str) -> None:
    passages = held(name)
    missing = [
        (question.id, value)
        for question in SETS[name]
        if question.id not in derived(name)
        for value in question.values
        if not holds_values(read(passages, question, question.grades), [value])
    ]

    assert missing == []


@each_set
def test_a_passage_that_answers_whole_holds_nothing_that_would_be_wrong(name: str) -> None:
    passages = held(name)
    for question in SETS[name]:
        text = "\n".join(passages[key][next(iter(passages[key]))].text for key in whole(question))
        assert [value for value in question.wrong if holds_values(text, [value])] == [], question.id


@each_set
def test_invitations_are_passages_that_invite(name: str) -> None:
    passages = held(name)
    keys = {key for question in SETS[name] for key in question.invitations}
    statuses = {passage.status for key in keys for passage in passages[key].values()}

    assert statuses == {Status.INVITATION}


@each_set
def test_no_question_repeats_the_words_of_a_document(name: str) -> None:
    texts = [_words(passage.text) for each in held(name).values() for passage in each.values()]
    runs = {run for words in texts for run in _runs(words)}
    repeated = [question.id for question in SETS[name] if _runs(_words(question.text)) & runs]

    assert repeated == []


def _words(text: str) -> list[str]:
    """Return words; a text written without blanks has few, so its questions are not judged."""
    return "".join(one if one.isalnum() else " " for one in text.casefold()).split()


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    last = len(words) - WORDS_IN_A_ROW
    return {tuple(words[at : at + WORDS_IN_A_ROW]) for at in range(last + 1)}
