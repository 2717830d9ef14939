"""Numbers, dates, symbols and codes: the same in all languages, and easy to get wrong."""

from __future__ import annotations

from service.checks.basis import Basis
from service.checks.counting import numbers_of
from service.checks.days import Day, dates, days_around, known_dates
from service.support import Text
from service.words import blank


def foreign_code(text: str, basis: Basis) -> bool:
    """Say whether a symbol or a code is named that no cited passage names."""
    return not Text(text, basis.language or "en").codes <= basis.codes


def foreign_number(text: str, basis: Basis) -> bool:
    """Say whether a number is told, in digits or words, that no cited passage tells.

    Those of dates are compared as dates, and so are days beside one: "from 7 to 9 October".
    """
    language = basis.language or "en"
    told = list(dates(text, language))
    foreign = numbers_of(blank(text, [span for _, span in told]), language) - basis.numbers
    if not foreign:
        return False
    known = _known(basis)
    beside = {
        str(day)
        for date, (start, end) in told
        for day in days_around(text, start, end)
        if Day(date.year, date.month, day) in known
    }
    return not foreign <= beside


def foreign_date(text: str, basis: Basis) -> bool:
    """Say whether a date is told that no cited passage tells, in whatever form or language."""
    told = {day for day, _ in dates(text, basis.language or "en")}
    return bool(told) and not told <= _known(basis)


def _known(basis: Basis) -> frozenset[Day]:
    return frozenset[Day]().union(*(known_dates(t.text, t.language) for t in basis.texts))
