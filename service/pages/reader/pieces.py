"""From a slice of a document to pieces: links, footnote marks, what must be isolated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ingest.structure.note_marks import IN_TEXT
from ingest.symbols import find_symbols
from ingest.types import Document, NoteRef, Span
from service.pages.bidi import isolates_of
from service.pages.reader.types import Piece, PieceKind, Words
from service.pages.strings import direction_of

_ADDRESS = re.compile(r"https?://[^\s<>\"'“”«»（）〈〉《》，。；、）】]{3,500}", re.IGNORECASE)
_BEHIND = ".,;:!?)]}’،؛؟"  # belongs to the sentence around an address
_UNSEEN = {0x2011: "-", 0xAD: None, 0xA0: None}  # put into addresses so that lines break well

Held = Callable[[str, str], str]
"""Takes symbol and key as printed; returns the address of the document, "" if it is not held."""


def web_address(text: str | None) -> str:
    """Return ``text`` if it is an address that a page may lead to, else ""."""
    cleaned = (text or "").strip().translate(_UNSEEN)
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return ""
    named = parts.scheme.lower() in ("http", "https") and parts.hostname
    unsafe = any(ord(character) < 33 for character in cleaned)
    return cleaned if named and not unsafe else ""


@dataclass(slots=True)
class Cutter:
    """Cuts the text of one document; counts the marks of each note, to name them apart."""

    document: Document
    held: Held
    marks: list[Piece] = field(default_factory=list)
    _counted: Counter[str] = field(default_factory=Counter)

    def words(self, span: Span, notes: Sequence[NoteRef] = ()) -> Words:
        """Return the pieces of one slice, with the footnote marks in it."""
        return tuple(self._with_notes(span, notes))

    def _with_notes(self, span: Span, notes: Sequence[NoteRef]) -> Iterator[Piece]:
        text = self.document.text
        at = span.start
        for offset, note in notes:
            if not at <= offset <= span.end:
                continue
            yield from self._plain(Span(at, offset))
            yield self._mark(note, offset)
            printed = IN_TEXT.match(text, offset, span.end)
            at = printed.end() if printed else offset
        yield from self._plain(Span(at, span.end))

    def _mark(self, note: str, offset: int) -> Piece:
        self._counted[note] += 1
        again = f".{self._counted[note]}" if self._counted[note] > 1 else ""
        label = note.rpartition("fn")[2]
        mark = Piece(PieceKind.NOTE, label, offset, f"#{note}", f"to-{note}{again}")
        self.marks.append(mark)
        return mark

    def _plain(self, span: Span) -> Iterator[Piece]:
        start, end = span
        if start >= end:
            return
        text = self.document.text[start:end]
        at = 0
        for piece in sorted(self._links(text, start), key=lambda found: found.start):
            first = piece.start - start
            if first < at:
                continue
            yield from self._isolated(text[at:first], start + at)
            yield piece
            at = first + len(piece.text)
        yield from self._isolated(text[at:], start + at)

    def _links(self, text: str, start: int) -> Iterator[Piece]:
        if "://" in text:
            for match in _ADDRESS.finditer(text):
                shown = match[0].rstrip(_BEHIND)
                if href := web_address(shown):
                    yield Piece(PieceKind.ADDRESS, shown, start + match.start(), href)
        for symbol in find_symbols(text):
            if href := self.held(symbol.symbol, symbol.key):
                shown = text[symbol.start : symbol.end]
                yield Piece(PieceKind.SYMBOL, shown, start + symbol.start, href)

    def _isolated(self, text: str, start: int) -> Iterator[Piece]:
        at = 0
        if direction_of(self.document.language) == "rtl":
            for first, last in isolates_of(text):
                if at < first:
                    yield Piece(PieceKind.TEXT, text[at:first], start + at)
                yield Piece(PieceKind.ISOLATE, text[first:last], start + first)
                at = last
        if at < len(text):
            yield Piece(PieceKind.TEXT, text[at:], start + at)
