"""Numbers, dates and enumerations as a language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from ingest.types import Language


def day(written: str | None, language: Language) -> str:
    """Return an ISO date, of a day, month or year, in words; empty for None.

    What is no date is returned as it is: a sidecar may say anything.
    """
    if not written:
        return ""
    parts = written.split("-")
    try:
        found = date(*(int(part) for part in (*parts, "1", "1")[:3]))
    except ValueError:
        return written
    if len(parts) == 3:
        return str(format_date(found, "long", locale=language))
    return str(format_skeleton("yMMMM" if len(parts) == 2 else "y", found, locale=language))


def number(value: float, language: Language) -> str:
    """Return a number with its groups of digits, at most one decimal, in European digits."""
    return str(format_decimal(value, "#,##0.#", locale=language))


def enumeration(names: Sequence[str], language: Language) -> str:
    """Return "a, b and c"."""
    return str(format_list(list(names), locale=language)) if names else ""
