"""What stands on a page: glyphs, lines of text, ruled lines, and the limits that bound them.

Lengths are points; x grows to the right and y upwards, from the lower left corner of the page as
it is displayed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

MAX_PAGES = 5_000
MAX_GLYPHS = 4_000_000
MAX_GLYPHS_PER_PAGE = 60_000
MAX_OBJECTS_PER_PAGE = 100_000
MAX_STROKES_PER_PAGE = 6_000
MAX_FILLS_PER_PAGE = 1_000
"""A real report of 350 pages has one million glyphs; above these a file is refused or cut."""


class Box(NamedTuple):
    """A rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


class Style(NamedTuple):
    """How glyphs look. ``size`` is the height of the font as displayed."""

    size: float
    bold: bool = False
    italic: bool = False


class Glyph(NamedTuple):
    """One drawn shape and the letters it stands for (a ligature has several, in reading order)."""

    text: str
    x0: float
    x1: float
    y: float  # of the base line
    style: Style


class Stroke(NamedTuple):
    """A ruled line, horizontal (``y0 == y1``) or vertical (``x0 == x1``)."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page as drawn; ``number`` counts from 1, ``label`` is what is printed on it."""

    number: int
    label: str | None
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...]
    fills: tuple[Box, ...]
    unmapped: int = 0  # glyphs whose letters the file does not tell
    turned: tuple[str, ...] = ()  # words set at an angle, line by line
    damaged: bool = False  # it could not be read


class Run(NamedTuple):
    """Letters of a line in reading order. ``raised``: small and above the base line.

    ``note`` is set where they are a mark that refers to a footnote.
    """

    text: str
    raised: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; ``runs`` are in reading order, ``gap`` is the blank after the first word.

    ``first`` is the width of the first word, ``gap`` that of the blank after it, in points.
    """

    runs: tuple[Run, ...]
    x0: float
    x1: float
    y: float
    style: Style
    page: int
    rtl: bool = False
    gap: float = 0.0
    first: float = 0.0
    tab: bool = False  # the gap after the first word is wider than a blank

    @property
    def text(self) -> str:
        """All letters, with the raised ones."""
        return "".join(run.text for run in self.runs)

    @property
    def top(self) -> float:
        """Upper edge, roughly."""
        return self.y + 0.8 * self.style.size
