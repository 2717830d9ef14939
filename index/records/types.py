"""What ``index/records`` emits: things, joined from all the records that tell of them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from index.types import DocumentEntry
from ingest.records.types import Proof, Record, State
from ingest.types import Language, Passage

Kind = Literal["recommendation", "project", "outcome"]
Reason = Literal["invited", "proposed", "no_decision_held"]


@dataclass(frozen=True, slots=True)
class Stub:
    """As much of a stored record as it takes to join and to filter it; the rest is not decoded.

    ``order`` is its place among the records of its document, ``passage`` the key of the passage
    that holds its text or title, ``ordinal`` its place among the ``of`` records of its kind in
    that passage, from 1; ``again`` is the same among those of them that have its letter.
    """

    kind: Kind
    document: DocumentEntry
    order: int
    passage: str
    ordinal: int = 1
    of: int = 1
    set: str = ""
    number: int | None = None
    code: str | None = None
    title: str = ""
    phase: int | None = None
    state: State | None = None
    letter: str | None = None
    again: int = 1
    outcome: str = ""  # kind of outcome
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One thing, and all records that tell of it.

    ``id`` is stable while what it is told in is held; ``ids`` are all names by which it is found.
    ``status`` is the furthest state that a record tells.
    """

    kind: Kind
    id: str
    ids: tuple[str, ...]
    stubs: tuple[Stub, ...]
    status: State | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Keep only the things that match every field that is set.

    ``outcome`` are kinds of outcome, ``meeting`` body and session ("WILD/1").
    """

    set: tuple[str, ...] = ()
    number: tuple[int, ...] = ()
    status: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    meeting: tuple[str, ...] = ()


class Told(NamedTuple):
    """One record, decoded, and the document that it stands in."""

    record: Record
    document: DocumentEntry


class Cited(NamedTuple):
    """A proof, the language of the document that holds it, and the path of what it proves."""

    path: str
    proof: Proof
    language: Language


class Field(NamedTuple):
    """One field of one record: its value as JSON, and its proofs by path.

    ``figures`` is what must be equal in every language, ``words`` what must be equal in one.
    """

    value: Any
    cited: tuple[Cited, ...]
    figures: Hashable = None
    words: Hashable = None


class Value(NamedTuple):
    """A value that some documents tell, and their proofs."""

    value: Any
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """One thing as it is shown: each field from the first source that tells it.

    ``sources`` are best first; ``language`` is that of the first. ``fields`` has only what some
    source tells. ``differs`` are the other values of a field, best first. ``states`` are all
    states told, in the order of ``sources``.
    """

    group: Group
    language: Language
    fields: Mapping[str, Value]
    sources: tuple[Told, ...]
    differs: Mapping[str, tuple[Value, ...]]
    states: tuple[tuple[State, Cited], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One passage that speaks of a thing. ``state``: how far the thing has come by its words.

    ``mentioned``: it is not the source of the thing, it only speaks of it.
    """

    document: DocumentEntry
    passage: Passage
    proof: Proof
    state: State | None = None
    mentioned: bool = False

    @property
    def date(self) -> str | None:
        """The date of the document."""
        return self.document.date


@dataclass(frozen=True, slots=True)
class Thread:
    """What is said about a thing over time, oldest first, what has no date last.

    ``open``: it is proposed, or somebody is invited to decide on it, and no later decision is
    held; ``reason`` says which.
    """

    steps: tuple[Step, ...]
    open: bool
    reason: Reason | None
