"""Which rows of its budget tables a question about a project asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.records.types import BudgetLine, Project
from service.facts.asked import Asked
from service.facts.matching import shares
from service.questions import Kind

_NAMED = 0.5  # share of the subject that the row must name
_PART = 0.2  # of two rows that are compared, each names a part of it
_COMPARED = 3  # rows at most


def chosen_lines(asked: Asked, record: Project) -> Iterator[BudgetLine]:
    """Yield the rows that are asked for; none where only the whole is, or nothing."""
    lines = [line for line in record.budget_lines if line.cells and not line.is_total]
    totals = [line for line in record.budget_lines if line.cells and line.is_total]
    if "budget_category" in asked.fields:
        for line in totals:
            if line.by == "category":
                yield _extreme(line, asked)
        return
    if "budget_year" in asked.fields and totals:
        yield from (line for line in totals if line.by == "output")
        return
    first = [line for line in lines if line.by == "output"] or lines
    named = _named(asked, first, record)
    if named:
        yield from named
    elif (asked.most or asked.least) and first:
        yield (max if asked.most else min)(first, key=_whole)


def _named(asked: Asked, lines: Sequence[BudgetLine], record: Project) -> list[BudgetLine]:
    found = shares(asked, [line.label.value for line in lines], record.language)
    best = max(found, default=0.0)
    pairs = list(zip(lines, found, strict=True))
    if asked.most or asked.least or Kind.COMPARISON in asked.question.kinds or best < _NAMED:
        several = [line for line, share in pairs if share >= _PART]
        if 1 < len(several) <= _COMPARED:
            return several
    return [line for line, share in pairs if share == best >= _NAMED]


def _whole(line: BudgetLine) -> float:
    return max(cell.amount.value.amount for cell in line.cells)


def _extreme(line: BudgetLine, asked: Asked) -> BudgetLine:
    """Return a row of totals with the largest or smallest category alone, if that is asked."""
    *cells, _ = line.cells
    held = [cell for cell in cells if cell.amount.value.amount]
    if not held or not (asked.most or asked.least):
        return line
    choose = max if asked.most else min
    return replace(line, cells=(choose(held, key=lambda cell: cell.amount.value.amount),))
