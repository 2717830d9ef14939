"""One gold record against one extracted: a verdict on every value of every field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.records.gold import OUTCOME_KIND, GoldRecord
from evaluation.records.values import bare, is_absent, is_right, may_be_absent, shown
from ingest.records.types import Record


@dataclass(frozen=True, slots=True)
class Verdict:
    """One value: what was meant, None where nothing was; what was found; whether they agree."""

    field: str
    gold: str | None
    found: str | None
    right: bool = False


@dataclass(frozen=True, slots=True)
class _Parts:
    """A list of things: what identifies one of them, its other values, and lists within it."""

    by: tuple[str, ...]
    values: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


# Fields with a list of things that have fields themselves. Of the columns of a budget the gold
# list may tell only the lowest heads, so ``column`` is compared from its end.
_PARTS: Mapping[str, _Parts] = {
    "actions": _Parts(("letter",), ("text", "addressee"), parts=("sub_items",)),
    "sub_items": _Parts(("label", "text")),
    "expected_results": _Parts(("code",), ("text",)),
    "outputs": _Parts(("text",), ("number",), lists=("activities",)),
    "indicators": _Parts(("text",), ("of",), lists=("percentages",)),
    "risks": _Parts(("text",), ("mitigation",)),
    "timetable": _Parts(("activity",), lists=("quarters",)),
    "budget_lines": _Parts(("by", "label"), ("is_total",), parts=("cells",)),
    "cells": _Parts(("column",), ("amount",)),
}
_ORDERED = frozenset({"expected_results"})


def judge(gold: GoldRecord, record: Record) -> Iterator[Verdict]:
    """Yield a verdict on each value that either tells, of the fields that ``gold`` judges."""
    for name, value in gold.values.items():
        found = getattr(record, "kind" if name == OUTCOME_KIND else name)
        yield from _field("kind" if name == OUTCOME_KIND else name, name, value, found)


def missed(gold: GoldRecord) -> Iterator[Verdict]:
    """Yield a verdict on each value of a record that was not found."""
    for name, value in gold.values.items():
        field = "kind" if name == OUTCOME_KIND else name
        yield from _field(field, name, value, () if isinstance(value, tuple) else None)


def _field(path: str, name: str, gold: object, found: object) -> Iterator[Verdict]:
    if not isinstance(gold, tuple):
        yield from _single(path, gold, found)
    elif name in _PARTS:
        yield from _things(path, _PARTS[name], gold, _sequence(found))
        if name in _ORDERED and gold:
            yield from _order(path, _PARTS[name].by[0], gold, _sequence(found))
    else:
        yield from _list(path, gold, _sequence(found))


def _sequence(found: object) -> Sequence[object]:
    return found if isinstance(found, tuple | list) else ()


def _single(path: str, gold: object, found: object) -> Iterator[Verdict]:
    if is_absent(found):
        if not may_be_absent(gold):
            yield Verdict(path, shown(gold), None)
    elif is_right(gold, found):
        yield Verdict(path, shown(gold), shown(found), right=True)
    else:
        meant = None if may_be_absent(gold) else shown(gold)
        yield Verdict(path, meant, shown(found))


def _list(path: str, gold: Sequence[object], found: Sequence[object]) -> Iterator[Verdict]:
    for wanted, got in _paired(gold, found, is_right):
        yield from _item(path, wanted, got)


def _item(path: str, wanted: object, got: object) -> Iterator[Verdict]:
    right = wanted is not None and got is not None
    meant = None if wanted is None else shown(wanted)
    yield Verdict(path, meant, None if got is None else shown(got), right)


def _things(
    path: str, parts: _Parts, gold: Sequence[object], found: Sequence[object]
) -> Iterator[Verdict]:
    """Judge things that have fields: those that one side lacks, and the fields of the others."""

    def same(wanted: object, got: object) -> bool:
        assert isinstance(wanted, Mapping)  # for the type checker
        return all(_same_value(name, wanted[name], getattr(got, name)) for name in parts.by)

    for wanted, got in _paired(gold, found, same):
        names = [
            " ".join(shown(_of(thing, name)) for name in parts.by) if thing else None
            for thing in (wanted, got)
        ]
        yield Verdict(path, names[0], names[1], right=None not in names)
        for name in (*parts.values, *parts.lists, *parts.parts):
            if wanted is not None and name not in wanted:  # type: ignore[operator]
                continue
            of_gold = _of(wanted, name) if wanted else _nothing_like(_of(got, name))
            of_found = _of(got, name) if got else None
            yield from _field(f"{path}.{name}", name, of_gold, of_found)


def _same_value(name: str, gold: object, found: object) -> bool:
    if name != "column":
        return is_right(gold, found)
    heads, got = _sequence(gold), _sequence(found)
    tail = got[len(got) - len(heads) :]
    return 0 < len(heads) <= len(got) and all(map(is_right, heads, tail))


def _of(thing: object, name: str) -> object:
    return thing[name] if isinstance(thing, Mapping) else getattr(thing, name)


def _nothing_like(found: object) -> object:
    return () if isinstance(found, tuple | list) else None


def _order(
    path: str, key: str, gold: Sequence[object], found: Sequence[object]
) -> Iterator[Verdict]:
    names = [" ".join(str(bare(_of(each, key))) for each in side) for side in (gold, found)]
    yield Verdict(f"{path}.order", names[0], names[1] or None, right=names[0] == names[1])


def _paired(
    gold: Iterable[object], found: Iterable[object], same: Callable[[object, object], bool]
) -> Iterator[tuple[object, object]]:
    """Yield what belongs together, each thing once, with None for what one side lacks."""
    left = list(found)
    for wanted in gold:
        place = next((i for i, got in enumerate(left) if same(wanted, got)), None)
        yield wanted, None if place is None else left.pop(place)
    yield from ((None, got) for got in left)
