"""When was it said? By the date of the document, else by the order of the sessions of its body."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from index.types import DocumentEntry

UNDATED = "~"
"""Sorts after every date."""


class Calendar:
    """Places documents in time; it knows the dates of all documents held."""

    def __init__(self, entries: Iterable[DocumentEntry]) -> None:
        self._dates: dict[str, dict[int, str]] = defaultdict(dict)
        for entry in entries:
            session = session_of(entry)
            if entry.date and session is not None and entry.body:
                dates = self._dates[entry.body]
                dates[session] = max(entry.date, dates.get(session, ""))

    def place(self, entry: DocumentEntry) -> tuple[str, int]:
        """Return a key that orders documents in time, ``UNDATED`` first in it if nobody knows.

        A document without a date stands where its session does: with the others of it, else
        behind those of the sessions before, else before those of the sessions after.
        """
        session = session_of(entry)
        if entry.date:
            return entry.date, 0
        dates = self._dates.get(entry.body or "", {})
        if session is None or not dates:
            return UNDATED, session or 0
        if session in dates:
            return dates[session], 0
        known = sorted(dates)
        after = bisect_left(known, session)
        if after:
            # Behind every day of that month or year, should no more be known of it.
            return dates[known[after - 1]], session
        return dates[known[0]], session - known[0]


def session_of(entry: DocumentEntry) -> int | None:
    """Return the number of the session of a document, None if it has none."""
    return int(entry.session) if entry.session and entry.session.isdecimal() else None
