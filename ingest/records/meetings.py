"""Where a text prints a date, a body or the number of a session, and what it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from config.profiles import plain, profile
from ingest.dates import find_date
from ingest.types import Language

_AROUND = 60  # characters from the word for a session to its number
_FIGURES = re.compile(r"\d{1,4}[-./年][\d\s./年月日-]{3,9}\d日?")


class FoundText(NamedTuple):
    """A normalised value, and where it is printed in the text that was searched."""

    value: str
    start: int
    end: int


class FoundSession(NamedTuple):
    """The number of a session, and where it is printed with the word for a session."""

    value: int
    start: int
    end: int


def locate_date(text: str, language: Language) -> FoundText | None:
    """Return the first date in ``text`` as ISO 8601, as ``find_date`` reads it."""
    simple = plain(text)
    patterns = (*(words.pattern for words in profile(language).dates.formats), _FIGURES)
    for pattern in patterns:
        if (match := pattern.search(simple)) and (iso := find_date(match[0], language)):
            return FoundText(iso, *match.span())
    return None


def find_body(text: str, language: Language) -> FoundText | None:
    """Return the code of the body that ``text`` names; the longest name wins."""
    found = [
        FoundText(code, *match.span())
        for code, names in profile(language).bodies.items()
        for match in names.finditer(text)
        if text[match.end() : match.end() + 1] != "/"  # of a symbol
    ]
    return max(found, key=lambda body: body.end - body.start, default=None)


def find_session(text: str, language: Language) -> FoundSession | None:
    """Return the first session with a number in ``text``, in words or digits."""
    words = profile(language)
    for match in words.references.session.finditer(text):
        low, high = max(0, match.start() - _AROUND), min(len(text), match.end() + _AROUND)
        for start, end in ((low, match.end()), (match.start(), high), (low, high)):
            value = words.ordinals.find(text[start:end])
            if value:
                return FoundSession(value, *_shrunk(text, start, end, value, language))
    return None


def _shrunk(text: str, start: int, end: int, value: int, language: Language) -> tuple[int, int]:
    """Return the shortest slice at word borders that still tells ``value``."""
    ordinals = profile(language).ordinals
    session = profile(language).references.session
    borders = [m.start() + start for m in re.finditer(r"\b\w", text[start:end])] or [start]
    if language == "zh":
        borders = list(range(start, end))

    def tells(low: int, high: int) -> bool:
        part = text[low:high]
        return ordinals.find(part) == value and session.search(part) is not None

    for low in borders:
        if tells(low, end):
            start = low
    ends = [m.end() + start for m in re.finditer(r"\w\b", text[start:end])]
    if language == "zh":
        ends = list(range(start + 1, end + 1))
    for high in reversed(ends):
        if tells(start, high):
            end = high
    return start, end
