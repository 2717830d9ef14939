"""How long things last, in months: "18 months", "two years", in six languages."""

from __future__ import annotations

import re
from functools import cache

from config.profiles import Numerals, plain
from config.project_words import project_words
from ingest.records.amounts import FoundNumber
from ingest.types import Language

_CLOSE = r"[\s-]{0,3}"


def find_months(text: str, language: Language) -> list[FoundNumber]:
    """Return the durations in ``text`` as months, in order; years count twelve months."""
    simple = plain(text)
    time = project_words(language).time
    found = []
    for match in _pattern(language).finditer(simple):
        number = int(match["digits"]) if match["digits"] else _value(match["word"], language)
        found.append(FoundNumber(number * (1 if match["month"] else 12), *match.span()))
    for months, words in time.fixed.items():
        found += [FoundNumber(int(months), *match.span()) for match in words.finditer(text)]
    found.sort(key=lambda duration: (duration.start, -duration.end))
    return [f for n, f in enumerate(found) if not n or f.start >= found[n - 1].end]


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    time = project_words(language).time
    words = "|".join(re.sub(r"\?P<v\d+>", "?:", source) for source in time.numbers.sources)
    return re.compile(
        rf"(?:(?<![\d.,/])(?P<digits>\d{{1,3}})|\b(?P<word>{_blanks(words)})){_CLOSE}"
        rf"(?:(?P<month>{time.month.pattern.pattern})|(?:{time.year.pattern.pattern}))",
        re.IGNORECASE,
    )


def _blanks(source: str) -> str:
    return plain(source).replace(" ?", r"\s{0,9}").replace(" ", r"\s{1,9}")


def _value(word: str, language: Language) -> int:
    match = project_words(language).time.numbers.fullmatch(word)
    return Numerals.value(match) if match else 0
