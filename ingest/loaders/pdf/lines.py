"""Lines of text from glyphs: by base line, with raised marks, blanks and reading order."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from statistics import median

from ingest.loaders.pdf.order import (
    direction,
    is_rtl,
    mixed_order,
    reading_order,
    runs_on,
    settle_brackets,
)
from ingest.loaders.pdf.shapes import Glyph, Line, Run, Style

_SAME_BASE = 0.16  # of the size: base lines nearer than this are one
_SMALL = 0.8  # of the size: smaller glyphs may be raised or lowered marks
_RAISED_FROM, _RAISED_TO = 0.12, 0.8
_LOWERED_TO = -0.35
_BLANK, _BLANK_WIDE = 0.17, 0.6  # of the size: a gap that is a blank; between CJK characters
_TAB = 0.55  # of the size: a gap that no blank makes
_STRETCHED = 2.5  # of the size: a gap that is no stretched join
_FEW, _SHIFT = 12, 0.6  # glyphs drawn off their line, and how far in sizes
_NOT_LAST = "（《“「『【"  # nor end with these
_NOT_FIRST = "，。、；：）」』”！？》】"  # a Chinese line does not begin with these
_ALONE = 3  # digits of a raised mark that the page put on a line of its own


@dataclass(slots=True)
class _Row:
    """Glyphs on one base line, while lines are being made."""

    y: float
    glyphs: list[Glyph] = field(default_factory=list)
    raised: set[int] = field(default_factory=set)  # ids of glyphs above the base line

    @property
    def size(self) -> float:
        return max(glyph.style.size for glyph in self.glyphs)


def read_lines(glyphs: Iterable[Glyph], page: int, rtl: bool) -> list[Line]:
    """Return the lines of one area of a page from top to bottom.

    ``rtl`` says that the document is written from right to left.
    """
    rows = _rows(glyphs)
    _attach_shifted(rows)
    _attach_small(rows)
    made = (_line(row, page, rtl) for row in rows if row.glyphs)
    return _with_lone_marks([line for line in made if line is not None])


def _with_lone_marks(lines: list[Line]) -> list[Line]:
    """Return the lines with a raised mark that fell to the next line back where it belongs."""
    kept: list[Line] = []
    for line in lines:
        last = kept[-1] if kept else None
        if (
            last is not None
            and line.style.size <= 0.7 * last.style.size
            and len(line.text) <= _ALONE
            and line.text.isdigit()
            and last.y - line.y < 2.2 * last.style.size
        ):
            kept[-1] = replace(last, runs=(*last.runs, Run(line.text, True)))
        else:
            kept.append(line)
    return kept


def _rows(glyphs: Iterable[Glyph]) -> list[_Row]:
    rows: list[_Row] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.y, g.x0)):
        last = rows[-1] if rows else None
        near = _SAME_BASE * min(glyph.style.size, last.glyphs[-1].style.size) if last else 0
        if last is not None and last.y - glyph.y <= near:
            last.glyphs.append(glyph)
        else:
            rows.append(_Row(glyph.y, [glyph]))
    return rows


def _attach_shifted(rows: list[_Row]) -> None:
    """Move Arabic letters drawn off the base line (fonts do so with vowel signs) to their line."""
    for i, row in enumerate(rows):
        if len(row.glyphs) > _FEW or not any(_is_arabic(glyph.text) for glyph in row.glyphs):
            continue
        near = [
            other
            for other in rows[max(i - 1, 0) : i + 2]
            if other is not row
            and len(other.glyphs) > len(row.glyphs)
            and abs(other.y - row.y) < _SHIFT * other.size
        ]
        if near:
            home = min(near, key=lambda other: abs(other.y - row.y))
            home.glyphs.extend(row.glyphs)
            row.glyphs.clear()
    rows[:] = [row for row in rows if row.glyphs]


def _is_arabic(text: str) -> bool:
    return any(direction(char) == "R" or unicodedata.category(char) == "Mn" for char in text)


def _attach_small(rows: list[_Row]) -> None:
    """Move raised and lowered marks to the lines they belong to."""
    sizes = [row.size for row in rows]
    places = [_Places(row.glyphs) for row in rows]
    for i, row in enumerate(rows):
        around = range(max(i - 3, 0), min(i + 4, len(rows)))
        if all(sizes[j] * _SMALL < _smallest(row) for j in around):
            continue
        for glyph in list(row.glyphs):
            homes = [j for j in around if j != i and _is_beside(glyph, rows[j].y, sizes[j])]
            if glyph.text.isspace() or not homes:
                continue
            best = min(homes, key=lambda j: places[j].distance(glyph, sizes[j]))
            if places[best].distance(glyph, sizes[best]) > 1.2 * sizes[best]:
                continue
            row.glyphs.remove(glyph)
            rows[best].glyphs.append(glyph)
            if glyph.y > rows[best].y:
                rows[best].raised.add(id(glyph))
    for row in rows:
        if row.glyphs and all(glyph.text.isspace() for glyph in row.glyphs):
            row.glyphs.clear()


def _smallest(row: _Row) -> float:
    return min(glyph.style.size for glyph in row.glyphs)


def _is_beside(glyph: Glyph, y: float, size: float) -> bool:
    """Return whether a small glyph is raised above or lowered below a line at height ``y``."""
    lift = (glyph.y - y) / size
    return glyph.style.size <= _SMALL * size and (
        _RAISED_FROM <= lift <= _RAISED_TO or _LOWERED_TO <= lift < -0.05
    )


class _Places:
    """Where the large glyphs of a line stand, to find the nearest quickly."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
        self._glyphs = sorted(inked, key=lambda glyph: glyph.x0)
        self._starts = [glyph.x0 for glyph in self._glyphs]

    def distance(self, glyph: Glyph, size: float) -> float:
        """Return how far the nearest glyph of about ``size`` is."""
        at = bisect_right(self._starts, glyph.x0)
        near = self._glyphs[max(at - 3, 0) : at + 3]
        return min(
            (
                max(other.x0 - glyph.x1, glyph.x0 - other.x1, 0.0)
                for other in near
                if glyph.style.size <= _SMALL * other.style.size
            ),
            default=1e9 * size,
        )


def _line(row: _Row, page: int, rtl: bool) -> Line | None:
    inked = [glyph for glyph in row.glyphs if not glyph.text.isspace()]
    if not inked:
        return None
    placed = _with_blanks(_marks_on_letters(sorted(row.glyphs, key=_middle)))
    start = next(i for i, glyph in enumerate(placed) if not glyph.text.isspace())
    while placed[-1].text.isspace():
        placed.pop()
    placed = placed[start:]
    letters = "".join(glyph.text for glyph in placed)
    right_to_left = is_rtl(letters, 0.0 if rtl else 0.5) or (rtl and _hangs_right(letters))
    if right_to_left:
        placed = _whole_marks(placed, row.raised)
        pieces = ["\ufffc" if id(glyph) in row.raised else glyph.text for glyph in placed]
        placed = [placed[i] for i in reading_order(pieces, runs_on(letters))]
    elif any(direction(char) == "R" for char in letters):
        placed = [placed[i] for i in mixed_order([glyph.text for glyph in placed])]
    style = _style(inked, row)
    first, gap = _first_word(placed)
    runs = _runs(placed, row.raised)
    return Line(
        runs=_with_brackets(runs) if right_to_left else runs,
        x0=min(glyph.x0 for glyph in inked),
        x1=max(glyph.x1 for glyph in inked),
        y=row.y,
        style=style,
        page=page,
        rtl=right_to_left,
        first=first,
        gap=gap,
        tab=gap > _TAB * style.size and gap > 1.5 * _usual_blank(placed),
    )


def _whole_marks(placed: list[Glyph], raised: set[int]) -> list[Glyph]:
    """Return the glyphs with those of one raised mark as one, which no number beside it joins."""
    done: list[Glyph] = []
    for glyph in placed:
        if id(glyph) in raised and done and id(done[-1]) in raised:
            last = done.pop()
            glyph = last._replace(text=last.text + glyph.text, x1=glyph.x1)
            raised.add(id(glyph))
        done.append(glyph)
    return done


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2


def _hangs_right(letters: str) -> bool:
    """Return whether a line without Arabic letters is a right-to-left one in such a document."""
    if any(direction(char) == "L" for char in letters):
        return letters[0] in ".,:;!?)؛،؟" or letters[-1] in "("
    return True


def _marks_on_letters(glyphs: list[Glyph]) -> list[Glyph]:
    """Return the glyphs with each vowel sign joined to the letter that it stands over."""
    if not any(_is_mark(glyph) for glyph in glyphs):
        return glyphs
    letters = [glyph for glyph in glyphs if not _is_mark(glyph)]
    for mark in (glyph for glyph in glyphs if _is_mark(glyph)):
        best, overlap = -1, -1e9
        for i, letter in enumerate(letters):
            if direction(letter.text[0]) != "R":
                continue
            shared = min(mark.x1, letter.x1) - max(mark.x0, letter.x0)
            if shared > overlap:
                best, overlap = i, shared
        if best < 0:
            return glyphs
        letters[best] = letters[best]._replace(text=_marked(letters[best].text + mark.text))
    return letters


def _marked(text: str) -> str:
    """Return a letter with its signs in the canonical order of Unicode."""
    return text[0] + "".join(sorted(text[1:], key=unicodedata.combining))


def _is_mark(glyph: Glyph) -> bool:
    return unicodedata.category(glyph.text[0]) == "Mn"


def _with_blanks(glyphs: list[Glyph]) -> list[Glyph]:
    """Return the glyphs with one blank in each gap that is one; drawn blanks count once."""
    kept: list[Glyph] = []
    blank: Glyph | None = None
    drawn = _draws_blanks(glyphs)
    for glyph in glyphs:
        if glyph.text.isspace():
            blank = blank if blank is not None and blank.text != " " else glyph
            continue
        if kept:
            last = kept[-1]
            gap = glyph.x0 - last.x1
            if blank is not None or gap > _blank_width(last, glyph, last.style in drawn):
                text = blank.text if blank is not None else " "
                kept.append(Glyph(text, last.x1, max(glyph.x0, last.x1), last.y, last.style))
        blank = None
        kept.append(glyph)
    return kept


def _draws_blanks(glyphs: Sequence[Glyph]) -> set[Style]:
    """Return the looks of a line in which blanks are drawn between Arabic words, not left out."""
    blanks: Counter[Style] = Counter()
    letters: Counter[Style] = Counter()
    for glyph in glyphs:
        (blanks if glyph.text.isspace() else letters)[glyph.style] += 1
    return {style for style, n in letters.items() if blanks[style] >= 0.1 * n}


def _blank_width(left: Glyph, right: Glyph, drawn: bool) -> float:
    """Return how wide a gap between two glyphs must be to be a blank.

    ``drawn``: the line has blanks of its own. Then gaps between Arabic letters are stretched
    joins, which justify a line.
    """
    size = max(left.style.size, right.style.size)
    if drawn and _is_arabic(left.text) and _is_arabic(right.text):
        return _STRETCHED * size
    wide = is_cjk(left.text[-1]) or is_cjk(right.text[0])
    return (_BLANK_WIDE if wide else _BLANK) * size


def is_cjk(char: str) -> bool:
    """Return whether Chinese is set with ``char``: no blank belongs before or after it."""
    return unicodedata.east_asian_width(char) in "WF" or "\u3000" <= char <= "\u303f"


def _style(inked: list[Glyph], row: _Row) -> Style:
    """Return the size of most glyphs, and whether nearly all are bold or italic."""
    base = [glyph for glyph in inked if id(glyph) not in row.raised] or inked
    sizes: dict[float, float] = {}
    for glyph in base:
        sizes[glyph.style.size] = sizes.get(glyph.style.size, 0) + glyph.x1 - glyph.x0
    size = max(sizes, key=lambda s: sizes[s])
    bold = sum(glyph.style.bold for glyph in base) >= 0.9 * len(base)
    italic = sum(glyph.style.italic for glyph in base) >= 0.9 * len(base)
    return Style(size, bold, italic)


def _first_word(placed: list[Glyph]) -> tuple[float, float]:
    """Return the width of the first word and of the blank after it."""
    word: list[Glyph] = []
    for glyph in placed:
        if glyph.text == " ":
            return _width(word), glyph.x1 - glyph.x0
        if word and _breaks(word[-1].text, glyph.text):
            break
        word.append(glyph)
    return _width(word), 0.0


def _usual_blank(placed: list[Glyph]) -> float:
    """Return the usual width of the blanks after the first: justified lines stretch theirs."""
    blanks = [glyph.x1 - glyph.x0 for glyph in placed if glyph.text == " "][1:]
    return median(blanks) if blanks else 0.0


def _breaks(left: str, right: str) -> bool:
    """Return whether a line may end between two characters: before nearly any Chinese one."""
    return is_cjk(right[0]) and right not in _NOT_FIRST and left not in _NOT_LAST


def _width(word: list[Glyph]) -> float:
    return max(g.x1 for g in word) - min(g.x0 for g in word) if word else 0.0


def _runs(placed: list[Glyph], raised: set[int]) -> tuple[Run, ...]:
    """Return the letters in stretches of raised and not raised ones."""
    return tuple(
        Run("".join(glyph.text for glyph in group), lifted)
        for lifted, group in groupby(placed, key=lambda glyph: id(glyph) in raised)
    )


def _with_brackets(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    settled = settle_brackets("".join(run.text for run in runs))
    done: list[Run] = []
    start = 0
    for run in runs:
        done.append(run._replace(text=settled[start : start + len(run.text)]))
        start += len(run.text)
    return tuple(done)
