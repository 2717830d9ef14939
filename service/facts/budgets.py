"""Which rows of its budget tables a question about a project asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from config.profiles import profile
from ingest.records.types import BudgetLine, Project
from service.facts.asked import Asked
from service.facts.matching import named, shares

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
    columns = _columns(asked, lines, record)
    if columns:
        yield from _cells(asked, lines, columns, record)
        return
    first = [line for line in lines if line.by == "output"] or lines
    rows, beside = _named(asked, first, record), _beside_title(asked, record)
    # Words in the title, too, say which project is meant: its whole budget is asked for.
    if len(rows) == 1 and not any(named(beside, [rows[0].label.value], record.language)):
        rows = []
    rows = rows or _named(beside, first, record)
    if rows:
        yield from rows
    elif (asked.most or asked.least) and first:
        yield (max if asked.most else min)(first, key=_whole)


def _beside_title(asked: Asked, record: Project) -> Asked:
    """Return the question without the words of its subject that say which project is meant."""
    (title,) = named(asked, [record.title.value], record.language)
    return replace(asked, subject=tuple(t for t in asked.subject if t.text not in title))


def _columns(asked: Asked, lines: Sequence[BudgetLine], record: Project) -> frozenset[str]:
    """Return the innermost heads of columns that the subject names best, better than any row."""
    total = profile(record.language).records.total
    named_heads = {cell.column[-1] for line in lines for cell in line.cells if cell.column}
    heads = sorted(head for head in named_heads if not total.fullmatch(head.strip()))
    found = shares(asked, heads, record.language)
    best = max(found, default=0.0)
    rows = shares(asked, [line.label.value for line in lines], record.language)
    if best < _PART or best < max(rows, default=0.0) * _PART:
        return frozenset()
    return frozenset(head for head, share in zip(heads, found, strict=True) if share == best)


def _cells(
    asked: Asked, lines: Sequence[BudgetLine], columns: frozenset[str], record: Project
) -> Iterator[BudgetLine]:
    """Yield the cells under some heads, of the rows that the subject names, else of all."""
    under = [
        replace(line, cells=tuple(c for c in line.cells if c.column and c.column[-1] in columns))
        for line in lines
    ]
    under = [line for line in under if any(cell.amount.value.amount for cell in line.cells)]
    found = shares(asked, [line.label.value for line in under], record.language)
    best = max(found, default=0.0)
    yield from (line for line, share in zip(under, found, strict=True) if share == best)


def _named(asked: Asked, lines: Sequence[BudgetLine], record: Project) -> list[BudgetLine]:
    """Return the row that the subject names, or the rows, each by other words, that it compares."""
    labels = [line.label.value for line in lines]
    found = shares(asked, labels, record.language)
    best = max(found, default=0.0)
    if best == 0:
        return []
    held = named(asked, labels, record.language)
    first = found.index(best)
    others = [n for n, names in enumerate(held) if names - held[first] and found[n] >= _PART]
    compared = sorted({first, *others})
    if best >= _NAMED or 1 < len(compared) <= _COMPARED:
        return [lines[n] for n in compared[:_COMPARED]]
    return []


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
