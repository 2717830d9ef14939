"""Question sets, and reading them.

A question set is a folder as BEIR lays it out: ``queries.jsonl`` and ``qrels/test.tsv`` with the
keys of the passages that answer (grade 2: answers it, 1: part of it). Passages themselves are
not in it: they come from whatever index is asked. A set of others, without our fields, is
searched only: its questions are taken to be answerable, in the language that ``metadata`` or
detection says.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.language import detect_query_language
from ingest.types import LANGUAGES, Language
from service.types import Reason


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
    ``parallel`` names the group of questions that ask the same in several languages.
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
    parallel: str | None = None

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
    about = {"answerable": True, "reason": None, **entry.get("metadata", {})}
    language = about.get("language") or detect_query_language(entry["text"])
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}")
    if about["answerable"] != (about["reason"] is None):
        raise ValueError("answerable questions, and only they, have no reason")
    return Question(
        id=entry["_id"],
        text=entry["text"],
        language=language,
        kind=about.get("type", "other"),
        reason=Reason(about["reason"]) if about["reason"] else None,
        values=tuple(about.get("values", ())),
        wrong=tuple(about.get("wrong", ())),
        every_document=about.get("every_document", False),
        document=about.get("document"),
        invitations=frozenset(about.get("invitation", ())),
        relevant=judged.get(entry["_id"]),
        parallel=about.get("parallel"),
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
