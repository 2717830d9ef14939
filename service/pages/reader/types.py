"""A document as the reader shows it: parts, headings, paragraphs, tables, notes.

Offsets count the characters of the document's text, so that a quote can be marked wherever its
words are shown. Nothing here depends on a request or on the language of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ingest.types import Document, Language, Span, Status


class PieceKind(StrEnum):
    """What a run of characters is, beyond its words."""

    TEXT = "text"
    ISOLATE = "isolate"  # written from left to right, inside text from right to left
    SYMBOL = "symbol"  # of a document that is held
    ADDRESS = "address"  # on the web
    NOTE = "note"  # a footnote mark; stands in no text


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that begins at ``start`` of the document's text.

    ``href`` is where it leads, if anywhere: an address of ours, of the web (http or https), or
    ``#locator`` of a note. ``id`` is where the note leads back to.
    """

    kind: PieceKind
    text: str
    start: int
    href: str = ""
    id: str = ""


Words = tuple[Piece, ...]

_SHORT = 6  # characters of a cell


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of text, or a list item with the label that is printed before it."""

    words: Words
    label: Words = ()
    level: int = 0

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return bool(self.label)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``depth`` is that of the element (2 below the title of the page)."""

    id: str
    words: Words
    depth: int


@dataclass(frozen=True, slots=True)
class Marker:
    """What the document says of itself: "[Annex follows]"; the heads of columns in a PDF."""

    words: Words


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Here begins a page of the file; ``number`` counts from 1, ``label`` is printed."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage or a part of it, where something stands between its parts.

    Only the first part of a passage has an ``id``, which is its locator.
    """

    locator: str
    id: str
    number: str
    lines: tuple[Line, ...]
    status: Status
    page: int | None
    parallel: tuple[Language, ...] = ()  # other languages that hold it

    def runs(self) -> Iterator[tuple[bool, tuple[Line, ...]]]:
        """Yield (whether they are items, lines) for each run of lines of one kind."""
        run: list[Line] = []
        for line in self.lines:
            if run and run[0].is_item != line.is_item:
                yield run[0].is_item, tuple(run)
                run = []
            run.append(line)
        if run:
            yield run[0].is_item, tuple(run)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: one line per paragraph in it, none if it is empty."""

    lines: tuple[Words, ...]
    span: int = 1
    is_head: bool = False

    @property
    def is_short(self) -> bool:
        """Whether it holds a number or a letter and no more."""
        return sum(len(piece.text) for line in self.lines for piece in line) < _SHORT


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row; ``id`` is its locator, or empty for a row that names columns."""

    id: str
    cells: tuple[TableCell, ...]
    parallel: tuple[Language, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data. ``number`` counts in its part, from 1; ``caption`` may be empty."""

    number: int
    caption: Words
    head: tuple[TableRow, ...]
    rows: tuple[TableRow, ...]
    page: int | None


Node = Heading | Marker | PageBreak | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; ``backs`` are the ids of the marks that refer to it."""

    id: str
    number: str
    words: Words
    backs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The main text (``annex`` is None) or an annex; its notes stand at its end.

    ``title`` is what is printed above an annex, empty where nothing is. ``opens`` is the page that
    begins with it.
    """

    annex: str | None
    id: str
    title: Words
    nodes: tuple[Node, ...]
    notes: tuple[Note, ...]
    opens: PageBreak | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents; ``annex`` is that of the annex that it stands for."""

    id: str
    text: str
    depth: int
    annex: str | None = None
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Front:
    """The header block: what is printed in the corner (letter, symbol, date), above the title
    (body, session, place), as the title, and below it.
    """

    corner: tuple[Words, ...]
    above: tuple[Words, ...]
    title: Words
    below: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as the reader shows it.

    ``places`` are the locators of all passages with their printed numbers, in reading order.
    ``usual`` is the status that most passages share, if it says little of each.
    """

    document: Document
    front: Front
    parts: tuple[Part, ...]
    contents: tuple[Entry, ...]
    places: Mapping[str, str]
    spans: Mapping[str, tuple[Span, ...]]
    usual: Status | None

    def paragraph(self, locator: str) -> tuple[Paragraph, ...]:
        """Return all parts of the passage at ``locator``; none if it is no paragraph."""
        nodes = (node for part in self.parts for node in part.nodes)
        return tuple(n for n in nodes if isinstance(n, Paragraph) and n.locator == locator)

    def row(self, locator: str) -> tuple[Table, TableRow] | None:
        """Return the row at ``locator`` with its table, or None."""
        tables = (n for part in self.parts for n in part.nodes if isinstance(n, Table))
        return next(((t, row) for t in tables for row in t.rows if row.id == locator), None)

    def note(self, locator: str) -> Note | None:
        """Return the footnote at ``locator``, or None."""
        return next((n for part in self.parts for n in part.notes if n.id == locator), None)
