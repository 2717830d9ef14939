"""Question sets: reading them, putting every question, and judging what comes back.

A question set is a folder as BEIR lays it out: ``queries.jsonl`` and ``qrels/test.tsv`` with the
keys of the passages that answer (grade 2: answers it, 1: part of it). Passages themselves are
not in it: they come from whatever index is asked.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.profiles import profile
from evaluation.measures import reciprocal_rank_at
from index.types import Query
from ingest.types import LANGUAGES, Language, Status
from ingest.typography import fold
from service.library import Library, Search
from service.messages import messages
from service.types import Answer, AskRequest, Citation, Reason

DEPTH = 10  # ranks that are judged


class DatasetError(ValueError):
    """A question set is not as it must be; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what is known of its answer.

    ``values`` are short facts that a right answer holds; "a|b" means that either will do.
    ``relevant`` grades passage keys; it is empty if and only if there is a ``reason`` why nothing
    answers. ``invitations`` are keys of passages that only invite to decide what is asked about.
    """

    id: str
    text: str
    language: Language
    kind: str
    reason: Reason | None = None
    values: tuple[str, ...] = ()
    document: str | None = None
    invitations: frozenset[str] = frozenset()
    relevant: Mapping[str, int] | None = None

    @property
    def grades(self) -> Mapping[str, int]:
        """Return the graded passage keys."""
        return self.relevant or {}

    @property
    def answerable(self) -> bool:
        """Say whether the documents answer the question."""
        return self.reason is None


# --- reading ----------------------------------------------------------------------------------


def load_questions(folder: Path) -> tuple[Question, ...]:
    """Return the questions of a set, in order.

    Raises:
        DatasetError: if a file is missing or a line of it cannot be used.
    """
    judged = _read_qrels(folder / "qrels" / "test.tsv")
    questions = tuple(_read_queries(folder / "queries.jsonl", judged))
    ids = [question.id for question in questions]
    if twice := {id_ for id_ in ids if ids.count(id_) > 1}:
        raise DatasetError(f"{folder / 'queries.jsonl'}: twice the same _id: {sorted(twice)}")
    if unknown := judged.keys() - set(ids):
        raise DatasetError(f"{folder / 'qrels'}: no such question: {sorted(unknown)}")
    return questions


def _read_queries(path: Path, judged: Mapping[str, dict[str, int]]) -> Iterator[Question]:
    for number, line in enumerate(_lines(path), start=1):
        try:
            question = _question(json.loads(line), judged)
        except (KeyError, TypeError, ValueError) as error:
            raise DatasetError(f"{path}:{number}: {error!r}") from error
        if question.answerable != bool(question.grades):
            raise DatasetError(f"{path}:{number}: a reason or judged passages, not both or none")
        yield question


def _question(entry: dict[str, Any], judged: Mapping[str, dict[str, int]]) -> Question:
    about = entry["metadata"]
    if about["language"] not in LANGUAGES:
        raise ValueError(f"unknown language {about['language']!r}")
    if about["answerable"] != (about["reason"] is None):
        raise ValueError("answerable questions, and only they, have no reason")
    return Question(
        id=entry["_id"],
        text=entry["text"],
        language=about["language"],
        kind=about["type"],
        reason=Reason(about["reason"]) if about["reason"] else None,
        values=tuple(about.get("values", ())),
        document=about.get("document"),
        invitations=frozenset(about.get("invitation", ())),
        relevant=judged.get(entry["_id"]),
    )


def _read_qrels(path: Path) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = {}
    for number, row in enumerate(csv.reader(_lines(path), delimiter="\t"), start=1):
        if number == 1 and row[0] == "query-id":
            continue
        try:
            query, key, grade = row
            judged.setdefault(query, {})[key] = int(grade)
        except ValueError as error:
            raise DatasetError(f"{path}:{number}: {error}") from error
    return judged


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DatasetError(f"{path}: {error.strerror}") from error


# --- judging ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """What is judged of one answer; None where a judgement does not apply.

    ``cites_relevant`` and ``has_values`` are of answers to answerable questions only.
    ``as_decision``: an invitation to decide was told without saying that it is one.
    """

    answer: Answer
    cites_relevant: bool | None
    has_values: bool | None
    quotes: int
    quotes_exact: int
    as_decision: bool
    false_answer: bool
    false_refusal: bool
    language_right: bool

    @property
    def right(self) -> bool:
        """Say whether the reader was served: a proved answer, or a refusal that is due."""
        if self.false_answer or self.false_refusal or self.as_decision:
            return False
        return self.cites_relevant is not False and self.has_values is not False


@dataclass(frozen=True, slots=True)
class Judged:
    """One question, the first ``DEPTH`` keys that were found, and what was told, if anything."""

    question: Question
    run: tuple[str, ...]
    told: Told | None = None

    @property
    def rank(self) -> int | None:
        """Return the rank of the first relevant key, None if it is not in the run."""
        found = reciprocal_rank_at(DEPTH, self.run, self.question.grades)
        return round(1 / found) if found else None

    @property
    def faults(self) -> tuple[str, ...]:
        """Return the names of what went wrong, for reading errors."""
        told = self.told
        found = {"not_found": self.question.answerable and self.rank is None}
        if told is not None:
            found |= {
                "false_answer": told.false_answer,
                "false_refusal": told.false_refusal,
                "no_relevant_citation": told.cites_relevant is False,
                "value_missing": told.has_values is False,
                "inexact_quote": told.quotes_exact < told.quotes,
                "invitation_as_decision": told.as_decision,
                "wrong_language": not told.language_right,
            }
        return tuple(name for name, wrong in found.items() if wrong)


def search_all(
    questions: Sequence[Question],
    search: Search,
    language_of: Callable[[str], Language],
) -> Iterator[Judged]:
    """Yield what ``search`` finds for each question, taken to be in the language guessed."""
    for question in questions:
        query = Query(question.text, language_of(question.text), top_k=DEPTH)
        hits = search.search(query).hits
        yield Judged(question, tuple(hit.passage.key for hit in hits))


def ask_all(
    questions: Sequence[Question], ask: Callable[[AskRequest], Answer], library: Library
) -> Iterator[Judged]:
    """Yield what ``ask`` tells for each question, judged against the documents in ``library``."""
    for question in questions:
        answer = ask(AskRequest(question.text, top_k=DEPTH))
        run = tuple(found.key for found in answer.retrieved)
        yield Judged(question, run, judge(question, answer, library))


def judge(question: Question, answer: Answer, library: Library) -> Told:
    """Return what is right and wrong about ``answer``."""
    told = not answer.abstained
    cited = {citation.key for citation in answer.citations}
    tells = told and question.answerable
    as_decision = told and _tells_as_decision(question, answer)
    only_invites = bool(cited) and cited <= question.invitations and not as_decision
    return Told(
        answer=answer,
        cites_relevant=bool(cited & question.grades.keys()) if tells else None,
        has_values=holds_values(answer.answer, question.values)
        if tells and question.values
        else None,
        quotes=len(answer.citations),
        quotes_exact=sum(is_exact(citation, library) for citation in answer.citations),
        as_decision=as_decision,
        false_answer=told and not question.answerable and not only_invites,
        false_refusal=answer.abstained and question.answerable,
        language_right=answer.language == question.language,
    )


def is_exact(citation: Citation, library: Library) -> bool:
    """Say whether the quote stands letter for letter in the document that it is said to be from."""
    key = citation.key.partition("#")[0]
    document = library.document(key, citation.language)
    return document is not None and bool(citation.quote) and citation.quote in document.text


def _tells_as_decision(question: Question, answer: Answer) -> bool:
    """Say whether an invitation is told without our note and without its own inviting words."""
    if messages(answer.language).notes["invitation_only"] in answer.answer:
        return False
    return any(
        not profile(citation.language).cues.invitation.search(citation.quote)
        for citation in answer.citations
        if citation.status == Status.INVITATION or citation.key in question.invitations
    )


# --- values -----------------------------------------------------------------------------------

_MARKER = re.compile(r"\[\d{1,3}\]")
_LATIN = "[0-9a-z_\u00df-\u024f]"  # of folded text; Han and Arabic stand next to digits
_GROUPED = re.compile(r"(?<=\d)\\ (?=\d{3}(?!\d))")


def holds_values(text: str, values: Sequence[str]) -> bool:
    """Say whether ``text`` holds every value, whatever the typography of digits and blanks."""
    folded = fold(_MARKER.sub(" ", text))
    return all(
        any(_value(variant).search(folded) for variant in value.split("|")) for value in values
    )


def _value(value: str) -> re.Pattern[str]:
    """Return a pattern of the whole word or number: 205 000 is also 205,000 and 205.000.

    Latin words and numbers end where they end; other scripts add prefixes and endings.
    """
    folded = fold(value)
    pattern = _GROUPED.sub("[ ,.']?", re.escape(folded))
    before = rf"(?<!{_LATIN})(?<!\d[.,])" if folded[0].isascii() else ""
    after = rf"(?!{_LATIN})(?![.,]\d)" if folded[-1].isascii() else ""
    if folded.isdigit():
        after += r"(?! \d{3}(?!\d))"  # 15 is not in 15 000
    return re.compile(before + pattern + after)
