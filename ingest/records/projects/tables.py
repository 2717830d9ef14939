"""Timetables and budgets of project forms, cell by cell under the heads of their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from config.phrases import Phrases, captured
from config.profiles import plain, profile
from config.project_words import project_words
from ingest.records.amounts import find_currency, read_cell
from ingest.records.projects.forms import Form, FormField
from ingest.records.projects.reading import Reading, provable
from ingest.records.proofs import Source
from ingest.records.types import (
    Amount,
    BudgetCell,
    BudgetLine,
    Fact,
    Proof,
    Quarter,
    TimetableRow,
)
from ingest.squeezing import squeeze
from ingest.types import Block, BlockKind, Cell, Passage, Span

_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}


@dataclass(frozen=True, slots=True)
class Head:
    """One cell of a head: its words, and where they are printed."""

    text: str
    spans: tuple[Span, ...]


def column_heads(source: Source, heads: Sequence[Block], width: int) -> list[list[Head]]:
    """Return the heads above each column, outermost first.

    A format may say which columns a cell spans. Where it does not, a head is told of a column
    only if the heads below it leave no choice: they repeat, or there is only one above them.
    """
    rows = [list(block.cells) for block in heads if block.cells]
    columns: list[list[Head]] = [[] for _ in range(width)]
    leaf = _leaf(source, rows[-1], width) if rows else []
    shifted = bool(rows) and len(rows[-1]) == width - 1
    for place, row in enumerate(rows):
        spread = leaf if place == len(rows) - 1 else None
        if spread is None and _told(row, width):
            spread = _spread(source, row, width)
        if spread is None:
            spread = _aligned(source, row, leaf, width, free=shifted and place > 0)
        for column, head in enumerate(spread):
            if head is not None and (not columns[column] or columns[column][-1] != head):
                columns[column].append(head)
    return columns


def _told(row: Sequence[Cell], width: int) -> bool:
    return max((cell.column + cell.colspan for cell in row), default=0) == width


def _head(source: Source, cell: Cell) -> Head | None:
    text = squeeze(" ".join(source.text(span) for span in cell.spans))
    return Head(text, cell.spans) if text else None


def _spread(source: Source, row: Sequence[Cell], width: int) -> list[Head | None]:
    spread: list[Head | None] = [None] * width
    for cell in row:
        for column in range(cell.column, min(width, cell.column + cell.colspan)):
            spread[column] = _head(source, cell)
    return spread


def _leaf(source: Source, row: Sequence[Cell], width: int) -> list[Head | None]:
    if _told(row, width):
        return _spread(source, row, width)
    if len(row) == width - 1:  # the first column has its head in a row above
        return [None, *(_head(source, cell) for cell in row)]
    return [None] * width


def _aligned(
    source: Source, row: Sequence[Cell], leaf: Sequence[Head | None], width: int, *, free: bool
) -> list[Head | None]:
    """Place the heads of ``row`` above the ``leaf`` heads; ``free``: none is for column 0."""
    spread: list[Head | None] = [None] * width
    above = [_head(source, cell) for cell in row]
    low, high = 1, width
    if not free and above:
        spread[0], above = above[0], above[1:]
    if len(above) > 1 and leaf[-1] is None:
        high -= 1
        spread[high], above = above[-1], above[:-1]
    below = [head.text if head else "" for head in leaf[low:high]]
    starts = [n for n, text in enumerate(below) if text and text == below[0]]
    if len(above) == 1:
        starts = [0]
    if len(above) == len(starts):
        ends = [*starts[1:], high - low]
        for head, start, end in zip(above, starts, ends, strict=True):
            spread[low + start : low + end] = [head] * (end - start)
    return spread


# --- rows -------------------------------------------------------------------------------------


def _rows(source: Source, held: FormField) -> Iterator[tuple[Block, Passage, list[list[Head]]]]:
    rows = [block for block in held.blocks if block.kind is BlockKind.ROW]
    for block in rows:
        heads = [head for head in held.heads if head.table == block.table]
        width = max(
            cell.column + cell.colspan
            for row in rows
            if row.table == block.table
            for cell in row.cells
        )
        if passage := source.passage(block.locator):
            yield block, passage, column_heads(source, heads, width)


def _label(source: Source, passage: Passage, block: Block) -> Fact[str] | None:
    first = block.cells[0]
    if first.column or not first.spans:
        return None
    return Reading.of(source, passage, first.spans).told(cut=":：")


def _cell_text(source: Source, cell: Cell) -> str:
    return " ".join(source.text(span) for span in cell.spans).strip()


def read_timetable(source: Source, form: Form) -> tuple[TimetableRow, ...]:
    """Return the rows of the timetable, each with the quarters that it marks."""
    held = form.fields.get("timetable")
    found = []
    for block, passage, heads in _rows(source, held) if held else ():
        activity = _label(source, passage, block)
        quarters = _quarters(source, heads)
        if activity is None:
            continue
        marked = [
            Fact(quarter, _proofs(source, passage, cell, heads[cell.column]))
            for cell in block.cells[1:]
            if cell.spans and (quarter := quarters.get(cell.column))
        ]
        found.append(TimetableRow(activity, tuple(marked)))
    return tuple(found)


def _quarters(source: Source, heads: Sequence[Sequence[Head]]) -> dict[int, Quarter]:
    """Return the quarter of each column; a year begins where the count of quarters does."""
    time = project_words(source.language).time
    found: dict[int, Quarter] = {}
    year, last = 1, 0
    for column, above in enumerate(heads):
        told = " ".join(head.text for head in above)
        quarter = _number(told, time.head_quarter)
        if quarter is None or not 1 <= quarter <= 4:
            continue
        if quarter <= last:
            year += 1
        last = quarter
        found[column] = Quarter(_number(told, time.head_year) or year, quarter)
    return found


def _number(text: str, words: Phrases) -> int | None:
    match = words.search(text)
    printed = captured(match) if match else None
    if printed is None:
        return None
    return int(printed) if printed.isdigit() else _DIGITS.get(printed)


def _proofs(
    source: Source, passage: Passage, cell: Cell, heads: Sequence[Head]
) -> tuple[Proof, ...]:
    spans = [*cell.spans, *(span for head in heads for span in head.spans)]
    return tuple(source.proof(passage, span) for span in provable(source, passage, spans))


def read_budget_lines(source: Source, form: Form, budget: Amount | None) -> list[BudgetLine]:
    """Return the rows of the budget tables; a table that names no currency is in the budget's."""
    found: list[BudgetLine] = []
    for name, by in (("budget_by_output", "output"), ("budget_by_category", "category")):
        held = form.fields.get(name)
        for block, passage, heads in _rows(source, held) if held else ():
            label = _label(source, passage, block)
            currency, printed = _currency(source, held, block) if held else (None, None)
            currency = currency or (budget.currency if budget else None)
            if label is None or currency is None:
                continue
            cells = tuple(_cells(source, passage, block, heads, currency, printed))
            total = profile(source.language).records.total.fullmatch(plain(label.value))
            found.append(BudgetLine(by, label, cells, is_total=total is not None))
    return found


def _cells(
    source: Source,
    passage: Passage,
    block: Block,
    heads: Sequence[Sequence[Head]],
    currency: str,
    printed: Span | None,
) -> Iterator[BudgetCell]:
    for cell in block.cells[1:]:
        amount = read_cell(_cell_text(source, cell)) if cell.spans else None
        if amount is None:
            continue
        column = tuple(head.text for head in heads[cell.column])
        named = provable(source, passage, (printed,)) if printed else ()
        spans = (*cell.spans, *named)
        yield BudgetCell(column, source.fact(Amount(amount, currency), passage, *spans))


def _currency(source: Source, held: FormField, row: Block) -> tuple[str | None, Span | None]:
    """Return the currency that the heads of a table name, and where."""
    for block in (*held.heads, held.label):
        if block.kind is BlockKind.TABLE_HEADER and block.table != row.table:
            continue
        for span in block.spans:
            if found := find_currency(source.text(span), source.language):
                return found.code, Span(span.start + found.start, span.start + found.end)
    return None, None
