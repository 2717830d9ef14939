"""What the charts of the page show, as numbers in the units of the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.intervals import interval
from evaluation.parity import Parity
from evaluation.report import by_language, values_of
from evaluation.sheet import LESS, Row, Sheet
from ingest.types import LANGUAGES

_BINS = 8
_LEAST_IN_BIN = 5  # questions: of fewer a share says nothing
_STEPS = (1, 2, 5)  # axes are marked at these times a power of ten


@dataclass(frozen=True, slots=True)
class Bar:
    """The mean of a measure in a language with its interval, all from 0 to 1."""

    name: str
    mean: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure in each language and, last, in all."""

    title: str
    note: str
    less: bool  # fewer is better
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose best passage scored between ``low`` and ``high``.

    ``answerable`` and ``answered`` are shares of them, ``right`` of those answered (None: none).
    """

    low: float
    high: float
    count: int
    answerable: float
    answered: float
    right: float | None


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds a question, and how they add up: points (milliseconds, share so quick)."""

    p50: float
    p95: float
    most: float  # where the axis ends
    ticks: tuple[float, ...]
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """The parity of two languages, None where no question was asked in both."""

    value: float | None


PANELS = {
    "hit@10": "a passage that answers is among the first ten",
    "nDCG@10": "order of the first ten, graded",
    "recall@100": "share of the passages that answer, among the first hundred",
    "right": "right value with a right citation, or a refusal that is due",
    "citation_precision": "share of the cited passages that answer",
    "citation_recall": "share of the passages that answer that are cited",
    "false_answers": "answered, though the documents do not say",
    "false_refusals": "refused, though the documents do say",
}


def panels(sheet: Sheet) -> list[Panel]:
    """Return the panels of what was measured."""
    found = []
    for measure, note in PANELS.items():
        bars = tuple(_bars(sheet, measure))
        if bars:
            found.append(Panel(measure.replace("_", " "), note, measure in LESS, bars))
    return found


def _bars(sheet: Sheet, measure: str) -> list[Bar]:
    bars = []
    for name, rows in by_language(sheet.rows).items():
        if each := interval(values_of(rows, measure)):
            bars.append(Bar(name, each.mean, each.low, each.high, each.count))
    return bars


def reliability(sheet: Sheet) -> list[Bin]:
    """Return how answering goes with the score of the best passage, in bins of like size."""
    rows = [row for row in sheet.rows if row.answered is not None]
    if len(rows) < _BINS * _LEAST_IN_BIN:
        return []
    ordered = sorted(rows, key=lambda row: (row.best_score, row.id))
    return [_bin(chunk.tolist()) for chunk in np.array_split(np.array(ordered, object), _BINS)]


def _bin(rows: Sequence[Row]) -> Bin:
    answered = [row for row in rows if row.answered]
    right = sum(row.measures.get("right", 0.0) for row in answered)
    return Bin(
        low=rows[0].best_score,
        high=rows[-1].best_score,
        count=len(rows),
        answerable=sum(row.answerable for row in rows) / len(rows),
        answered=len(answered) / len(rows),
        right=right / len(answered) if answered else None,
    )


def latency(sheet: Sheet) -> Latency | None:
    """Return the times of the questions; None where none was taken."""
    times = np.sort(np.array([row.milliseconds for row in sheet.rows if row.milliseconds > 0]))
    if not len(times):
        return None
    most = float(np.percentile(times, 99)) * 1.05
    shares = np.arange(1, len(times) + 1) / len(times)
    points = [(0.0, 0.0), *((float(t), float(s)) for t, s in zip(times, shares, strict=True))]
    return Latency(
        p50=float(np.percentile(times, 50)),
        p95=float(np.percentile(times, 95)),
        most=most,
        ticks=_ticks(most),
        points=tuple(point for point in points if point[0] <= most),
    )


def _ticks(most: float) -> tuple[float, ...]:
    """Return some four or five round numbers from 0 to ``most``."""
    power = 10.0 ** np.floor(np.log10(most))
    step = next(
        size
        for factor in (0.1, 1)
        for size in (s * factor * power for s in _STEPS)
        if most / size <= 5
    )
    return tuple(float(tick) for tick in np.arange(0, most, step))


def parity_table(found: Parity) -> list[tuple[str, list[Cell]]]:
    """Return the overlap of each language with each, a row a language."""
    asked = [name for name in LANGUAGES if any(name in pair for pair in found.pairs)]
    both = found.pairs | {(second, first): value for (first, second), value in found.pairs.items()}
    return [(one, [Cell(both.get((one, other))) for other in asked]) for one in asked]
