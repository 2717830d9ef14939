"""Records as JSON and back, for the child that parses and for the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import orjson
from pydantic import TypeAdapter

from ingest.records.types import Mention, Outcome, Project, Recommendation, Record

KINDS: Mapping[str, type[Record]] = {
    "recommendation": Recommendation,
    "project": Project,
    "outcome": Outcome,
}

_MENTION = "mention"


def kind_of(record: Record) -> str:
    """Return the name by which ``decode_record`` knows the type of ``record``."""
    return next(kind for kind, type_ in KINDS.items() if isinstance(record, type_))


def encode_record(record: Record | Mention) -> bytes:
    """Return a record or mention as JSON."""
    return orjson.dumps(record, default=_lists)


def decode_record(kind: str, data: bytes | str) -> Record:
    """Return what ``encode_record`` was given. Raises ValueError for other data."""
    found: Record = _adapter(kind).validate_json(data)
    return found


def decode_mention(data: bytes | str) -> Mention:
    """Return the mention that ``encode_record`` was given. Raises ValueError for other data."""
    found: Mention = _adapter(_MENTION).validate_json(data)
    return found


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(Mention if name == _MENTION else KINDS[name])


def _lists(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    raise TypeError(f"cannot encode {type(value).__name__}")
