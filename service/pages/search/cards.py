"""Recommendations, projects and outcomes that an answer rests on, as cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

from index.records import Records
from index.records.types import Group, Kind, Stub
from index.types import Filters
from ingest.types import Language
from service.facts.wording import wording
from service.questions import Question
from service.record_json import record_payloads

_KINDS: tuple[Kind, ...] = ("recommendation", "project", "outcome")
_FORM = "project_proposal"  # the whole document tells of one project
_IN_MEMORY = 16  # sets of filters

_Index = dict[str, list[Group]]
_INDEXES: WeakKeyDictionary[Records, dict[Filters, _Index]] = WeakKeyDictionary()


class Values(dict[str, Any]):
    """The fields of a record; one that its kind does not have is None."""

    def __missing__(self, name: str) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Card:
    """A record as an object (see ``service.record_json``), its name, and where its thread is."""

    kind: Kind
    name: str
    record: Values
    path: str


def related(
    records: Records,
    question: Question,
    keys: Iterable[str],
    filters: Filters,
    language: Language,
    most: int = 4,
) -> list[Card]:
    """Return cards of what the question names, then of what the passages ``keys`` tell of."""
    named = _named(records, question, filters)
    told = _told_of(records, list(dict.fromkeys(keys)), filters)
    groups: dict[str, Group] = {}
    for group in (*named, *told):
        groups.setdefault(f"{group.kind} {group.id}", group)
    return cards(records, list(groups.values())[:most], language)


def cards(records: Records, groups: Sequence[Group], language: Language) -> list[Card]:
    """Return ``groups`` as cards, each in ``language`` where it is told in it."""
    payloads = record_payloads(records, [records.joined(each, (language,)) for each in groups])
    return [
        Card(group.kind, name_of(group.kind, payload, language), Values(payload), path_of(group))
        for group, payload in zip(groups, payloads, strict=True)
    ]


def path_of(group: Group) -> str:
    """Return the path of the page of one record."""
    return f"/records/{group.kind}s/{quote(group.id)}"


def name_of(kind: Kind, record: dict[str, Any], language: Language) -> str:
    """Return what a record is called in ``language``."""
    if kind == "recommendation":
        return wording(language).recommendation(record["set"], record["number"])
    if kind == "project":
        return str(record["title"] or record["code"] or record["id"])
    return str(record["meeting"] or "")


def _named(records: Records, question: Question, filters: Filters) -> Iterator[Group]:
    for code in question.codes:
        if found := records.find("project", code, filters):
            yield found
    for number in question.part("recommendation"):
        for group in records.groups("recommendation", filters):
            here = [stub for stub in group.stubs if str(stub.number) == number]
            if here and _fits(here, question):
                yield group


def _fits(stubs: Sequence[Stub], question: Question) -> bool:
    symbols = {symbol.symbol for symbol in question.symbols}
    return not symbols or any(stub.document.symbol in symbols for stub in stubs)


def _told_of(records: Records, keys: Sequence[str], filters: Filters) -> Iterator[Group]:
    """Yield the records that the passages ``keys`` tell of, in the order of these."""
    found = _by_passage(records, filters)
    for key in keys:
        document, _, locator = key.partition("#")
        yield from found.get(key, ())
        if "/rec-" in f"/{locator}":  # an action of a recommendation
            yield from found.get(key.rpartition("/")[0], ())
        yield from found.get(f"{document}#", ())


def _by_passage(records: Records, filters: Filters) -> _Index:
    """Return the records by the passages that tell of them; made once for a set of filters."""
    kept = _INDEXES.setdefault(records, {})
    if filters not in kept:
        if len(kept) >= _IN_MEMORY:
            kept.clear()
        found: _Index = {}
        for kind in _KINDS:
            for group in records.groups(kind, filters):
                for stub in group.stubs:
                    found.setdefault(stub.passage, []).append(group)
                    if kind == "project" and stub.document.kind == _FORM:
                        found.setdefault(f"{stub.document.key}#", []).append(group)
        kept[filters] = found
    return kept[filters]
