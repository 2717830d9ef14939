"""Documents as lists show them: one line for a document, whatever its languages."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.catalogue import Catalogue
from index.selection import spelling
from index.types import DocumentEntry
from ingest.symbols import find_meetings, parse_symbol
from ingest.types import Language
from ingest.typography import fold

_SIMILAR = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A document: one of its language versions to speak for it, and all of them."""

    shown: DocumentEntry
    versions: tuple[DocumentEntry, ...]


@dataclass(frozen=True, slots=True)
class Direct:
    """What a question that is nothing but a symbol names.

    ``meeting`` is set where it is a meeting, whose documents ``lines`` are. ``similar`` are held
    symbols like one that is not.
    """

    lines: tuple[Line, ...] = ()
    meeting: str | None = None
    similar: tuple[Line, ...] = ()


def lines_of(entries: Iterable[DocumentEntry], language: Language) -> list[Line]:
    """Return ``entries``, in order of key, as lines; each is shown in ``language`` if it can."""
    made = []
    for _, group in groupby(entries, key=lambda entry: entry.key):
        versions = tuple(group)
        made.append(Line(_best(versions, language), versions))
    return made


def direct(catalogue: Catalogue, question: str, language: Language) -> Direct:
    """Return what ``question`` names if it is a symbol and nothing else.

    Digits of any script, blanks around slashes and the case of letters do not matter.
    """
    text = "/".join(part.strip() for part in fold(question).strip(" .,;:?!").split("/"))
    if len(text) > 80:
        return Direct()
    named = parse_symbol(text.upper()) or parse_symbol(text)
    if named is not None:
        wanted = {spelling(named.key)} if named.version else {spelling(named.symbol)}
        found = [
            entry
            for entry in catalogue.documents
            if spelling(entry.key) in wanted or spelling(entry.symbol) in wanted
        ]
        newest_first = sorted(found, key=lambda entry: (not entry.in_force, entry.key))
        if newest_first:
            return Direct(tuple(lines_of(newest_first, language)))
        return Direct(similar=_similar(catalogue, named.symbol, language))
    return _meeting(catalogue, text.upper(), language)


def _meeting(catalogue: Catalogue, text: str, language: Language) -> Direct:
    meetings = find_meetings(text)
    if len(meetings) != 1 or text[: meetings[0].start].strip() or text[meetings[0].end :].strip():
        return Direct()
    body, session = meetings[0].body, meetings[0].session
    found = [e for e in catalogue.documents if e.body == body and e.session == session]
    shown = [entry for entry in found if entry.in_force]
    return Direct(tuple(lines_of(shown, language)), meetings[0].meeting if shown else None)


def _similar(catalogue: Catalogue, symbol: str, language: Language) -> tuple[Line, ...]:
    symbols = sorted({entry.symbol for entry in catalogue.documents})
    near = difflib.get_close_matches(symbol, symbols, n=_SIMILAR, cutoff=0.75)
    entries = [e for name in near for e in catalogue.documents if e.symbol == name and e.in_force]
    return tuple(lines_of(entries, language))


def _best(versions: Sequence[DocumentEntry], language: Language) -> DocumentEntry:
    order = (language, "en", "fr", "es", "ru", "ar", "zh")
    return min(versions, key=lambda entry: order.index(entry.language))
