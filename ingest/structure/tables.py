"""What does a table row say: a form field, a numbered line, a record, or plain data?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.labels import item_letter
from ingest.squeezing import squeeze
from ingest.structure.pieces import (
    Piece,
    bare_number,
    ends_sentence,
    paragraph_piece,
    words_at,
)
from ingest.structure.words import Words
from ingest.types import BlockKind, Cell, Loaded, Span

REPEATED = 4
"""A cell that stands this often in one table, word for word, is a column name."""

_DATA = re.compile(r"[\d\s.,'’\u00a0\u202f–‑−-]+\Z|[xX✓✔×]\Z")


def open_tables(loaded: Loaded, pieces: Sequence[Piece], words: Words) -> list[Piece]:
    """Return ``pieces`` with every row replaced by what it says."""
    opened: list[Piece] = []
    rows_first = groupby(pieces, key=lambda p: p.element.table if p.cells else None)
    for table, group in _with_notes(rows_first):
        opened.extend(group if table is None else _Table(loaded, group, words).open())
    for piece in opened:
        piece.part = pieces[0].part  # what a row says is where the row is
    return opened


def _with_notes(
    groups: Iterator[tuple[int | None, Iterator[Piece]]],
) -> Iterator[tuple[int | None, list[Piece]]]:
    """Yield groups of pieces; the footnotes between two rows of a table stay in the table."""
    current: tuple[int | None, list[Piece]] | None = None
    waiting: list[Piece] = []
    for table, members in groups:
        pieces = list(members)
        if table is None and current and all(p.kind is BlockKind.FOOTNOTE for p in pieces):
            waiting = pieces
            continue
        if current and table is not None and table == current[0]:
            current[1].extend([*waiting, *pieces])
        else:
            if current:
                yield current
            current = (table, pieces)
            if waiting:
                yield current[0], []
                yield None, waiting
        waiting = []
    if current:
        yield current
    if waiting:
        yield None, waiting


class _Table:
    def __init__(self, loaded: Loaded, pieces: Sequence[Piece], words: Words) -> None:
        self.loaded = loaded
        self.pieces = pieces
        self.words = words
        self.rows = [p for p in pieces if p.cells]
        self.width = max(len(p.cells) for p in self.rows)
        cells = Counter(self._text(c) for p in self.rows for c in p.cells if c.spans)
        self.column_names = {text for text, n in cells.items() if n >= REPEATED and _is_name(text)}
        self.records = sum(
            1 for p in self.rows if self.words.record_number(self._text(p.cells[0])) is not None
        )
        self.headers: list[Piece] = []
        self.record: str | None = None

    def open(self) -> Iterator[Piece]:
        heads = self._header_rows()
        for position, piece in enumerate(self.pieces):
            if not piece.cells:
                yield piece
            elif id(piece) in heads:
                piece.kind = BlockKind.TABLE_HEADER
                self.headers.append(piece)
                yield piece
            else:
                yield from self._row(piece, self.pieces[position + 1 :])

    def _row(self, piece: Piece, rest: Sequence[Piece]) -> Iterator[Piece]:
        filled = [c for c in piece.cells if c.spans]
        if not filled:
            return
        if self.records >= 2 and self.width > 1:
            yield from self._record_row(piece)
        elif len(filled) == 1 and (len(piece.cells) == 1 or self.width == 1):
            yield from self._single(piece, filled[0], rest)
        elif (number := bare_number(self._text(piece.cells[0]))) and len(filled) == 2:
            yield self._numbered(piece, number, filled)
        else:
            piece.spans = row_spans(self.loaded, filled)
            piece.header_texts = tuple(h.text for h in self.headers)
            yield piece

    # --- rows of one cell -------------------------------------------------------------------

    def _single(self, piece: Piece, cell: Cell, rest: Sequence[Piece]) -> Iterator[Piece]:
        for span in cell.spans:
            part = paragraph_piece(self.loaded, piece.element, (span,), column=cell.column)
            following = next((p for p in rest if p.cells), None)
            if (
                self.width > 1
                and len(cell.spans) == 1
                and following is not None
                and bare_number(self._text(following.cells[0]))
                and not ends_sentence(part.text)
            ):
                part.kind, part.level = BlockKind.HEADING, 2
            yield part

    def _numbered(self, piece: Piece, number: str, filled: Sequence[Cell]) -> Piece:
        piece.number = number
        piece.spans = row_spans(self.loaded, filled[1:])
        return piece

    # --- rows that tell of records ----------------------------------------------------------

    def _record_row(self, piece: Piece) -> Iterator[Piece]:
        for position, cell in enumerate(piece.cells):
            if not cell.spans:
                continue
            text = self._text(cell)
            if position == 0 and (number := self.words.record_number(text)) is not None:
                self.record = number
            if text in self.column_names or self.record is None:
                yield self._cell_piece(piece, cell.spans, BlockKind.TABLE_HEADER)
                continue
            yield from self._record_cell(piece, cell, position)

    def _record_cell(self, piece: Piece, cell: Cell, position: int) -> Iterator[Piece]:
        action: str | None = None
        for span in cell.spans:
            part = self._cell_piece(piece, (span,), BlockKind.PARAGRAPH)
            part.record = self.record
            part.column = position
            part.letter = item_letter(part.text, action) if position > 0 else None
            # Only what follows an action in its own cell can be a sub-item of it.
            part.level = 1 if part.letter else 2 if action and part.label else 0
            action = part.letter or action
            yield part

    def _cell_piece(self, row: Piece, spans: tuple[Span, ...], kind: BlockKind) -> Piece:
        piece = paragraph_piece(self.loaded, row.element, spans, column=0)
        piece.kind = kind
        return piece

    # --- which rows name the columns --------------------------------------------------------

    def _header_rows(self) -> set[int]:
        """Return the ids of the leading rows that name the columns."""
        marked = {id(p) for p in self.rows if p.element.is_header}
        if marked or self.width < 3 or self.records >= 2:
            return marked
        leading: set[int] = set()
        for row in self.rows[:4]:
            if any(_DATA.match(self._text(c)) for c in row.cells if c.spans):
                return leading
            filled = sum(1 for c in row.cells if c.spans)
            if filled == 1 and len(row.cells) == self.width and row.cells[0].spans:
                return leading
            leading.add(id(row))
        return set()  # words everywhere: no row is data, so none is a header

    def _text(self, cell: Cell) -> str:
        return words_at(self.loaded, cell.spans)


def row_spans(loaded: Loaded, cells: Sequence[Cell]) -> tuple[Span, ...]:
    """Return the slices that hold ``cells``: one, unless something else lies between them."""
    spans = sorted(span for cell in cells for span in cell.spans)
    return join_spans(loaded.text, spans)


def join_spans(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return ``spans`` with neighbours joined where nothing but blanks lies between them."""
    joined: list[Span] = []
    for span in spans:
        if (
            joined
            and joined[-1].end <= span.start
            and not text[joined[-1].end : span.start].strip()
        ):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _is_name(text: str) -> bool:
    return len(text) > 3 and not _DATA.match(squeeze(text)) and not ends_sentence(text)
