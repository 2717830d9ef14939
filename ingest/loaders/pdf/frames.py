"""How the lines of a document are set: margins, usual size, distance between lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.loaders.pdf.shapes import Line

_OVERSHOOT = 60.0  # points: a long word that could not be broken
_PITCH = 1.22  # of the size, where a document does not show its own


@dataclass(frozen=True, slots=True)
class Frame:
    """The column in which lines are set; ``rtl``: lines begin at the right."""

    x0: float
    x1: float
    rtl: bool = False

    def start(self, line: Line) -> float:
        """Return how far the line begins from the margin where lines begin."""
        return self.x1 - line.x1 if self.rtl else line.x0 - self.x0

    def room(self, line: Line) -> float:
        """Return how much of the column is left after the line."""
        return line.x0 - self.x0 if self.rtl else self.x1 - line.x1

    @property
    def width(self) -> float:
        """Width of the column."""
        return self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Setting:
    """What is usual in a document: size of the text, and line distances by size."""

    size: float
    rtl: bool
    pitches: dict[float, float] = field(default_factory=dict)
    usual: float = _PITCH

    def pitch(self, size: float) -> float:
        """Return the usual distance of two lines of one paragraph, in points."""
        return self.pitches.get(round(size), self.usual * size)


def measure(pages: Iterable[Sequence[Line]], rtl: bool) -> Setting:
    """Return what is usual, from the lines of all pages (in order, page by page)."""
    letters: Counter[float] = Counter()
    gaps: dict[int, Counter[float]] = {}
    ratios: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            letters[line.style.size] += len(line.text)
        for one, two in pairwise(lines):
            size = one.style.size
            gap = one.y - two.y
            if abs(size - two.style.size) < 0.3 and 0.9 * size < gap < 2.6 * size:
                gaps.setdefault(round(size), Counter())[round(gap * 2) / 2] += 1
                ratios[round(gap / size, 1)] += 1
    size = letters.most_common(1)[0][0] if letters else 11.0
    usual = ratios.most_common(1)[0][0] if ratios else _PITCH
    pitches = {
        float(size): _pitch(counted) for size, counted in gaps.items() if counted.total() >= 8
    }
    return Setting(size, rtl, pitches, usual)


def _pitch(counted: Counter[float]) -> float:
    """Return the smallest distance that is common: larger ones stand between paragraphs."""
    common = [gap for gap, n in counted.items() if n >= 0.15 * counted.total()]
    return min(common) if common else counted.most_common(1)[0][0]


def body_frame(lines: Sequence[Line], width: float, rtl: bool) -> Frame:
    """Return the column that most lines keep to; ``width`` is that of the page."""
    if not lines:
        return Frame(0.1 * width, 0.9 * width, rtl)
    left = _edge([-line.x0 for line in lines])
    hanging = "，。、；：）」』”！？"
    right = _edge([line.x1 for line in lines if _last_letter(line) not in hanging])
    return Frame(-left, max(right, -left + 1), rtl)


def _last_letter(line: Line) -> str:
    """Return the last letter on the base line."""
    return next((run.text[-1] for run in reversed(line.runs) if not run.raised), "")


def _edge(places: list[float]) -> float:
    """Return the outermost place that two lines reach; one alone may stand a little further out."""
    outer = sorted(places, reverse=True)
    for one, two in pairwise(outer):
        if one - two <= 4.0 and outer[0] - one <= _OVERSHOOT:
            return one
    return outer[0] if outer else 0.0
