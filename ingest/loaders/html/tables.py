"""Tables of a web page: which are data, where each cell stands, which rows name the columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ingest.errors import TooLarge
from ingest.loaders.assembly import CellText, Rich, has_words

_WIDEST, _TALLEST = 1000, 65_534  # as browsers limit them
_MOST_CELLS = 500_000  # of one table, those under cells that reach down too


@dataclass(slots=True)
class OpenCell:
    """A cell being read."""

    colspan: int
    rowspan: int
    is_heading: bool
    paragraphs: list[Rich] = field(default_factory=list)
    is_bold: bool = True

    @property
    def has_words(self) -> bool:
        """Whether anything but blanks is in it."""
        return any(map(has_words, self.paragraphs))


@dataclass(slots=True)
class OpenRow:
    """A row being read, and the rows that are done."""

    cells: list[OpenCell] = field(default_factory=list)
    in_head: bool = False


FinishedRow = tuple[tuple[CellText, ...], bool]


class OpenTable:
    """A data table being read."""

    def __init__(self) -> None:
        self._groups: list[list[OpenRow]] = [[]]
        self._row: OpenRow | None = None
        self._cell: OpenCell | None = None
        self._in_head = False

    @property
    def in_cell(self) -> bool:
        """Whether words that come now belong to a cell."""
        return self._cell is not None

    def start_group(self, *, is_head: bool) -> None:
        """Begin a head, body or foot."""
        self.end_group()
        self._in_head = is_head

    def end_group(self) -> None:
        """End a head, body or foot: no cell reaches down over its border."""
        self.end_row()
        self._in_head = False
        if self._groups[-1]:
            self._groups.append([])

    def start_row(self) -> None:
        """Begin a row."""
        self.end_row()
        self._row = OpenRow(in_head=self._in_head)

    def end_row(self) -> None:
        """End the row, if one is open."""
        self.end_cell()
        if self._row is not None:
            self._groups[-1].append(self._row)
        self._row = None

    def start_cell(self, colspan: int, rowspan: int, *, is_heading: bool) -> None:
        """Begin a cell; a row is begun where its tag was left out."""
        self.end_cell()
        if self._row is None:
            self.start_row()
        self._cell = OpenCell(colspan, rowspan, is_heading)

    def end_cell(self) -> None:
        """End the cell, if one is open."""
        if self._cell is not None and self._row is not None:
            self._row.cells.append(self._cell)
        self._cell = None

    def add(self, rich: Rich, *, is_bold: bool) -> None:
        """Add a paragraph to the open cell."""
        if self._cell is not None:
            self._cell.paragraphs.append(rich)
            self._cell.is_bold = self._cell.is_bold and (is_bold or not has_words(rich))

    def finish(self) -> list[FinishedRow]:
        """Return the rows that have words: their cells, and whether they name the columns."""
        self.end_group()
        opened: list[OpenRow] = []
        placed: list[tuple[CellText, ...]] = []
        for group in self._groups:
            for row, cells in zip(group, _place(group), strict=True):
                if any(cell.has_words for cell in row.cells):
                    opened.append(row)
                    placed.append(cells)
        headers = _count_headers(opened)
        return [
            (cells, row.in_head or at < headers)
            for at, (row, cells) in enumerate(zip(opened, placed, strict=True))
        ]


def is_layout(table: HtmlElement) -> bool:
    """Return whether a table only arranges the page: then its cells are read as paragraphs."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    if any(next(table.iter(tag), None) is not None for tag in ("th", "caption", "thead")):
        return False
    inner = table.iterdescendants("table", "h1", "h2", "h3", "h4", "h5", "h6")
    return next(inner, None) is not None


def spans_of(cell: HtmlElement) -> tuple[int, int]:
    """Return how many columns and rows a cell takes; 0 rows: to the end of its group."""
    return (
        max(_number(cell.get("colspan"), _WIDEST), 1),
        _number(cell.get("rowspan"), _TALLEST),
    )


def _number(text: str | None, limit: int) -> int:
    text = (text or "1").strip()
    if not (text.isascii() and text.isdigit()):
        return 1
    return min(int(text[:9]), limit)


Covered = dict[int, tuple[int, int]]  # first column -> (rows it still reaches down, width)


def _place(rows: list[OpenRow]) -> list[tuple[CellText, ...]]:
    """Give each cell its column; a cell that reaches down leaves empty cells below it."""
    below: Covered = {}
    placed: list[tuple[CellText, ...]] = []
    count = 0
    for at, row in enumerate(rows):
        cells: list[CellText] = []
        covered, below = below, {}
        column = 0
        for cell in row.cells:
            column = _skip(column, covered, below, cells)
            cells.append(CellText(cell.paragraphs, column, cell.colspan))
            rowspan = cell.rowspan or len(rows) - at
            if rowspan > 1:
                below[column] = (rowspan - 1, cell.colspan)
            column += cell.colspan
        for rest in sorted(covered):
            _skip(rest, covered, below, cells)
        placed.append(tuple(cells))
        count += len(cells)
        if count > _MOST_CELLS:
            raise TooLarge(f"A table has more than {_MOST_CELLS} cells.")
    return placed


def _skip(column: int, covered: Covered, below: Covered, cells: list[CellText]) -> int:
    """Return the first free column from ``column`` on; add the empty cells before it."""
    while column in covered:
        rows, width = covered.pop(column)
        cells.append(CellText((), column, width))
        if rows > 1:
            below[column] = (rows - 1, width)
        column += width
    return column


def _count_headers(rows: list[OpenRow]) -> int:
    """Return how many rows at the top name the columns, where no ``thead`` says so.

    Rows of heading cells; else a first row all in bold above one that is not.
    """
    headers = 0
    while headers < len(rows) - 1 and all(cell.is_heading for cell in rows[headers].cells):
        headers += 1
    if headers or len(rows) < 2 or any(row.in_head for row in rows):
        return headers
    return int(_is_bold(rows[0]) and not _is_bold(rows[1]))


def _is_bold(row: OpenRow) -> bool:
    with_words = [cell for cell in row.cells if cell.has_words]
    return len(with_words) > 1 and all(cell.is_bold for cell in with_words)
