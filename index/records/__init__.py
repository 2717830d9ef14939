"""What do the documents tell of? Recommendations, projects and outcomes, over all documents.

``ingest/records`` finds what one document tells; here what several tell of one thing is joined,
with every source kept, and what is said about it over time is put in order.
"""

from __future__ import annotations

import threading
from collections import ChainMap
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from index.catalogue import Catalogue
from index.records.calendar import Calendar
from index.records.choosing import choose
from index.records.joining import code_key, join
from index.records.stubs import read_stubs
from index.records.threads import read_thread
from index.records.types import Group, Joined, Kind, Stub, Thread, Told, Wanted
from index.selection import select, spelling
from index.types import DocumentEntry, Filters
from ingest.records.codec import decode_record
from ingest.records.types import Record
from ingest.types import Language

__all__ = ["Records"]

_LISTS_IN_MEMORY = 16
_RECORDS_IN_MEMORY = 2048
_ANY = Filters()


class _List(NamedTuple):
    groups: tuple[Group, ...]
    by_id: dict[str, Group]


class Records:
    """What one generation tells of; safe to use from any number of threads.

    Lists are joined once for each set of filters; records are decoded when they are shown.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._lock = threading.Lock()
        self._stubs: dict[Kind, tuple[Stub, ...]] = {}
        self._kept = lru_cache(_LISTS_IN_MEMORY)(self._select)
        self._list = lru_cache(_LISTS_IN_MEMORY)(self._join)
        self._record = lru_cache(_RECORDS_IN_MEMORY)(self._decode)

    def groups(
        self, kind: Kind, filters: Filters = _ANY, wanted: Wanted | None = None
    ) -> tuple[Group, ...]:
        """Return the things that the documents kept by ``filters`` tell of, in order of names.

        ``filters.status``, the kind of speech of a passage, plays no part.
        """
        found = self._list(kind, _of_documents(filters)).groups
        return found if wanted is None else tuple(g for g in found if _fits(g, wanted))

    def find(self, kind: Kind, name: str, filters: Filters = _ANY) -> Group | None:
        """Return the thing with this id, or ``None``.

        It is also found by the id of any of its sources, by its code however that is written,
        and by the id of a version that is superseded.
        """
        names = spelling(name), code_key(name)
        everything = replace(filters, include_superseded=True)
        for held in (filters, everything):
            by_id = self._list(kind, _of_documents(held)).by_id
            if found := next((by_id[each] for each in names if each in by_id), None):
                return found
        return None

    def recommendation(self, set_: str, number: int, filters: Filters = _ANY) -> Group | None:
        """Return recommendation ``number`` of a set, or ``None``."""
        return self.find("recommendation", f"{set_}/{number}", filters)

    def joined(self, group: Group, languages: Sequence[Language] = ()) -> Joined:
        """Return ``group`` as it is shown: in the first of ``languages`` that tells of it."""
        told = [
            Told(self._record(group.kind, stub.document.id, stub.order), stub.document)
            for stub in group.stubs
        ]
        return choose(group, told, languages)

    def thread(
        self, joined: Joined, languages: Sequence[Language] = (), filters: Filters = _ANY
    ) -> Thread:
        """Return what is said about ``joined`` over time, in the documents kept by ``filters``."""
        own = {told.document.id: told.document for told in joined.sources}
        kept = ChainMap(own, self._kept(_of_documents(filters)))
        return read_thread(self.catalogue, joined, kept, self._calendar, languages)

    @cached_property
    def _calendar(self) -> Calendar:
        return Calendar(self.catalogue.documents)

    def _select(self, filters: Filters) -> dict[int, DocumentEntry]:
        selections = select(self.catalogue.documents, filters)
        return {
            entry.id: entry
            for entry in self.catalogue.documents
            if entry.language in selections and entry.id in selections[entry.language].documents
        }

    def _join(self, kind: Kind, filters: Filters) -> _List:
        kept = self._kept(filters)
        groups = join(kind, [stub for stub in self._all(kind) if stub.document.id in kept])
        # The last names are those that others may have, too: the first to have one keeps it.
        by_id = {name: group for group in reversed(groups) for name in group.ids}
        by_id |= {group.ids[0]: group for group in reversed(groups)}
        return _List(groups, by_id)

    def _all(self, kind: Kind) -> tuple[Stub, ...]:
        with self._lock:
            if kind not in self._stubs:
                self._stubs[kind] = read_stubs(self.catalogue, kind)
            return self._stubs[kind]

    def _decode(self, kind: Kind, document: int, order: int) -> Record:
        data = self.catalogue.record(kind, document, order)
        if data is None:
            raise KeyError(f"no {kind} {order} in document {document}")
        return decode_record(kind, data)


def _of_documents(filters: Filters) -> Filters:
    """Return ``filters`` without what is asked of passages, each list in one order.

    The order of values does not change what is kept, so both orders are one list in memory.
    """
    return Filters(
        language=tuple(sorted(set(filters.language))),
        body=tuple(sorted(set(filters.body))),
        session=tuple(sorted(set(filters.session))),
        symbol=tuple(sorted(set(filters.symbol))),
        meeting_id=tuple(sorted(set(filters.meeting_id))),
        kind=tuple(sorted(set(filters.kind))),
        date_from=filters.date_from,
        date_to=filters.date_to,
        include_superseded=filters.include_superseded,
    )


def _fits(group: Group, wanted: Wanted) -> bool:
    sets, meetings = (set(map(spelling, each)) for each in (wanted.set, wanted.meeting))
    codes = set(map(code_key, wanted.code))
    return (
        (not wanted.status or group.status in wanted.status)
        and (not sets or any(spelling(stub.set) in sets for stub in group.stubs))
        and (not wanted.number or any(stub.number in wanted.number for stub in group.stubs))
        and (not codes or any(stub.code and code_key(stub.code) in codes for stub in group.stubs))
        and (not wanted.outcome or any(stub.outcome in wanted.outcome for stub in group.stubs))
        and (not meetings or any(spelling(stub.meeting) in meetings for stub in group.stubs))
    )
