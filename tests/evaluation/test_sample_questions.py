"""The questions on the sample corpus fit its documents: keys, values, numbers per language."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache

import pytest

from config.settings import IngestSettings
from evaluation.commands import dataset_folder
from evaluation.questions import Question, load_questions
from evaluation.values import holds_values
from ingest.parse import parse_file
from ingest.sources import discover, read_source
from ingest.types import LANGUAGES, Language, Passage, Status

SAMPLE = dataset_folder("sample")
QUESTIONS = load_questions(SAMPLE)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def passages() -> dict[str, dict[Language, Passage]]:
    """Return the passages of the sample documents by key and language."""
    found: dict[str, dict[Language, Passage]] = defaultdict(dict)
    settings = IngestSettings()
    for path in discover([SAMPLE / "documents"]):
        source = read_source(path, settings, {})
        parsed = parse_file(path, settings, source.metadata, sha256=source.sha256)
        for passage in parsed.passages:
            found[passage.key][passage.language] = passage
    return found


def read(question: Question, language: Language) -> list[str]:
    """Return the texts of the passages that answer ``question``, in one language."""
    keys = [key for key in question.grades if language in passages()[key]]
    return [passages()[key][language].text for key in keys]


def parallel() -> dict[str, list[Question]]:
    """Return the questions asked alike in several languages, by the name of their group."""
    lines = (SAMPLE / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    entries = map(json.loads, lines)
    group_of = {entry["_id"]: entry["metadata"].get("parallel") for entry in entries}
    groups: dict[str, list[Question]] = defaultdict(list)
    for question in QUESTIONS:
        if group := group_of[question.id]:
            groups[group].append(question)
    return groups


def test_ids_are_unique_and_begin_with_the_language() -> None:
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS) >= 150
    assert all(question.id.startswith(f"{question.language}-") for question in QUESTIONS)


def test_no_language_asks_the_same_words_twice() -> None:
    asked = Counter((question.language, question.text.casefold()) for question in QUESTIONS)

    assert [text for text, times in asked.items() if times > 1] == []


@each_language
def test_a_language_has_enough_questions_and_a_fifth_cannot_be_answered(
    language: Language,
) -> None:
    asked = [question for question in QUESTIONS if question.language == language]
    unanswerable = [question for question in asked if not question.answerable]

    assert len(asked) >= 25
    assert 0.18 <= len(unanswerable) / len(asked) <= 0.25
    assert len({question.reason for question in unanswerable}) >= 3


def test_every_judged_passage_stands_in_the_documents_in_all_languages() -> None:
    judged = {key for question in QUESTIONS for key in (*question.grades, *question.invitations)}

    assert judged - passages().keys() == set()
    assert {key for key in judged if len(passages()[key]) < len(LANGUAGES)} == set()


def test_every_question_names_a_document_that_is_held() -> None:
    held = {key.partition("#")[0] for key in passages()}

    assert {question.document for question in QUESTIONS if question.document} == held


def test_a_passage_answers_in_the_language_of_the_question() -> None:
    missing = [
        (question.id, value)
        for question in QUESTIONS
        for value in question.values
        if not any(holds_values(text, [value]) for text in read(question, question.language))
    ]

    assert missing == []


def test_every_answerable_question_has_a_passage_that_answers_it_whole() -> None:
    assert all(2 in question.grades.values() for question in QUESTIONS if question.answerable)


def test_unanswerable_questions_expect_no_value() -> None:
    assert not any(question.values for question in QUESTIONS if not question.answerable)


def test_invitations_are_passages_that_invite() -> None:
    keys = {key for question in QUESTIONS for key in question.invitations}
    statuses = {passage.status for key in keys for passage in passages()[key].values()}

    assert statuses == {Status.INVITATION}


def test_the_draft_is_judged_only_where_the_question_names_it() -> None:
    for question in QUESTIONS:
        drafts = [key for key in question.grades if key.startswith("CDIP/90/8 Prov.")]

        assert not drafts or "CDIP/90/8 Prov." in question.text, question.id


@pytest.mark.parametrize("group", sorted(parallel()))
def test_a_parallel_group_asks_one_thing_in_every_language(group: str) -> None:
    questions = parallel()[group]
    first = questions[0]

    assert sorted(question.language for question in questions) == sorted(LANGUAGES)
    for question in questions:
        assert question.grades == first.grades
        assert question.invitations == first.invitations
        assert (question.kind, question.reason) == (first.kind, first.reason)
        assert len(question.values) == len(first.values)


def test_at_least_thirty_questions_are_asked_in_parallel() -> None:
    assert sum(len(questions) for questions in parallel().values()) >= 30
