"""Money and percentages as documents print them, in six languages, as numbers."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from config.profiles import plain
from config.project_words import project_words
from ingest.records.types import Amount
from ingest.types import Language

_GROUPS = r"(?P<SEP>[ .,'])\d{3}(?:(?P=SEP)\d{3})*(?:[.,]\d{1,2})?(?!\d)"
_NUMBER = rf"(?<![\d.,])\d{{1,3}}(?:{_GROUPS}|\d*(?:[.,]\d{{1,3}})?)"
_GROUPED = re.compile(r"\d{1,3}([ .,'])\d{3}(?:\1\d{3})*(?:[.,](\d{1,2}))?\Z")
_SIMPLE = re.compile(r"\d+(?:[.,]\d{1,3})?\Z")
_DASH = re.compile(r"-{1,3}\Z")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s?[%٪％]|[%٪％]\s?(\d{1,3})(?!\d)")


class FoundAmount(NamedTuple):
    """An amount with its currency, and where both stand in the text that was searched."""

    value: Amount
    start: int
    end: int


class FoundNumber(NamedTuple):
    """A number that words or digits tell, and where it stands in the text that was searched."""

    value: float
    start: int
    end: int


class FoundCurrency(NamedTuple):
    """A currency by its ISO 4217 code, and where it is named."""

    code: str
    start: int
    end: int


def read_number(printed: str) -> int | float | None:
    """Return the number that ``printed`` is, thousands grouped or not; None for anything else.

    A point or comma before three digits groups thousands, before one or two it is decimal.
    """
    text = plain(printed).strip()
    if match := _GROUPED.match(text):
        whole = text[: match.start(2) - 1] if match[2] else text
        digits = re.sub(r"\D", "", whole)
        return float(f"{digits}.{match[2]}") if match[2] else int(digits)
    if _SIMPLE.match(text):
        number = float(text.replace(",", "."))
        return int(number) if number.is_integer() else number
    return None


def read_cell(printed: str) -> int | float | None:
    """Return the number in a cell of a table of money: a dash is 0, an empty cell None."""
    text = plain(printed).strip()
    return 0 if _DASH.match(text) else read_number(text)


def find_amounts(text: str, language: Language) -> list[FoundAmount]:
    """Return the amounts with a currency in ``text``, in order."""
    simple = plain(text)
    found = []
    for match in _pattern(language).finditer(simple):
        group = match.groupdict()
        number = read_number(group["n1"] or group["n2"])
        code = _code(group["before"] or group["after"], language)
        if number is None or code is None:
            continue
        scale = group["s1"] or group["s2"]
        value = number * _scale(scale, language) if scale else number
        value = int(value) if float(value).is_integer() else value
        found.append(FoundAmount(Amount(value, code), match.start(), match.end()))
    return found


def find_currency(text: str, language: Language) -> FoundCurrency | None:
    """Return the first currency that ``text`` names."""
    found = [
        FoundCurrency(code, match.start(), match.end())
        for code, words in project_words(language).money.currencies.items()
        if (match := words.search(text))
    ]
    return min(found, key=lambda currency: currency.start, default=None)


def find_percentages(text: str, language: Language) -> list[FoundNumber]:
    """Return the percentages in ``text``, in order, as printed: 60 for "60%"."""
    simple = plain(text)
    words = project_words(language).form.percent.pattern.pattern
    in_words = re.compile(rf"(?<![\d.,])(\d{{1,3}}(?:[.,]\d{{1,2}})?)\s(?:{words})", re.IGNORECASE)
    found = [
        FoundNumber(float((m[1] or m[m.lastindex or 1]).replace(",", ".")), m.start(), m.end())
        for pattern in (_PERCENT, in_words)
        for m in pattern.finditer(simple)
    ]
    return sorted(found, key=lambda percentage: percentage.start)


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    money = project_words(language).money
    codes = "|".join(f"(?:{words.pattern.pattern})" for words in money.currencies.values())
    scales = "|".join(f"(?:{words.pattern.pattern})" for words in money.scales.values())
    before = (
        rf"(?<![A-Za-z])(?P<before>{codes})\s{{0,3}}(?P<n1>{_NUMBER.replace('SEP', 'b')})"
        rf"(?:\s{{0,3}}(?P<s1>{scales}))?"
    )
    after = (
        rf"(?P<n2>{_NUMBER.replace('SEP', 'a')})(?:\s{{0,3}}(?P<s2>{scales}))?"
        rf"\s{{0,3}}(?P<after>{codes})"
    )
    return re.compile(rf"{before}|{after}", re.IGNORECASE)


def _code(printed: str, language: Language) -> str | None:
    currencies = project_words(language).money.currencies
    return next((code for code, words in currencies.items() if words.fullmatch(printed)), None)


def _scale(printed: str, language: Language) -> int:
    scales = project_words(language).money.scales
    return next((int(value) for value, words in scales.items() if words.fullmatch(printed)), 1)
