"""As much of a passage as a reader needs to see a quote in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_BREAKS = re.compile(r"[\s\u3002\uff1b\uff0c]")
_REACH = 40  # characters within which a break is looked for


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A slice of a passage. ``marks`` are ranges of it; ``before``, ``after``: it was cut there."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    before: bool = False
    after: bool = False


def excerpt(text: str, marks: Sequence[tuple[int, int]], most: int) -> Excerpt:
    """Return at most about ``most`` characters of ``text``, with what ``marks`` span in them.

    The first of ``marks`` is always whole, even where it is longer.
    """
    if len(text) <= most * 1.2:
        return Excerpt(text, tuple(marks))
    first = marks[0] if marks else (0, 0)
    room = max(most - (first[1] - first[0]), 0)
    start = _break_after(text, max(first[0] - room // 2, 0)) if marks else 0
    start = min(start, first[0])
    end = _break_before(text, min(max(start + most, first[1]), len(text)), first[1])
    inside = [(a - start, b - start) for a, b in marks if start <= a and b <= end]
    return Excerpt(text[start:end], tuple(inside), start > 0, end < len(text))


def _break_after(text: str, at: int) -> int:
    if at == 0:
        return 0
    found = _BREAKS.search(text, at, at + _REACH)
    return found.end() if found else at


def _break_before(text: str, at: int, least: int) -> int:
    if at >= len(text):
        return len(text)
    found = [match.start() for match in _BREAKS.finditer(text, max(at - _REACH, least), at)]
    return found[-1] if found else at
