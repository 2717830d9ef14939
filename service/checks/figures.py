"""Numbers, dates, symbols and codes: the same in all languages, and easy to get wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from config.claim_words import claim_words
from config.profiles import Numerals, plain, profile
from ingest.types import Language
from service.checks.basis import Basis
from service.checks.counting import numbers_of
from service.support import Text
from service.words import blank

_NEAR_DAY, _NEAR_YEAR = 16, 30  # characters around a date in which others of a range stand
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<![\d.,])\d{1,2}(?![\d%])")


def foreign_code(text: str, basis: Basis) -> bool:
    """Say whether a symbol or a code is named that no cited passage names."""
    return not Text(text, basis.language or "en").codes <= basis.codes


def foreign_number(text: str, basis: Basis) -> bool:
    """Say whether a number is told, in digits or words, that no cited passage tells."""
    language = basis.language or "en"
    # Months are numbers in Chinese; dates are compared by themselves.
    apart = blank(text, [span for _, span in dates(text, language)])
    return not numbers_of(apart, language) <= basis.numbers


# --- dates ------------------------------------------------------------------------------------


class Day(NamedTuple):
    """A date as told; what is not told is None."""

    year: int | None
    month: int
    day: int | None


def foreign_date(text: str, basis: Basis) -> bool:
    """Say whether a date is told that no cited passage tells, in whatever form or language."""
    told = {day for day, _ in dates(text, basis.language or "en")}
    if not told:
        return False
    known = frozenset[Day]().union(*(known_dates(t.text, t.language) for t in basis.texts))
    return not told <= known


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
        around = plain(text)[max(0, start - _NEAR_DAY) : end + _NEAR_DAY]
        days = {told.day, None} | {int(n) for n in _DAY.findall(around) if 0 < int(n) <= 31}
        near = plain(text)[max(0, start - _NEAR_YEAR) : end + _NEAR_YEAR]
        years = {told.year} if told.year else {int(y) for y in _YEAR.findall(near)} or any_years
        found |= {Day(year, told.month, day) for year in {*years, None} for day in days}
    return frozenset(found)
