"""Running heads and page numbers: lines at the edge of pages that repeat or count them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.loaders.pdf.footnotes import marks_of, note_label
from ingest.loaders.pdf.shapes import Line, Page

_DEPTH = 4  # lines from the edge of a page that can be a running head
_TOP, _BOTTOM = 0.80, 0.12  # of the height of the page: where the text has surely begun
_NUMBER = re.compile(r"\d+")
_NEAR = 2.6  # of the size: lines of one running head stand together
_PARAGRAPH = re.compile(r"\(?\d{1,3}[.)]\s+\w")
_SHORT = 40  # letters of a line that only counts pages
_ROMAN = re.compile(r"[ivxlc]{1,7}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What is not text on one page, and the number printed there, if any."""

    lines: frozenset[int]  # positions among the lines of the page
    number: str | None = None


def find_furniture(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[Furniture]:
    """Return the running heads and page numbers of each page."""
    edges = [_edges(page, found) for page, found in zip(pages, lines, strict=True)]
    counts: Counter[str] = Counter()
    often = max(2, len(pages) // 2)  # at the bottom: notes may repeat, too
    for found, (top, bottom) in zip(lines, edges, strict=True):
        counts.update({_key(found[i], at) for at, run in ((0, top), (1, bottom)) for i in run})
    opening = {_plain(line.text) for line in lines[0]} if lines else set()
    return [
        _of_page(page, found, edge, counts, opening, often)
        for page, found, edge in zip(pages, lines, edges, strict=True)
    ]


def _edges(page: Page, lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """Return the positions of the first and the last lines, from the edge inwards."""
    top = [i for i in range(min(_DEPTH, len(lines))) if lines[i].y > _TOP * page.height]
    last = range(len(lines) - 1, max(len(lines) - 1 - _DEPTH, -1), -1)
    bottom = [i for i in last if lines[i].y < _BOTTOM * page.height and i not in top]
    return top, bottom


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _key(line: Line, edge: int) -> str:
    """Return what is the same on all pages: the words, and roughly the place."""
    text = _plain(line.text)
    text = "#" if _ROMAN.fullmatch(text) else _NUMBER.sub("#", text)
    return f"{edge}:{round(line.style.size)}:{text}"


def _of_page(
    page: Page,
    lines: Sequence[Line],
    edges: tuple[list[int], list[int]],
    counts: Counter[str],
    opening: set[str],
    often: int,
) -> Furniture:
    dropped: set[int] = set()
    number: str | None = None
    for edge, run in enumerate(edges):
        found: list[int] = []
        for i in run:
            line = lines[i]
            if len(line.text) > 200:
                break
            if counts[_key(line, edge)] < (often if edge else 2) and not _is_single(
                page, line, opening, found
            ):
                break
            if _is_text(line):
                break
            if found and abs(lines[found[-1]].y - line.y) > _NEAR * line.style.size:
                break
            found.append(i)
        if edge == 0 and page.number == 1 and not any(_counts(page, lines[i]) for i in found):
            found = []  # what the first page has in common with others is its title
        if edge == 1 and found:
            notes = _notes(lines)
            found = [i for i in found if i not in notes] if _apart(lines, found[-1]) else []
        for i in found:
            counted = _number(page, lines[i], counts[_key(lines[i], edge)])
            number = number or counted
        dropped.update(found)
    return Furniture(frozenset(dropped), number)


def _apart(lines: Sequence[Line], i: int) -> bool:
    """Return whether a line at the bottom is set off from the one above it."""
    return i == 0 or lines[i - 1].y - lines[i].y > 1.7 * max(
        lines[i].style.size, lines[i - 1].style.size
    )


def _notes(lines: Sequence[Line]) -> set[int]:
    """Return the positions of the lines of footnotes: they, too, may be alike on two pages."""
    marks = {mark for line in lines for mark in marks_of(line)}
    first = next(
        (i for i, line in enumerate(lines) if note_label(line) in marks and i > len(lines) // 2),
        len(lines),
    )
    size = lines[first].style.size if first < len(lines) else 0.0
    return {
        i
        for i in range(first, len(lines))
        if abs(lines[i].style.size - size) < 0.3 and not lines[i].text.strip().isdigit()
    }


def _is_single(page: Page, line: Line, opening: set[str], found: list[int]) -> bool:
    """Return whether a line that stands on one page only is a running head nevertheless."""
    if page.number == 1:
        return _plain(line.text).strip("-–—") == "1"
    if _plain(line.text) in opening and len(line.text) <= _SHORT:
        return True
    if _counts(page, line):
        letters = sum(char.isalpha() for char in line.text)
        return not letters or bool(found)
    return bool(found) and len(line.text) <= _SHORT and bool(_NUMBER.search(line.text))


def _counts(page: Page, line: Line) -> bool:
    """Return whether the line gives the number of its page."""
    if len(line.text) > _SHORT:
        return False
    return str(page.number) in _NUMBER.findall(line.text) or line.text.strip() == page.label


def _is_text(line: Line) -> bool:
    """Return whether a repeated line is the beginning of a paragraph ("1. ...")."""
    return bool(_PARAGRAPH.match(line.text))


def _number(page: Page, line: Line, repeated: int) -> str | None:
    """Return the page number that a running head prints."""
    numbers = _NUMBER.findall(line.text)
    if str(page.number) in numbers and len(numbers) == 1:
        return str(page.number)
    if len(numbers) == 1 and (repeated >= 2 or len(line.text) <= _SHORT) and "/" not in line.text:
        return str(numbers[0])
    text = line.text.strip()
    return text if _ROMAN.fullmatch(text) else None
