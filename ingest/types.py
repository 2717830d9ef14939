"""What ingest/ emits: a Document, the Blocks it is built of, and the Passages cut from them.

Counting rules, fixed here so that every citation agrees:

* offsets are half-open and count the characters of ``Loaded.text`` (which becomes
  ``Document.text``) from 0;
* pages are numbered from 1, as a PDF viewer shows them; ``page_label`` is what is printed;
* a passage is one or more *exact slices* of the document's text joined with a line feed, so a
  quote that lies inside one slice is a quote of the document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from ingest.records.types import Mention, Record

Language = Literal["ar", "en", "es", "fr", "ru", "zh"]
LANGUAGES: tuple[Language, ...] = ("ar", "en", "es", "fr", "ru", "zh")


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of characters of one document's text."""

    start: int
    end: int


# --- what a loader emits ----------------------------------------------------------------------


class ElementKind(StrEnum):
    """What a file format itself says about one of its pieces, before anyone asks what it means."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ROW = "row"
    FOOTNOTE = "footnote"
    RUNNING_HEAD = "running_head"


class NoteRef(NamedTuple):
    """A footnote mark: the offset in ``Loaded.text`` before which it stands, and the note's id."""

    offset: int
    note: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell. ``spans`` has one slice per paragraph of the cell, none if it is empty."""

    spans: tuple[Span, ...]
    column: int
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Element:
    """One piece of a file, in reading order, as its loader read it.

    ``spans`` are the slices of ``Loaded.text`` that hold its words: one, unless the format cut
    the piece in two. A row has no spans of its own: its words are those of its ``cells``.
    ``label`` is the number or mark that the format draws before the text ("12.", "(a)"); the
    text begins with it and one blank, whatever the format, so that all formats read alike.
    """

    kind: ElementKind
    spans: tuple[Span, ...] = ()
    level: int = 0  # of a heading (1 is the highest) or of a list item (0 is not in a list)
    label: str = ""
    page: int | None = None
    page_label: str | None = None
    table: int | None = None  # rows only: ordinal of the table in the file, from 1
    cells: tuple[Cell, ...] = ()  # rows only
    is_header: bool = False  # rows only: names the columns
    note: str | None = None  # footnotes only: id, as in NoteRef.note
    note_label: str | None = None  # footnotes only: printed number
    section_break: bool = False  # a page or section break stands before it
    hidden: bool = False  # not shown to a reader of the file


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as read: its text, and the elements that point into it.

    ``metadata`` is what the format says about itself (title, author, language, dates); nothing
    in it is trusted above a sidecar or a header block.
    """

    text: str
    elements: tuple[Element, ...]
    format: Literal["pdf", "docx", "html", "text"]
    notes: tuple[NoteRef, ...] = ()
    pages: int | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


# --- what structure finds ---------------------------------------------------------------------


class BlockKind(StrEnum):
    """What a piece is in a meeting document."""

    HEADER = "header"  # the header block: letter, symbol, dates, body, session, title, author
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # a sub-item of the paragraph before it
    ROW = "row"
    TABLE_HEADER = "table_header"
    FOOTNOTE = "footnote"
    MARKER = "marker"  # [Annex follows], [End of document], /...
    RUNNING_HEAD = "running_head"


class Status(StrEnum):
    """What kind of speech a passage is. An invitation is not a decision."""

    DECISION = "decision"
    INVITATION = "invitation"
    CHAIR_SUMMARY = "chair_summary"
    SECRETARIAT = "secretariat"
    DELEGATION = "delegation"
    RECOMMENDATION = "recommendation"
    PROJECT = "project"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Block:
    """One structural piece in reading order; every word of the document is in exactly one.

    ``locator`` is empty for blocks that no passage holds (headers, headings, markers).
    """

    kind: BlockKind
    spans: tuple[Span, ...]
    number: str | None = None  # "15": printed paragraph number, without dot
    label: str | None = None  # "a", "iv": of a sub-item, without brackets
    level: int = 0
    annex: str | None = None  # None: main part; "": the only annex; "II"
    section: tuple[str, ...] = ()  # headings above it, outermost first
    page: int | None = None
    page_label: str | None = None
    table: int | None = None
    cells: tuple[Cell, ...] = ()
    context: tuple[str, ...] = ()  # rows only: column names above it
    locator: str = ""
    notes: tuple[NoteRef, ...] = ()  # marks in its words; ``note`` is the note's locator


@dataclass(frozen=True, slots=True)
class Document:
    """One expression of a work: symbol + version + language, read from one file.

    ``key`` is symbol and version ("CDIP/30/8 Rev."); the same in all languages. ``date`` is ISO
    8601, shortened where the day or month is unknown.
    """

    key: str
    symbol: str
    version: str | None
    language: Language
    title: str
    body: str | None
    session: str | None
    date: str | None
    kind: str
    source: str
    url: str | None
    meeting_id: str | None
    doc_id: str | None
    sha256: str
    format: str
    pages: int | None
    text: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is indexed, retrieved and cited.

    ``text`` is the slices ``spans`` of the document's text joined with a line feed. ``context``
    is what stands above it and names what it is about (title, headings, column names, record
    label): indexed with it, never quoted. ``locator`` never holds a position in an index.
    """

    key: str  # document key + "#" + locator
    document: str  # Document.key
    language: Language
    locator: str
    text: str
    spans: tuple[Span, ...]
    status: Status
    kind: BlockKind
    order: int  # in reading order within the document, from 0
    paragraph: str | None = None
    annex: str | None = None
    section: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    page: int | None = None
    page_label: str | None = None


# --- what a run over files reports ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file turned into one document."""

    document: Document
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    records: tuple[Record, ...] = ()  # what it tells of: ingest/records
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """One file that could not be read. ``code`` is stable, ``message`` a sentence for people."""

    source: str
    code: str
    message: str
