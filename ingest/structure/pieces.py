"""A Piece: one element of a file on its way to becoming a block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.labels import ITEM_LABEL, PARAGRAPH_LABEL
from ingest.squeezing import squeeze
from ingest.types import BlockKind, Cell, Element, ElementKind, Loaded, Span

DECIMAL_LABEL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\.?(?=[ \t\u00a0\u3000])")
"""``2.10 `` before a form field or a paragraph."""

_BARE_NUMBER = re.compile(r"(\d{1,4})[.．)]?\Z")


@dataclass(slots=True)
class Piece:
    """One paragraph, row or note in reading order; the steps of structure fill it in.

    ``text`` is its words with white space collapsed, for looking at only.
    """

    kind: BlockKind
    text: str
    spans: tuple[Span, ...]
    element: Element
    label: str = ""  # as drawn, with brackets or dot
    number: str | None = None
    level: int = 0
    column: int | None = None  # of the table cell it comes from
    record: str | None = None  # number of the record it belongs to
    letter: str | None = None  # of an action of a record
    table: int | None = None  # ordinal in the part, data tables only
    cells: tuple[Cell, ...] = ()
    part: int = 0
    section: tuple[str, ...] = ()
    locator: str = ""
    header_texts: tuple[str, ...] = field(default=())  # column names above a row

    @property
    def is_open(self) -> bool:
        """Return whether it stops in the middle of a sentence."""
        return bool(self.text) and not ends_sentence(self.text)


_END = re.compile(r"[.!?;:。！？；：؟؛…][\"»”’)\]）*]*\Z")


def ends_sentence(text: str) -> bool:
    """Return whether ``text`` ends as a sentence or a list item does."""
    return _END.search(text) is not None


def words_at(loaded: Loaded, spans: Iterable[Span]) -> str:
    """Return the words of ``spans``, white space collapsed."""
    return squeeze(" ".join(loaded.text[start:end] for start, end in spans))


def paragraph_piece(
    loaded: Loaded, element: Element, spans: tuple[Span, ...], *, column: int | None = None
) -> Piece:
    """Return the piece for one paragraph of ``element``, its label recognised."""
    raw = loaded.text[spans[0].start : spans[0].end] if spans else ""
    label = element.label if column is None else ""
    if not label and (match := PARAGRAPH_LABEL.match(raw) or ITEM_LABEL.match(raw)):
        label = match[0]
    kind = BlockKind.HEADING if element.kind is ElementKind.HEADING else BlockKind.PARAGRAPH
    return Piece(
        kind=kind,
        text=words_at(loaded, spans),
        spans=spans,
        element=element,
        label=label.strip(),
        level=element.level if kind is BlockKind.HEADING else 0,
        column=column,
    )


def pieces_of(loaded: Loaded) -> Iterator[Piece]:
    """Yield the pieces of ``loaded``; rows stay whole, as ``tables`` takes them apart."""
    for element in loaded.elements:
        if element.kind is ElementKind.ROW:
            spans = tuple(span for cell in element.cells for span in cell.spans)
            yield Piece(BlockKind.ROW, words_at(loaded, spans), spans, element, cells=element.cells)
        elif element.kind is ElementKind.FOOTNOTE:
            yield Piece(
                BlockKind.FOOTNOTE,
                words_at(loaded, element.spans),
                element.spans,
                element,
                number=element.note_label,
            )
        elif element.kind is ElementKind.RUNNING_HEAD:
            text = words_at(loaded, element.spans)
            yield Piece(BlockKind.RUNNING_HEAD, text, element.spans, element)
        elif element.spans:
            yield paragraph_piece(loaded, element, element.spans)


def bare_number(text: str) -> str | None:
    """Return the number if ``text`` is nothing but a number with or without a dot."""
    match = _BARE_NUMBER.match(text)
    return match[1] if match else None


def without_label(loaded: Loaded, spans: Sequence[Span], label: str) -> tuple[Span, ...]:
    """Return ``spans`` without ``label`` and the blanks behind it."""
    if not spans or not label:
        return tuple(spans)
    first = spans[0]
    raw = loaded.text[first.start : first.end]
    if not raw.startswith(label):
        return tuple(spans)
    rest = raw[len(label) :]
    start = first.start + len(label) + len(rest) - len(rest.lstrip())
    return (Span(start, first.end), *spans[1:]) if start < first.end else tuple(spans[1:])
