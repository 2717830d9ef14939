"""What filters there are, and how many documents each would leave.

A document counts once, whatever its languages; the numbers of one facet take the filters of all
other facets into account, so that they say what one more choice brings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

from index.catalogue import Catalogue
from index.selection import select
from index.types import DocumentEntry, Filters
from ingest.types import LANGUAGES
from service.pages.search.asked import FACETS, Asked, Facet

Statuses = Mapping[int, frozenset[str]]
"""The kinds of speech in each document, by its number in the catalogue."""

_STATUSES: WeakKeyDictionary[Catalogue, Statuses] = WeakKeyDictionary()


_IN_MEMORY = 64  # combinations of filters


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: how many documents have it, and whether it is chosen."""

    value: str
    count: int
    chosen: bool


Choices = Mapping[Facet, Sequence[Choice]]

_CHOICES: WeakKeyDictionary[Catalogue, dict[Filters, Choices]] = WeakKeyDictionary()


def choices(catalogue: Catalogue, asked: Asked) -> Choices:
    """Return the values of each facet; those that are chosen are kept whatever their number."""
    kept_here = _CHOICES.setdefault(catalogue, {})
    key = asked.filters()
    if key not in kept_here:
        if len(kept_here) >= _IN_MEMORY:
            kept_here.clear()
        kept_here[key] = _counted(catalogue, asked)
    return kept_here[key]


def _counted(catalogue: Catalogue, asked: Asked) -> Choices:
    statuses = statuses_of(catalogue)

    @cache
    def left(filters: Filters) -> list[DocumentEntry]:
        return list(kept(catalogue, filters, statuses))

    found: dict[Facet, list[Choice]] = {}
    for facet in FACETS:
        seen: Counter[str] = Counter()
        works: defaultdict[str, set[str]] = defaultdict(set)
        for entry in left(asked.filters(without=facet)):
            for value in _values(entry, facet, statuses):
                works[value].add(entry.symbol)
        for value, symbols in works.items():
            seen[value] = len(symbols)
        chosen = asked.values(facet)
        names = [*seen, *(value for value in chosen if value not in seen)]
        made = [Choice(value, seen[value], value in chosen) for value in names]
        found[facet] = sorted(made, key=lambda choice: _order(facet, choice))
    return found


def kept(
    catalogue: Catalogue, filters: Filters, statuses: Statuses | None = None
) -> Iterator[DocumentEntry]:
    """Yield the documents that ``filters`` leave, in order of key and language."""
    selections = select(catalogue.documents, filters)
    ids = frozenset().union(*(each.documents for each in selections.values()))
    wanted = frozenset(filters.status)
    held = statuses or statuses_of(catalogue)
    for entry in catalogue.documents:
        if entry.id in ids and (not wanted or wanted & held.get(entry.id, frozenset())):
            yield entry


def statuses_of(catalogue: Catalogue) -> Statuses:
    """Return the kinds of speech in each document; read once for a catalogue."""
    if catalogue not in _STATUSES:
        found: defaultdict[int, set[str]] = defaultdict(set)
        for document, status in catalogue.rows("SELECT DISTINCT document_id, status FROM passages"):
            found[document].add(status)
        _STATUSES[catalogue] = {key: frozenset(values) for key, values in found.items()}
    return _STATUSES[catalogue]


def _values(entry: DocumentEntry, facet: Facet, statuses: Statuses) -> Sequence[str]:
    if facet == "status":
        return sorted(statuses.get(entry.id, ()))
    if facet == "session":  # "90" says little where several bodies are held
        return [f"{entry.body}/{entry.session}"] if entry.body and entry.session else []
    value = {"body": entry.body, "language": entry.language, "kind": entry.kind}[facet]
    return [value] if value else []


def _order(facet: Facet, choice: Choice) -> tuple[object, ...]:
    if facet == "language":
        known = choice.value in LANGUAGES
        return (LANGUAGES.index(choice.value) if known else len(LANGUAGES),)
    if facet == "session":  # the newest of each body first
        body, _, number = choice.value.rpartition("/")
        return body, -int(number) if number.isdigit() else 0, choice.value
    if facet == "body":
        return (choice.value,)
    return -choice.count, choice.value
