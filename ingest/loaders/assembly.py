"""Puts text and elements together, for formats that already know their paragraphs.

A loader reads its format into ``Rich`` pieces and hands them over in reading order; offsets,
cleaning, footnote placement and limits are done here, once, in the same way for DOCX and HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.errors import EmptyDocument, TooLarge
from ingest.types import Cell, Element, ElementKind, Loaded, NoteRef, Span
from ingest.typography import clean

MAX_ELEMENTS = 500_000
"""Far above any real document (a report of 348 pages has 4,000); below what fills a memory."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote mark at its place among the words."""

    note: str


Fragment = str | NoteMark
Rich = Sequence[Fragment]
"""Words of one paragraph, in order, with the footnote marks that stand among them."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note as it is printed: its number, and its paragraphs."""

    label: str
    paragraphs: Sequence[Rich]


@dataclass(frozen=True, slots=True)
class CellText:
    """One table cell before it has offsets. ``column`` counts from 0."""

    paragraphs: Sequence[Rich]
    column: int
    colspan: int = 1


class Assembler:
    """Collects the pieces of one document.

    ``footnote`` returns the note with a given id, or None; it is asked once for each note, in
    the order of their first marks, so it may count. The note follows the element with the mark.
    """

    def __init__(self, footnote: Callable[[str], Footnote | None], max_chars: int) -> None:
        self._footnote = footnote
        self._max_chars = max_chars
        self._texts: list[str] = []
        self._length = 0  # of the texts, each with the line feed after it
        self._elements: list[Element] = []
        self._notes: list[NoteRef] = []
        self._placed: set[str] = set()
        self._break = False

    def break_before_next(self) -> None:
        """Note that a page or section break stands before the next element."""
        self._break = True

    def add(self, kind: ElementKind, rich: Rich, *, label: str = "", level: int = 0) -> bool:
        """Add one paragraph or heading; return whether it had any words.

        ``label`` and one blank are put before the words.
        """
        marks: list[str] = []
        span = self._append(rich, label, marks)
        if span is None:
            self._place_notes(marks)
            return False
        self._push(
            Element(
                kind, (span,), level=level, label=clean(label), section_break=self._take_break()
            )
        )
        self._place_notes(marks)
        return True

    def add_row(self, cells: Iterable[CellText], *, table: int, is_header: bool) -> bool:
        """Add one table row; return whether any of its cells had words (else it is left out)."""
        marks: list[str] = []
        done: list[Cell] = []
        for cell in cells:
            spans = [self._append(rich, "", marks) for rich in cell.paragraphs]
            held = tuple(span for span in spans if span is not None)
            done.append(Cell(held, cell.column, cell.colspan))
        if not any(cell.spans for cell in done):
            self._place_notes(marks)
            return False
        self._push(
            Element(
                ElementKind.ROW,
                table=table,
                cells=tuple(done),
                is_header=is_header,
                section_break=self._take_break(),
            )
        )
        self._place_notes(marks)
        return True

    def finish(
        self,
        kind: Literal["docx", "html"],
        metadata: dict[str, str],
        warnings: Iterable[str],
    ) -> Loaded:
        """Return the document.

        Raises:
            EmptyDocument: nothing had any words.
        """
        if not self._elements:
            raise EmptyDocument("The file opened, but holds no words.")
        return Loaded(
            text="\n".join(self._texts),
            elements=tuple(self._elements),
            format=kind,
            notes=tuple(self._notes),
            metadata=metadata,
            warnings=tuple(warnings),
        )

    def _take_break(self) -> bool:
        taken, self._break = self._break, False
        return taken

    def _push(self, element: Element) -> None:
        if len(self._elements) >= MAX_ELEMENTS:
            raise TooLarge(f"The document has more than {MAX_ELEMENTS} paragraphs and rows.")
        self._elements.append(element)

    def _append(self, rich: Rich, label: str, marks: list[str]) -> Span | None:
        text, found = settle(rich)
        if not text:
            marks.extend(note for _, note in found)
            return None
        prefix = f"{clean(label)} " if label else ""
        start = self._length
        end = start + len(prefix) + len(text)
        if end > self._max_chars:
            raise TooLarge(f"The document has more than {self._max_chars} characters.")
        self._texts.append(prefix + text)
        self._length = end + 1
        for offset, note in found:
            self._notes.append(NoteRef(start + len(prefix) + offset, note))
            marks.append(note)
        return Span(start, end)

    def _place_notes(self, marks: Sequence[str]) -> None:
        waiting = list(reversed(marks))
        while waiting:
            note = waiting.pop()
            if note in self._placed:
                continue
            self._placed.add(note)
            found = self._footnote(note)
            if found is None:
                continue
            inner: list[str] = []
            span = self._append(join_lines(found.paragraphs), "", inner)
            if span is not None:
                label = clean(found.label)
                self._push(Element(ElementKind.FOOTNOTE, (span,), note=note, note_label=label))
            waiting.extend(reversed(inner))


def settle(rich: Rich) -> tuple[str, list[tuple[int, str]]]:
    """Return the clean text without blanks at its ends, and (offset, note) of each mark in it."""
    parts: list[str] = []
    marks: list[tuple[int, str]] = []
    length = 0
    for fragment in rich:
        if isinstance(fragment, NoteMark):
            marks.append((length, fragment.note))
        else:
            part = clean(fragment)
            parts.append(part)
            length += len(part)
    whole = "".join(parts)
    text = whole.strip()
    cut = len(whole) - len(whole.lstrip())
    return text, [(min(max(offset - cut, 0), len(text)), note) for offset, note in marks]


def has_words(rich: Rich) -> bool:
    """Return whether there is more in ``rich`` than blanks and marks."""
    return any(isinstance(part, str) and part.strip() for part in rich)


def join_lines(paragraphs: Iterable[Rich]) -> list[Fragment]:
    """Return several paragraphs as one, a line feed between them; those without words are gone."""
    joined: list[Fragment] = []
    for rich in paragraphs:
        if joined and has_words(rich):
            joined.append("\n")
        joined.extend(rich)
    return joined
