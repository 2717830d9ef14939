"""Which of all things held may answer a question: told by stubs, so that few are decoded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from index.records.types import Group, Kind
from ingest.records.types import OutcomeKind
from ingest.types import Language
from service.facts.asked import Asked
from service.facts.matching import named

_FEW = 300  # things of one kind that may all be decoded
_KINDS = {"registration": OutcomeKind.REQUEST}


def candidates(asked: Asked, kind: Kind, groups: Sequence[Group]) -> Sequence[Group]:
    """Return the things of ``kind`` that the question may be about."""
    if symbols := {symbol.symbol for symbol in asked.question.symbols}:
        groups = [g for g in groups if symbols & {stub.document.symbol for stub in g.stubs}]
    return _BY_KIND[kind](asked, groups)


def _recommendations(asked: Asked, groups: Sequence[Group]) -> Sequence[Group]:
    if not asked.numbers and "recommendation" not in asked.things:
        return ()
    numbered = [g for g in groups if any(stub.number in asked.numbers for stub in g.stubs)]
    sets = {stub.set for g in numbered for stub in g.stubs}
    # To say that there is no such number, all of its set must be known.
    return numbered if len(groups) > _FEW and asked.sets <= sets and numbered else groups


def _projects(asked: Asked, groups: Sequence[Group]) -> Sequence[Group]:
    if not asked.codes and "project" not in asked.things:
        return ()
    if len(groups) <= _FEW:
        return groups
    states = {state for state in asked.states if asked.lists or asked.counts}
    coded = [g for g in groups if set(asked.codes) & {g.id, *(stub.code for stub in g.stubs)}]
    in_state = [g for g in groups if any(stub.state in states for stub in g.stubs)]
    return list(dict.fromkeys((*coded, *in_state, *_titled(asked, groups))))


def _titled(asked: Asked, groups: Sequence[Group]) -> list[Group]:
    """Return the things of which a title names a part of the subject."""
    titles: dict[Language, list[tuple[str, Group]]] = {}
    for group in groups:
        for stub in group.stubs:
            titles.setdefault(stub.document.language, []).append((stub.title, group))
    found = []
    for language, held in titles.items():
        terms = named(asked, [title for title, _ in held], language)
        found += [group for (_, group), names in zip(held, terms, strict=True) if names]
    return found


def _outcomes(asked: Asked, groups: Sequence[Group]) -> Sequence[Group]:
    known = {kind.value for kind in OutcomeKind}
    kinds = {_KINDS[thing].value if thing in _KINDS else thing for thing in asked.things} & known
    kinds &= {OutcomeKind.KEY_ACTION, OutcomeKind.PROPOSED_GROUP, *map(str, _KINDS.values())}
    if not kinds:
        return ()
    # Deadlines of what key actions ask for stand with the groups that are proposed.
    kinds.add(OutcomeKind.PROPOSED_GROUP.value)
    return [g for g in groups if any(stub.outcome in kinds for stub in g.stubs)]


_BY_KIND: Mapping[Kind, Callable[[Asked, Sequence[Group]], Sequence[Group]]] = {
    "recommendation": _recommendations,
    "project": _projects,
    "outcome": _outcomes,
}
