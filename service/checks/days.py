"""The days that a text names, in whatever form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from config.claim_words import claim_words
from config.profiles import Numerals, plain, profile
from ingest.types import Language

_NEAR_DAY, _NEAR_YEAR = 16, 30  # characters around a date in which others of a range stand
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<![\d.,])\d{1,2}(?![\d%])")


class Day(NamedTuple):
    """A date as told; what is not told is None."""

    year: int | None
    month: int
    day: int | None


def dates(text: str, language: Language) -> Iterator[tuple[Day, tuple[int, int]]]:
    """Yield the dates of a text, and where each stands."""
    months = profile(language).dates.months
    simple = plain(text)
    for format_ in (*profile(language).dates.formats, *claim_words(language).day_month):
        for match in format_.pattern.finditer(simple):
            named = months.pattern.fullmatch(match["month"])
            if named is None:
                continue
            parts = match.groupdict()
            year, day = parts.get("year"), parts.get("day")
            month = Numerals.value(named)
            yield Day(int(year) if year else None, month, int(day) if day else None), match.span()
            simple = simple[: match.start()] + " " * len(match.group()) + simple[match.end() :]


@lru_cache(1024)
def known_dates(text: str, language: Language) -> frozenset[Day]:
    """Return the dates of a source in all their shorter forms, ranges opened.

    "From October 7 to 9, 2031" knows October 7, 2031 as well as October 2031.
    """
    found: set[Day] = set()
    any_years = {int(year) for year in _YEAR.findall(plain(text))}
    for told, (start, end) in dates(text, language):
        days = {told.day, None} | days_around(text, start, end)
        near = plain(text)[max(0, start - _NEAR_YEAR) : end + _NEAR_YEAR]
        years = {told.year} if told.year else {int(y) for y in _YEAR.findall(near)} or any_years
        found |= {Day(year, told.month, day) for year in {*years, None} for day in days}
    return frozenset(found)


def days_around(text: str, start: int, end: int) -> set[int]:
    """Return the numbers beside a date that may be days of the same month: "7 to 9 October"."""
    around = plain(text)[max(0, start - _NEAR_DAY) : end + _NEAR_DAY]
    return {int(n) for n in _DAY.findall(around) if 0 < int(n) <= 31}
