"""Which documents and passages a query may find: filters, worked out before the search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.types import DocumentEntry, Filters
from ingest.types import Language


@dataclass(frozen=True, slots=True)
class Selection:
    """What may be found in one language, by numbers of documents in the catalogue.

    ``documents`` are those kept and ``others`` the rest, so that a search can exclude whichever
    are fewer. ``statuses`` keeps only passages of these; empty keeps all.
    """

    documents: frozenset[int]
    others: frozenset[int]
    statuses: tuple[str, ...] = ()

    @property
    def keeps_all(self) -> bool:
        """Whether nothing at all is filtered."""
        return not self.others and not self.statuses


def select(
    entries: Sequence[DocumentEntry], filters: Filters, named: frozenset[str] = frozenset()
) -> dict[Language, Selection]:
    """Return what ``filters`` keep in each language; languages with no document are left out.

    ``named`` are compared spellings of keys: a superseded version among them is kept, too.
    """
    keeps = _test(filters, named)
    kept: dict[Language, set[int]] = {}
    others: dict[Language, set[int]] = {}
    for entry in entries:
        group = kept if keeps(entry) else others
        group.setdefault(entry.language, set()).add(entry.id)
    return {
        language: Selection(
            frozenset(kept[language]), frozenset(others.get(language, ())), filters.status
        )
        for language in sorted(kept)
    }


def spelling(text: str) -> str:
    """Return a symbol, body or session as it is compared: case and blanks do not count."""
    return "".join(text.split()).casefold()


def date_overlaps(date: str | None, first: str | None, last: str | None) -> bool:
    """Return whether an ISO date, of a day, month or year, can lie between two others.

    >>> date_overlaps("2031-05", "2031-05-20", None)
    True
    """
    if first is None and last is None:
        return True
    if not date:
        return False
    # "~" sorts after every digit and hyphen: the end of a month or year of which less is known.
    return (first is None or f"{date}~" >= first) and (last is None or date <= f"{last}~")


def _test(filters: Filters, named: frozenset[str]) -> Callable[[DocumentEntry], bool]:
    languages = frozenset(filters.language)
    bodies, sessions, symbols, meetings, kinds = (
        frozenset(map(spelling, values))
        for values in (
            filters.body,
            filters.session,
            filters.symbol,
            filters.meeting_id,
            filters.kind,
        )
    )

    def keeps(entry: DocumentEntry) -> bool:
        names = {spelling(entry.key), spelling(entry.symbol)}
        # A version that was asked for by its own name is wanted although it is superseded.
        asked = entry.version is not None and spelling(entry.key) in symbols | named
        return (
            (entry.in_force or filters.include_superseded or asked)
            and (not languages or entry.language in languages)
            and (not symbols or bool(names & symbols))
            and _among(bodies, (entry.body,))
            and _among(sessions, _session_names(entry))
            and _among(meetings, (entry.meeting_id,))
            and _among(kinds, (entry.kind,))
            and date_overlaps(entry.date, filters.date_from, filters.date_to)
        )

    return keeps


def _among(wanted: frozenset[str], names: Iterable[str | None]) -> bool:
    return not wanted or any(name is not None and spelling(name) in wanted for name in names)


def _session_names(entry: DocumentEntry) -> tuple[str | None, ...]:
    """Return "30" and "CDIP/30": both are how people name a session."""
    whole = f"{entry.body}/{entry.session}" if entry.body and entry.session else None
    return entry.session, whole
