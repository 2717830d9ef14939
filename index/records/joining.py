"""Which records tell of the same thing? What is joined shares a name, a title or a passage.

Language versions of a document share passage keys, so what stands in the same place of the same
passage is the same thing told in two languages. Two codes are never one project, and two outcomes
of one document never one outcome.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from index.records.titles import title_key
from index.records.types import Group, Kind, Stub
from index.selection import spelling
from ingest.codes import find_project_codes
from ingest.records.types import State
from ingest.typography import fold

_STATES = tuple(State)
_DIGITS = re.compile(r"(\d+)")
_SEPARATOR = re.compile(r"[\s-]+")


def join(kind: Kind, stubs: Sequence[Stub]) -> tuple[Group, ...]:
    """Return ``stubs``, all of ``kind``, by what they tell of, in order of their names."""
    clusters = _Clusters(stubs)
    for keys in _keys(kind, stubs):
        clusters.unite(keys)
    groups = [_group(kind, members) for members in clusters.members()]
    return tuple(sorted(groups, key=_place))


def furthest(states: Iterable[State]) -> State | None:
    """Return the state that is furthest from a proposal, None if there is none."""
    return max(states, key=_STATES.index, default=None)


def code_key(code: str) -> str:
    """Return a project code as it is compared: however it is padded and separated."""
    found = find_project_codes(_SEPARATOR.sub("_", fold(code)))
    return spelling(found[0].code if found else code)


def _keys(kind: Kind, stubs: Sequence[Stub]) -> Iterator[list[Hashable]]:
    """Yield what each of ``stubs`` has in common with others, the surest first.

    A key that is None is shared with nobody.
    """
    if kind == "recommendation":
        yield [(spelling(stub.set), stub.number) for stub in stubs]
        return
    if kind == "project":
        yield [code_key(stub.code) if stub.code else None for stub in stubs]
    if kind == "outcome":
        yield [(stub.passage, stub.letter, stub.again) if stub.letter else None for stub in stubs]
    yield [(stub.passage, stub.ordinal, stub.of) for stub in stubs]
    if kind == "project":
        yield [title_key(stub.title, stub.phase, stub.document.language) for stub in stubs]


class _Clusters:
    """Stubs that are united step by step (union-find), unless that would join two things."""

    def __init__(self, stubs: Sequence[Stub]) -> None:
        self._stubs = stubs
        self._parents = list(range(len(stubs)))
        self._codes = [{code_key(stub.code)} if stub.code else set() for stub in stubs]
        alone = [stub.kind == "outcome" for stub in stubs]
        self._documents = [
            {stub.document.id} if single else set()
            for stub, single in zip(stubs, alone, strict=True)
        ]

    def unite(self, keys: Sequence[Hashable]) -> None:
        """Unite the stubs that have equal keys."""
        sharing: dict[Hashable, list[int]] = defaultdict(list)
        for place, key in enumerate(keys):
            if key is not None:
                sharing[key].append(place)
        for places in sharing.values():
            # What two codes share tells neither of them.
            if len(set().union(*(self._codes[self._root(place)] for place in places))) < 2:
                for place in places[1:]:
                    self._unite(places[0], place)

    def members(self) -> list[list[Stub]]:
        """Return the clusters, each in the order in which its stubs were given."""
        found: dict[int, list[Stub]] = defaultdict(list)
        for place, stub in enumerate(self._stubs):
            found[self._root(place)].append(stub)
        return list(found.values())

    def _unite(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        clash = self._documents[first] & self._documents[second]
        if first == second or clash or len(self._codes[first] | self._codes[second]) > 1:
            return
        self._parents[second] = first
        self._codes[first] |= self._codes[second]
        self._documents[first] |= self._documents[second]

    def _root(self, place: int) -> int:
        while self._parents[place] != place:
            self._parents[place] = self._parents[self._parents[place]]
            place = self._parents[place]
        return place


def _group(kind: Kind, stubs: list[Stub]) -> Group:
    first = min(stubs, key=lambda stub: (not stub.document.in_force, address(stub)))
    names = [address(stub) for stub in stubs] if kind != "recommendation" else []
    name = address(first)
    if kind == "recommendation":
        name = f"{first.set}/{first.number}"
    if code := next((stub.code for stub in stubs if stub.code), None):
        name = code
        names.append(code_key(code))
    status = furthest(stub.state for stub in stubs if stub.state)
    ids = tuple(dict.fromkeys(spelling(each) for each in (name, *names)))
    return Group(kind, name, ids, tuple(stubs), status)


def address(stub: Stub) -> str:
    """Return the name of what has no other: its passage, and its letter or place in it.

    >>> # "CWS/91/2 Rev.#p4", item (a)
    'CWS/91/2_Rev.~p4~a'
    """
    place = str(stub.ordinal) if stub.of > 1 else ""
    if stub.letter and stub.letter.isascii() and stub.again == 1:
        place = stub.letter
    whole = stub.passage.replace("#", "~", 1)
    return "_".join("~".join(filter(None, (whole, place))).split())


def _place(group: Group) -> tuple[object, ...]:
    first = group.stubs[0]
    if group.kind == "recommendation":
        return spelling(first.set), first.number or 0
    if group.kind == "project":
        coded = any(stub.code for stub in group.stubs)
        return not coded, _natural(group.id if coded else first.document.key), first.order
    session = first.document.body or "", _natural(first.document.session or "")
    return session, _natural(first.document.key), first.order


def _natural(text: str) -> list[tuple[bool, int, str]]:
    """Return a key by which "CWS/9" comes before "CWS/11"."""
    parts = _DIGITS.split(text)
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]
