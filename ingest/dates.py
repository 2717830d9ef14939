"""Dates as documents write them, in six languages."""

from __future__ import annotations

import re

from config.profiles import Numerals, plain, profile
from ingest.types import Language

_ISO_LIKE = re.compile(r"((?:19|20)\d\d)\s?[-./年\s]\s?(\d{1,2})\s?[-./月\s]\s?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)")


def find_date(text: str, language: Language) -> str | None:
    """Return the first date in ``text`` as ISO 8601, shortened if no day is told."""
    dates = profile(language).dates
    simple = plain(text)
    for format_ in dates.formats:
        if match := format_.pattern.search(simple):
            month = dates.months.pattern.fullmatch(match["month"])
            day = match.groupdict().get("day")
            return _iso(match["year"], Numerals.value(month) if month else 0, int(day or 0))
    if match := _ISO_LIKE.search(simple):
        return _iso(match[1], int(match[2]), int(match[3]))
    if match := _DAY_FIRST.search(simple):
        return _iso(match[3], int(match[2]), int(match[1]))
    return None


def _iso(year: str, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return year
    return f"{year}-{month:02}-{day:02}" if 1 <= day <= 31 else f"{year}-{month:02}"
