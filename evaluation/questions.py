"""Question sets: reading them, putting every question, and judging what comes back.

A question set is a folder as BEIR lays it out: ``queries.jsonl`` and ``qrels/test.tsv`` with the
keys of the passages that answer (grade 2: answers it, 1: part of it). Passages themselves are
not in it: they come from whatever index is asked.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.profiles import profile
from evaluation.measures import reciprocal_rank_at
from evaluation.values import share_held
from index.types import Query
from ingest.types import LANGUAGES, Language, Status
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
    ``wrong`` are such facts that it does not hold: what does not belong in a list that is asked
    for. ``every_document``: it cites a passage of each document in which one has grade 2, as
    where two documents are compared, or number different things alike.
    ``relevant`` grades passage keys; it is empty if and only if there is a ``reason`` why nothing
    answers. ``invitations`` are keys of passages that only invite to decide what is asked about.
    """

    id: str
    text: str
    language: Language
    kind: str
    reason: Reason | None = None
    values: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    every_document: bool = False
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
        wrong=tuple(about.get("wrong", ())),
        every_document=about.get("every_document", False),
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

    ``cites_relevant``, ``values_held`` (share of them) and ``holds_wrong`` are of answers to
    answerable questions only.
    ``as_decision``: an invitation to decide was told without saying that it is one.
    """

    answer: Answer
    cites_relevant: bool | None
    values_held: float | None
    holds_wrong: bool
    quotes: int
    quotes_exact: int
    as_decision: bool
    false_answer: bool
    false_refusal: bool
    language_right: bool

    @property
    def has_values(self) -> bool | None:
        """Say whether all values are told and nothing that does not belong beside them."""
        return None if self.values_held is None else self.values_held == 1 and not self.holds_wrong

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
                "value_missing": told.values_held is not None and told.values_held < 1,
                "wrong_value": told.holds_wrong,
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
    valued = tells and bool(question.values)
    as_decision = told and _tells_as_decision(question, answer)
    only_invites = bool(cited) and cited <= question.invitations and not as_decision
    return Told(
        answer=answer,
        cites_relevant=_cites(question, cited) if tells else None,
        values_held=share_held(answer.answer, question.values) if valued else None,
        holds_wrong=valued and share_held(answer.answer, question.wrong) > 0,
        quotes=len(answer.citations),
        quotes_exact=sum(is_exact(citation, library) for citation in answer.citations),
        as_decision=as_decision,
        false_answer=told and not question.answerable and not only_invites,
        false_refusal=answer.abstained and question.answerable,
        language_right=answer.language == question.language,
    )


def _cites(question: Question, cited: Set[str]) -> bool:
    """Say whether a judged passage is cited, one of each document where every one is needed."""
    proved = cited & question.grades.keys()
    if not question.every_document:
        return bool(proved)
    whole = {key for key, grade in question.grades.items() if grade > 1}
    return _documents(proved) >= _documents(whole)


def _documents(keys: Iterable[str]) -> set[str]:
    return {key.partition("#")[0] for key in keys}


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
