"""Tables: rows of cells, with the rows that name their columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.types import Block, BlockKind, Cell, Language
from service.pages.reader.pieces import Cutter
from service.pages.reader.types import Piece, PieceKind, Table, TableCell, TableRow, Words


def is_tabular(block: Block) -> bool:
    """Return whether ``block`` is a row of a table of data."""
    kinds = (BlockKind.ROW, BlockKind.TABLE_HEADER)
    return block.kind in kinds and block.table is not None and bool(block.cells)


def in_one_line(lines: Iterable[Words]) -> Words:
    """Return ``lines`` behind each other, with a stroke between them."""
    stroke = Piece(PieceKind.TEXT, " | ", -1)
    return tuple(piece for line in lines for piece in (stroke, *line))[1:]


@dataclass(slots=True)
class TableCutter:
    """Makes the tables of one part, and counts them."""

    cutter: Cutter
    others: Mapping[str, tuple[Language, ...]]
    made: int = 0

    def table(self, rows: Sequence[Block], caption: Words) -> Table:
        """Return the table that ``rows`` are; columns that a row lacks are empty cells."""
        self.made += 1
        width = max(cell.column + cell.colspan for row in rows for cell in row.cells)
        heads = 0
        while heads < len(rows) and rows[heads].kind is BlockKind.TABLE_HEADER:
            heads += 1
        return Table(
            number=self.made,
            caption=caption,
            head=tuple(self._row(row, width) for row in rows[:heads]),
            rows=tuple(self._row(row, width) for row in rows[heads:]),
            page=rows[0].page,
        )

    def _row(self, row: Block, width: int) -> TableRow:
        """Return one row.

        A text file does not tell which columns a head spans: one that lacks the first column
        alone stands above the others, any other is shown above all.
        """
        is_head = row.kind is BlockKind.TABLE_HEADER
        cells: list[TableCell] = []
        at = 0
        shift, told = 0, len(row.cells)
        if is_head and self.cutter.document.format == "text" and told < width:
            if told < width - 1:
                return TableRow("", (self._whole(row, width),))
            shift = 1
        for cell in sorted(row.cells, key=lambda each: each.column):
            cells += [TableCell(())] * (cell.column + shift - at)
            cells.append(self._cell(cell, row, names=is_head or (cell.column == 0 and width > 1)))
            at = max(at, cell.column + shift + cell.colspan)
        cells += [TableCell(())] * (width - at)
        return TableRow(row.locator, tuple(cells), self.others.get(row.locator, ()))

    def _whole(self, row: Block, width: int) -> TableCell:
        cells = (self._cell(cell, row, names=True) for cell in row.cells)
        words = in_one_line(line for cell in cells for line in cell.lines)
        return TableCell((words,), width, is_head=True)

    def _cell(self, cell: Cell, row: Block, *, names: bool) -> TableCell:
        lines = tuple(self.cutter.words(span, row.notes) for span in cell.spans)
        filled = tuple(line for line in lines if line)
        return TableCell(filled, cell.colspan, is_head=names and bool(filled))
