"""What is embedded of a passage: windows of its text, each behind a line that names its subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Protocol

from ingest.typography import fold

_CONTEXT_CHARS = 240
_PART_CHARS = 120  # of one heading or title
_LONGEST_HEADING = 1000
_FOLDS_AWAY = 3  # a text is at most so many times as long as another that is folded alike

_fold = lru_cache(4096)(fold)  # passages of a document share their titles and headings

# Where a window may end, best first. Chinese puts no blank after a full stop, and Arabic has a
# question mark of its own.
_BOUNDARIES = (
    re.compile(r"\n"),
    re.compile(r"[.!?;]\s+|[。！？；]\s*|[؟؛]\s*"),
    re.compile(r"\s+|[，、]"),
)


class Described(Protocol):
    """What is known of a passage, as far as its context needs it."""

    @property
    def text(self) -> str:
        """See Passage.text."""
        ...

    @property
    def section(self) -> tuple[str, ...]:
        """See Passage.section."""
        ...

    @property
    def context(self) -> tuple[str, ...]:
        """See Passage.context."""
        ...


def embedded_texts(text: str, context: Iterable[str], window_chars: int) -> list[str]:
    """Return the texts to embed, at least one: ``context`` in a line, then a window of ``text``."""
    line = context_line(context)
    windows = [text[start:end] for start, end in cut(text, window_chars)] or [""]
    return [f"{line}\n{window}" if line else window for window in windows]


def context_line(context: Iterable[str]) -> str:
    """Return what ``context_of`` gave as one line, clipped; "" if nothing is known."""
    return _clip(" | ".join(_clip(part, _PART_CHARS) for part in context), _CONTEXT_CHARS)


def context_of(passage: Described, title: str) -> list[str]:
    """Return what a passage is about, outermost first: title, headings, record, column names.

    Each is named once, however it is typed, and not when it is the passage itself.
    """
    found: dict[str, str] = {}
    for part in (title, *passage.section, *passage.context):
        found.setdefault(_fold(part), part)
    longest = max(map(len, found.values()), default=0)
    if len(passage.text) <= min(_LONGEST_HEADING, _FOLDS_AWAY * longest):
        found.pop(_fold(passage.text), None)
    found.pop("", None)
    return list(found.values())


def cut(text: str, window_chars: int) -> Iterator[tuple[int, int]]:
    """Yield half-open spans that cover ``text`` from left to right without overlap.

    Each has at most ``window_chars`` characters. A text that is a little too long for one window
    is cut in the middle rather than near its end.
    """
    start = 0
    while (left := len(text) - start) > window_chars:
        count = -(-left // window_chars)
        aim = start + left // count
        end = _boundary(text, start + window_chars // 4, aim, start + window_chars)
        yield start, end
        start = end
    if left:
        yield start, len(text)


def _boundary(text: str, first: int, aim: int, last: int) -> int:
    """Return the place nearest to ``aim`` where a line, sentence or word ends; else ``last``."""
    for pattern in _BOUNDARIES:
        ends = [match.end() for match in pattern.finditer(text, first, last)]
        if ends:
            return min(ends, key=lambda end: (abs(end - aim), end))
    return last


def _clip(text: str, chars: int) -> str:
    return text if len(text) <= chars else text[:chars].rsplit(" ", 1)[0]
