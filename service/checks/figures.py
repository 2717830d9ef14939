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
from service.messages import messages
from service.questions import code_spans
from service.references import ordinals
from service.support import Text
from service.words import Vocabulary, blank, numbers, search_key, words

_NEAR_DAY, _NEAR_YEAR = 16, 30  # characters around a date in which others of a range stand
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<![\d.,])\d{1,2}(?![\d%])")
_CLAUSE = re.compile(r"[;；؛。:：()（）\n،，、]|,(?=\s)|\.(?=\s|$)")
_DIGITS = re.compile(r"\d+(?:[ .,]\d{3})*(?:[.,]\d+)?")


def foreign_code(text: str, basis: Basis) -> bool:
    """Say whether a symbol or a code is named that no cited passage names."""
    return not Text(text, basis.language or "en").codes <= basis.codes


def foreign_number(text: str, basis: Basis) -> bool:
    """Say whether a number is told, in digits or words, that no cited passage tells."""
    return not numbers_of(text, basis.language or "en") <= basis.numbers


def numbers_of(text: str, language: Language) -> frozenset[str]:
    """Return the numbers of a text; "one" in words is no number but an article."""
    plainly = blank(text, code_spans(text))
    counted = {str(value) for value, _ in ordinals(plainly, language)}
    written = messages(language).numbers.find(plainly, least=2)
    return frozenset(counted | numbers(plainly) | written)


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


# --- what a number belongs to -------------------------------------------------------------------


class Placed(NamedTuple):
    """A number, and the words that stand nearer to it than to any other number."""

    number: str
    beside: frozenset[str]


def is_swapped(text: str, basis: Basis) -> bool:
    """Say whether a number is told of what the passage tells another number of.

    The words beside a number share none with any clause of the source that holds it, and some
    with one that holds another number. Where languages differ words cannot be compared.
    """
    if basis.language is None or basis.is_foreign:
        return False
    clauses = [clause for t in basis.texts for clause in _clauses(t.text, t.language)]
    for number, beside in _placed(text, basis.language):
        own = [clause for clause in clauses if number in clause.numbers]
        if not own or not beside:
            continue
        others = [clause for clause in clauses if clause.numbers and number not in clause.numbers]
        common = {word for word in beside if sum(_holds(c, word) for c in clauses) > 2}
        telling = beside - common
        if any(_holds(clause, word) for clause in own for word in telling):
            continue
        if any(_holds(clause, word) for clause in others for word in telling):
            return True
    return False


class _Clause(NamedTuple):
    numbers: frozenset[str]
    words: Vocabulary


@lru_cache(512)
def _clauses(text: str, language: Language) -> tuple[_Clause, ...]:
    pieces = (piece for piece in _CLAUSE.split(text) if piece.strip())
    return tuple(_Clause(numbers_of(p, language), Vocabulary(p, language)) for p in pieces)


def _holds(clause: _Clause, word: str) -> bool:
    return clause.words.holds(word, 3)


def _placed(text: str, language: Language) -> Iterator[Placed]:
    """Yield each number in digits with the words nearest to it in its clause."""
    stop = _empty(language)
    for clause in _CLAUSE.split(blank(text, code_spans(text))):
        found = list(_DIGITS.finditer(search_key(clause)))
        key = search_key(clause)
        for place, match in enumerate(found):
            start = (found[place - 1].end() + match.start()) // 2 if place else 0
            last = place + 1 == len(found)
            end = len(key) if last else (match.end() + found[place + 1].start()) // 2
            beside = {w for w in words(key[start:end]) if w not in stop and not w[0].isdigit()}
            beside = {w for w in beside if len(w) > 2 or not w.isascii()}
            told = numbers(match.group())
            if len(told) == 1:
                yield Placed(told.pop(), frozenset(beside))


@lru_cache(8)
def _empty(language: Language) -> frozenset[str]:
    found: set[str] = set()
    for word in profile(language).vocabulary.stop:
        found.update(words(word))
    return frozenset(found)
