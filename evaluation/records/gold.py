"""The list of records that a reader found: ``datasets/seeds/records.jsonl``, told in RECORDS.md."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from ingest.records.codec import KINDS
from ingest.types import Span

FOLDER = Path(__file__).parents[1] / "datasets" / "seeds"
GOLD, DATASHEET = FOLDER / "records.jsonl", FOLDER / "RECORDS.md"

OUTCOME_KIND = "outcome"  # the field ``kind`` of an outcome: "kind" says what record it is
_OWN = frozenset({"id", "document", "kind", "optional", "shared", "line"})
_NEEDED = {"recommendation": ("set", "number", "text"), "project": ("title",), "outcome": ("text",)}
_TEXT = frozenset({"starts", "ends", "sha256", "at", "also"})
_SHA = re.compile(r"[0-9a-f]{64}")
_PREFIX = re.compile(r"[0-9a-f]{16}")


class GoldError(ValueError):
    """A line of the list is not what RECORDS.md says."""


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text as it is told without being copied: its ends, its place and its hashes."""

    starts: str
    ends: str
    sha256: str
    at: tuple[Span, ...]
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.starts} … {self.ends}".strip()


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """One record: ``values`` are its fields by name, texts as GoldText, the rest plain."""

    id: str
    document: str
    kind: str
    values: Mapping[str, object]
    optional: bool = False
    shared: str | None = None

    @property
    def text(self) -> GoldText:
        """The text or title by which the record is found."""
        text = self.values.get("title", self.values.get("text"))
        assert isinstance(text, GoldText)  # the loader demands it
        return text


def load_gold(path: Path = GOLD) -> tuple[GoldRecord, ...]:
    """Return the records of ``path``. Raises GoldError, naming line and fault, and OSError."""
    seen: set[str] = set()
    found: list[GoldRecord] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            record = _record(json.loads(line))
            if record.id in seen:
                raise GoldError(f"{record.id} stands twice")
        except (GoldError, json.JSONDecodeError) as error:
            raise GoldError(f"{path.name}: line {number}: {error}") from None
        seen.add(record.id)
        found.append(record)
    return tuple(found)


def _record(table: object) -> GoldRecord:
    if not isinstance(table, dict):
        raise GoldError("an object is expected")
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise GoldError(f"kind: {kind!r} is none of {', '.join(KINDS)}")
    for key in ("id", "document"):
        if not isinstance(table.get(key), str) or not table[key]:
            raise GoldError(f"{key}: a string is expected")
    known = {each.name for each in fields(KINDS[kind])} | {OUTCOME_KIND} | _OWN
    if unknown := sorted(table.keys() - known):
        raise GoldError(f"unknown {', '.join(unknown)}")
    if missing := [key for key in _NEEDED[kind] if key not in table]:
        raise GoldError(f"missing {', '.join(missing)}")
    optional = table.get("optional", False)
    if not isinstance(optional, bool):
        raise GoldError("optional: true or false is expected")
    shared = table.get("shared")
    if not isinstance(shared, str | None):
        raise GoldError("shared: a string is expected")
    values = {k: _value(v, k) for k, v in table.items() if k not in _OWN}
    record = GoldRecord(table["id"], table["document"], kind, values, optional, shared)
    if not isinstance(values.get("title", values.get("text")), GoldText):
        raise GoldError("the text or title that identifies it is not a text")
    return record


def _value(value: object, where: str) -> object:
    if isinstance(value, dict):
        if "sha256" in value:
            return _text(value, where)
        return {key: _value(each, f"{where}.{key}") for key, each in value.items()}
    if isinstance(value, list):
        return tuple(_value(each, f"{where}[{i}]") for i, each in enumerate(value))
    return value


def _text(table: Mapping[str, object], where: str) -> GoldText:
    if unknown := sorted(table.keys() - _TEXT):
        raise GoldError(f"{where}: unknown {', '.join(unknown)}")
    sha, at, also = table["sha256"], table.get("at"), table.get("also", [])
    if not isinstance(sha, str) or not _SHA.fullmatch(sha):
        raise GoldError(f"{where}: sha256: 64 hexadecimal digits are expected")
    if not isinstance(also, list) or not all(
        isinstance(each, str) and _PREFIX.fullmatch(each) for each in also
    ):
        raise GoldError(f"{where}: also: a list of 16 hexadecimal digits each is expected")
    starts, ends = table.get("starts"), table.get("ends")
    if not isinstance(starts, str) or not isinstance(ends, str):
        raise GoldError(f"{where}: starts and ends: strings are expected")
    if not isinstance(at, list) or not at:
        raise GoldError(f"{where}: at: a list of offsets is expected")
    return GoldText(starts, ends, sha, tuple(_spans(at, where)), tuple(also))


def _spans(at: list[object], where: str) -> Iterator[Span]:
    for pair in at:
        numbers = list(pair) if isinstance(pair, list) else []
        whole = all(isinstance(each, int) for each in numbers)
        if len(numbers) != 2 or not whole or not 0 <= numbers[0] < numbers[1]:
            raise GoldError(f"{where}: at: {pair!r} is no range")
        yield Span(*numbers)


def texts(value: object) -> Iterator[GoldText]:
    """Yield every text in the values of a record, at any depth."""
    if isinstance(value, GoldText):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
