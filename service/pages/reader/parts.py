"""One part of a document: its headings, paragraphs with their items, tables, notes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ingest.types import Block, BlockKind, Document, Language, Passage, Span, Status
from service.pages.reader.nesting import depths
from service.pages.reader.pieces import Cutter
from service.pages.reader.tables import TableCutter, in_one_line, is_tabular
from service.pages.reader.types import (
    Heading,
    Line,
    Marker,
    Node,
    Note,
    PageBreak,
    Paragraph,
    Part,
    Piece,
    PieceKind,
    Table,
    Words,
)
from service.pages.reader.writing import plain

CAPTION_LEVEL = 9
"""Of headings that name one table and no section."""

_LABEL = re.compile(r"\S{1,8}[ \t\u00a0\u3000]*")
_TITLE_DEPTH = 2  # of headings of the main text, and of the titles of annexes


def _nested(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return ``lines`` with the depth of items, where their levels do not tell it."""
    items = [line for line in lines if line.is_item]
    if any(item.level for item in items):
        return tuple(lines)
    levels = iter(depths([plain(item.label) for item in items]))
    return tuple(replace(x, level=next(levels) + 1) if x.is_item else x for x in lines)


@dataclass(slots=True)
class PartBuilder:
    """Builds one part, block by block."""

    document: Document
    cutter: Cutter
    known: Mapping[str, Passage]
    others: Mapping[str, tuple[Language, ...]]
    annex: str | None
    number: int
    page: int | None  # at the end of the part before
    opens: PageBreak | None = None
    nodes: list[Node] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    title: Words = ()
    open: list[Block] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    caption: Words = ()
    headings: int = 0
    depth: int = _TITLE_DEPTH

    @property
    def id(self) -> str:
        """The id of its element."""
        if self.annex is None:
            return "main" if self.number == 0 else f"part-{self.number}"
        return f"annex-{self.annex}" if self.annex else "annex"

    def build(self, blocks: Sequence[Block]) -> Part:
        """Return the part that ``blocks`` are."""
        self.depth = _TITLE_DEPTH if self.annex is None else _TITLE_DEPTH + 1
        tables = TableCutter(self.cutter, self.others)
        notes = [b for b in blocks if b.kind is BlockKind.FOOTNOTE]
        body = [b for b in blocks if b.kind is not BlockKind.FOOTNOTE]
        for table, members in groupby(body, key=lambda b: b.table if is_tabular(b) else None):
            if table is None:
                for block in members:
                    self._take(block)
            else:
                rows = tuple(members)
                self._close()
                self._turn(rows[0])
                self._table(tables.table(rows, self.caption))
        self._close()
        self._flush_caption()
        self.notes = [self._note(block) for block in notes]
        nodes, backed = tuple(self.nodes), self._with_backs()
        return Part(self.annex, self.id, self.title, nodes, backed, self.opens)

    def _take(self, block: Block) -> None:
        if self.open and block.locator != self.open[0].locator:
            self._close()
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW) and block.locator:
            if not self.open:
                self._flush_caption()
                self._turn(block)
            self.open.append(block)
            return
        self._close()
        self._turn(block)
        words = self._words(block)
        if block.kind is BlockKind.HEADING and block.level == CAPTION_LEVEL:
            self._flush_caption()
            self.caption = words
        elif block.kind is BlockKind.HEADING:
            self._flush_caption()
            self._heading(block, words)
        elif block.kind is BlockKind.MARKER and block.level and not self.title and not self.nodes:
            self.title = words
        elif words and not self._repeats(block):
            self._flush_caption()
            self.nodes.append(Marker(words))

    def _table(self, table: Table) -> None:
        """Add ``table``; heads whose rows are told as paragraphs are one line."""
        if table.rows:
            self.nodes.append(table)
        else:
            self._flush_caption()
            cells = (cell for row in table.head for cell in row.cells)
            self.nodes.append(Marker(in_one_line(line for cell in cells for line in cell.lines)))
        self.caption = ()

    def _repeats(self, block: Block) -> bool:
        """Return whether these heads of columns, printed on every page, have been shown."""
        if block.kind is not BlockKind.TABLE_HEADER or block.table is not None:
            return False
        text = " ".join(self._text(block).split())
        again = text in self.heads
        self.heads.add(text)
        return again

    def _heading(self, block: Block, words: Words) -> None:
        self.headings += 1
        first = _TITLE_DEPTH if self.annex is None else _TITLE_DEPTH + 1
        wanted = first + max(block.level, 1) - 1
        self.depth = min(wanted, self.depth + 1 if self.headings > 1 else first, 6)
        self.nodes.append(Heading(f"{self.id}-h{self.headings}", words, self.depth))

    def _flush_caption(self) -> None:
        if self.caption:
            self.nodes.append(Marker(self.caption))
            self.caption = ()

    def _turn(self, block: Block) -> None:
        if block.page is not None and block.page != self.page:
            begins = PageBreak(block.page, block.page_label or str(block.page))
            if self.page is not None and not self.nodes and not self.opens:
                self.opens = begins
            elif self.page is not None:
                self.nodes.append(begins)
            self.page = block.page

    def _close(self) -> None:
        if not self.open:
            return
        first = self.open[0]
        passage = self.known.get(first.locator)
        is_first = first.locator not in self.seen
        self.seen.add(first.locator)
        self.nodes.append(
            Paragraph(
                locator=first.locator,
                id=first.locator if is_first else "",
                number=(first.number or "") if is_first else "",
                lines=_nested([line for block in self.open for line in self._lines(block)]),
                status=passage.status if passage else Status.OTHER,
                page=first.page,
                parallel=self.others.get(first.locator, ()),
            )
        )
        self.open = []

    def _lines(self, block: Block) -> list[Line]:
        printed = None
        if block.kind is BlockKind.ITEM and block.label and block.spans:
            printed = _LABEL.match(self.document.text, *block.spans[0])
        if printed is None or (block.label or "") not in printed[0]:
            words = self._words(block)
            return [Line(words)] if words else []
        start, end = block.spans[0]
        label = self.cutter.words(Span(start, start + len(printed[0].rstrip())))
        rest = replace(block, spans=(Span(printed.end(), end), *block.spans[1:]))
        return [Line(self._words(rest), label, block.level)]

    def _words(self, block: Block) -> Words:
        """Return the words of ``block``; slices that a page has cut apart are one text again."""
        words: Words = ()
        for span in block.spans:
            between = (Piece(PieceKind.TEXT, " ", -1),) if words else ()
            words = (*words, *between, *self.cutter.words(span, block.notes))
        return words

    def _text(self, block: Block) -> str:
        return " ".join(self.document.text[start:end] for start, end in block.spans)

    # --- footnotes ----------------------------------------------------------------------------

    def _note(self, block: Block) -> Note:
        return Note(block.locator, block.number or "", self._words(block), ())

    def _with_backs(self) -> tuple[Note, ...]:
        backs: dict[str, list[str]] = {}
        for piece in self.cutter.marks:
            backs.setdefault(piece.href[1:], []).append(piece.id)
        return tuple(
            Note(note.id, note.number, note.words, tuple(backs.get(note.id, ())))
            for note in self.notes
        )
