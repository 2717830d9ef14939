"""Which document an address means, and what is near where it means none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from index.types import DocumentEntry
from index.versions import work_of
from ingest.symbols import parse_symbol, precedence
from ingest.types import LANGUAGES, Language

_NEAREST = 6
_LONGEST = 200  # characters of a symbol; longer ones are not compared
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address names: a document as written, and a language if its last part is one.

    ``tag`` is that last part where it looks like a language that we do not have.
    """

    symbol: str
    language: Language | None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A document: its entries in all languages it is held in, by language."""

    key: str
    entries: dict[Language, DocumentEntry]

    @property
    def any(self) -> DocumentEntry:
        """Its entry in some language: for what does not depend on it."""
        return next(iter(self.entries.values()))


def asked_by(path: str, entries: Sequence[DocumentEntry]) -> Asked:
    """Return what the part of an address behind ``/documents/`` asks for."""
    whole = path.strip("/ ")
    symbol, _, last = whole.rpartition("/")
    for language in LANGUAGES:
        if last == language and symbol:
            return Asked(symbol, language)
    looks = len(last) == 2 and last.isalpha() and last.islower()
    if symbol and looks and find(symbol, entries) and not find(whole, entries):
        return Asked(symbol, None, last)
    return Asked(whole, None)


def find(symbol: str, entries: Sequence[DocumentEntry]) -> Found | None:
    """Return the document with this key; without a version, the version in force."""
    named = parse_symbol(symbol)
    keys = {symbol.strip(), named.key if named else symbol.strip()}
    exact = [entry for entry in entries if entry.key in keys]
    if not exact and not (named and named.version):
        symbols = keys | {named.symbol if named else ""}
        exact = [entry for entry in entries if entry.in_force and entry.symbol in symbols]
    folded = symbol.strip().casefold()
    exact = exact or [entry for entry in entries if entry.key.casefold() == folded]
    if not exact:
        return None
    key = exact[0].key
    return Found(key, {entry.language: entry for entry in exact if entry.key == key})


@dataclass(frozen=True, slots=True)
class Versions:
    """The other versions of a work, oldest first; ``latest`` is set if it replaces this one."""

    others: tuple[DocumentEntry, ...]
    latest: DocumentEntry | None

    @property
    def earlier(self) -> tuple[DocumentEntry, ...]:
        """All of them but the one in force."""
        return tuple(entry for entry in self.others if not entry.in_force)


def versions_of(found: Found, language: Language, entries: Iterable[DocumentEntry]) -> Versions:
    """Return the versions of the work that ``found`` is one of, each in one language.

    That is ``language`` where it is held in it.
    """
    mine = found.any
    work = work_of(mine.symbol, mine.version)
    held: dict[str, DocumentEntry] = {}
    for entry in entries:
        same = work_of(entry.symbol, entry.version) == work and entry.key != mine.key
        if same and (entry.key not in held or entry.language == language):
            held[entry.key] = entry
    others = sorted(held.values(), key=lambda entry: precedence(entry.version))
    latest = None if mine.in_force else next((e for e in others if e.in_force), None)
    return Versions(tuple(others), latest)


def nearest(symbol: str, entries: Iterable[DocumentEntry]) -> list[str]:
    """Return the keys of documents that may have been meant, most alike first."""
    by_name = {entry.key.casefold(): entry.key for entry in entries}
    named = parse_symbol(symbol[:_LONGEST])
    wanted = (named.key if named else symbol[:_LONGEST]).casefold()
    alike = get_close_matches(wanted, by_name, n=_NEAREST, cutoff=_ALIKE)
    meeting = f"{named.meeting}/".casefold() if named and named.meeting else ""
    same = [name for name in sorted(by_name) if meeting and name.startswith(meeting)]
    return [by_name[name] for name in dict.fromkeys([*alike, *same])][:_NEAREST]
