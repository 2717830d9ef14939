"""Many questions from a file: one JSON object a line in, one Answer a line out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from pydantic import AliasChoices, Field, ValidationError

from ingest.types import Language
from service.answering import Answerer
from service.errors import AnswerError
from service.schemas import AskBody
from service.to_json import answer_payload, dumps


class Line(AskBody):
    """One line of a batch: what ``POST /v1/ask`` takes, with an id; ``lang`` is ``language``."""

    id: str | int
    language: Language | None = Field(
        default=None, validation_alias=AliasChoices("lang", "language")
    )


@dataclass(frozen=True, slots=True)
class Report:
    """How many lines were answered, and how many could not be read or answered."""

    answered: int
    rejected: int


def answer_batch(
    source: Path,
    target: Path,
    answerer: Answerer,
    progress: Callable[[int], object] = bool,
) -> Report:
    """Answer every line of ``source`` into ``target``, which appears when all is done.

    A line that is no question gives ``{"id", "error": {"code", "message"}}``; blank lines give
    nothing. ``progress`` is told how many lines are done.

    Raises:
        OSError: if a file cannot be read or written.
    """
    answered = rejected = 0
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as out:
            for number, line in _lines(source):
                record, good = _record(number, line, answerer)
                out.write(dumps(record, newline=True))
                answered += good
                rejected += not good
                progress(answered + rejected)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return Report(answered, rejected)


def _lines(source: Path) -> Iterator[tuple[int, bytes]]:
    with source.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, line.removeprefix(b"\xef\xbb\xbf")


def _record(number: int, line: bytes, answerer: Answerer) -> tuple[dict[str, Any], bool]:
    """Return what is written for one line, and whether it is an answer."""
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return _error(None, "malformed", f"line {number}: {error}"), False
    name = found.get("id") if isinstance(found, dict) else None
    try:
        asked = Line.model_validate(found)
        answer = answerer.ask(asked.to_request())
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, each['loc'])) or 'line'}: {each['msg']}" for each in error.errors()
        )
        return _error(name, "invalid", f"line {number}: {faults}"), False
    except AnswerError as error:
        return _error(name, "invalid", f"line {number}: {error}"), False
    return {**answer_payload(answer), "id": asked.id}, True


def _error(name: object, code: str, message: str) -> dict[str, Any]:
    return {"id": name, "error": {"code": code, "message": message}}
