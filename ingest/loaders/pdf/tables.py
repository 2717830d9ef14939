"""Ruled tables as rows of cells, whole again where a page cut them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.loaders.pdf.frames import Frame, Setting
from ingest.loaders.pdf.grids import Grid
from ingest.loaders.pdf.joining import Paragraph, continues, paragraphs
from ingest.loaders.pdf.labels import read_label
from ingest.loaders.pdf.lines import read_lines
from ingest.loaders.pdf.shapes import Box, Glyph, Line, Page

_SAME_COLUMN = 4.0  # points between the rulings of one table on two pages
_NUMBERS = re.compile(r"[-–—−]|[\d.,%]+")
_SENTENCE_END = re.compile(r"[.!?。！？؟:：;；؛][\"”»)\]）’']*$")


def _plain(line: Line) -> str:
    """Return the words without raised marks: a repeated header row has them only once."""
    return "".join(run.text for run in line.runs if not run.raised)


@dataclass(slots=True)
class TableCell:
    """One cell: its paragraphs, and the columns it takes."""

    column: int
    colspan: int
    paragraphs: list[Paragraph] = field(default_factory=list)
    shaded: bool = False
    bottom: float = 0.0  # lower edge, on the page where it ends

    @property
    def text(self) -> str:
        """Its words, to compare cells with."""
        return re.sub(r"\s+", "", "".join(_plain(n) for p in self.paragraphs for n in p.lines))

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(line.style.bold for p in self.paragraphs for line in p.lines)


@dataclass(slots=True)
class Row:
    """One row; ``page`` is where it begins."""

    cells: list[TableCell]
    page: int
    is_header: bool = False

    @property
    def empty(self) -> bool:
        """Whether no cell has words."""
        return not any(cell.paragraphs for cell in self.cells)

    @property
    def key(self) -> tuple[str, ...]:
        """The words of its cells, to recognise a repeated row."""
        return tuple(cell.text for cell in self.cells)


@dataclass(slots=True)
class Table:
    """One table, on one page or several."""

    rows: list[Row]
    xs: tuple[float, ...]
    page: int
    top: float
    bottom: float


def read_table(page: Page, grid: Grid, glyphs: Sequence[Glyph], setting: Setting) -> Table:
    """Return the table that stands in a grid; ``glyphs`` are those inside it."""
    held: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.y + 0.3 * glyph.style.size
        home = grid.cell_at(x, y)
        if home is not None:
            held.setdefault(home, []).append(glyph)
    rows = [Row([], page.number) for _ in range(len(grid.ys) - 1)]
    columns = len(grid.xs) - 1
    for i, cell in enumerate(grid.cells):
        column = columns - cell.right if setting.rtl else cell.left
        lines = read_lines(held.get(i, ()), page.number, setting.rtl)
        for at in range(cell.top, cell.bottom):
            own = lines if at == cell.top else []
            made = TableCell(column, cell.right - cell.left)
            made.paragraphs = paragraphs(own, _frame(cell.box, own, setting), setting)
            made.bottom = cell.box.y0
            made.shaded = _is_shaded(cell.box, page)
            rows[at].cells.append(made)
    for row in rows:
        row.cells.sort(key=lambda each: each.column)
    kept = [row for row in rows if not row.empty]
    _mark_header(kept)
    return Table(kept, grid.xs, page.number, grid.ys[0], grid.ys[-1])


def _frame(box: Box, lines: Sequence[Line], setting: Setting) -> Frame:
    """Return the column of a cell: its box less the padding, taken to be even on both sides."""
    if not lines:
        return Frame(box.x0, box.x1, setting.rtl)
    if setting.rtl:
        padding = box.x1 - max(line.x1 for line in lines)
    else:
        padding = min(line.x0 for line in lines) - box.x0
    padding = min(max(padding, 0.0), 9.0)
    return Frame(box.x0 + padding, box.x1 - padding, setting.rtl)


def _is_shaded(box: Box, page: Page) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return any(
        fill.holds(x, y) and fill.y1 - fill.y0 < 2 * (box.y1 - box.y0) for fill in page.fills
    )


def _mark_header(rows: list[Row]) -> None:
    """Mark the rows at the top that are set off, if others are not."""

    def set_off(row: Row) -> bool:
        with_words = [cell for cell in row.cells if cell.paragraphs]
        return len(row.cells) > 1 and (
            all(cell.bold for cell in with_words) or all(cell.shaded for cell in with_words)
        )

    count = 0
    while count < len(rows) and set_off(rows[count]):
        count += 1
    if count < len(rows) and count <= 3:
        for row in rows[:count]:
            row.is_header = True


def resumes(table: Table, after: Table) -> bool:
    """Return whether ``after``, at the top of the next page, goes on with ``table``."""
    if len(table.xs) != len(after.xs):
        return False
    return all(abs(a - b) <= _SAME_COLUMN for a, b in zip(table.xs, after.xs, strict=True))


def append(table: Table, after: Table, setting: Setting) -> None:
    """Add the part of a table on the next page: no second header, a cut row whole again."""
    rows = list(after.rows)
    repeated = 0
    while repeated < min(len(rows), len(table.rows), 4):
        if rows[repeated].key != table.rows[repeated].key:
            break
        repeated += 1
    for row in table.rows[:repeated]:
        row.is_header = True
    rows = rows[repeated:]
    for row in rows:
        row.is_header = False
    if (
        rows
        and table.rows
        and not table.rows[-1].is_header
        and _is_cut(table.rows[-1], rows[0], setting)
    ):
        _merge(table.rows[-1], rows.pop(0), setting)
    table.rows.extend(rows)
    table.page, table.bottom = after.page, after.bottom


def _is_cut(row: Row, rest: Row, setting: Setting) -> bool:
    """Return whether ``rest`` is the end of ``row``, which the page cut."""
    pairs = list(zip(row.cells, rest.cells, strict=False))
    if [c.column for c, _ in pairs] != [c.column for _, c in pairs]:
        return False
    if len(row.cells) != len(rest.cells):
        return False
    if rest.cells[0].paragraphs:
        label = read_label(rest.cells[0].paragraphs[0].first.text)
        if label is not None:
            return False
    if not rest.cells[0].paragraphs and row.cells[0].paragraphs:
        return True
    votes = 0
    for cell, other in pairs:
        if other.paragraphs and not cell.paragraphs:
            return False
        if not other.paragraphs:
            continue
        if _NUMBERS.fullmatch(cell.text) and _NUMBERS.fullmatch(other.text):
            return False  # one number does not go on in another
        if not _reaches_bottom(cell, setting):
            return False
        last, first = cell.paragraphs[-1], other.paragraphs[0]
        ended = bool(_SENTENCE_END.search(last.last.text))
        if continues(last, first.first, setting) and not ended:
            votes += 1
        elif not ended and not first.label:
            votes -= 1
    return votes > 0


def _reaches_bottom(cell: TableCell, setting: Setting) -> bool:
    """Return whether the words of a cell fill it down to where the page cut it."""
    last = cell.paragraphs[-1].last
    return last.y - cell.bottom < 2.6 * setting.pitch(last.style.size)


def _merge(row: Row, rest: Row, setting: Setting) -> None:
    for cell, other in zip(row.cells, rest.cells, strict=True):
        more = list(other.paragraphs)
        if cell.paragraphs and more and continues(cell.paragraphs[-1], more[0].first, setting):
            cell.paragraphs[-1].lines.extend(more.pop(0).lines)
        cell.paragraphs.extend(more)
        cell.bottom = other.bottom
