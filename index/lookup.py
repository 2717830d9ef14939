"""What a question names outright: documents, paragraphs, recommendations and annexes.

All six languages are tried whatever the question's: people paste references. The words are in
``config/languages/references/``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.selection import spelling
from index.words import load_words
from ingest.symbols import find_symbols
from ingest.types import LANGUAGES, Language
from ingest.typography import fold, strip_accents

_LONGEST_RANGE = 20
_ROMAN: tuple[str, ...] = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMAN += tuple(f"X{numeral}" for numeral in _ROMAN[1:])
_NOUNS = ("paragraph", "recommendation", "annex")


@dataclass(frozen=True, slots=True)
class References:
    """What a question names; every field may be empty.

    ``symbols`` are compared spellings of document keys, ``paragraphs`` and ``recommendations``
    printed numbers, ``annexes`` Roman numbers in capitals.
    """

    symbols: frozenset[str] = frozenset()
    paragraphs: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()

    @property
    def records(self) -> tuple[str, ...]:
        """The recommendations as locators name them: "rec-5"."""
        return tuple(f"rec-{number}" for number in self.recommendations)


def find_references(text: str) -> References:
    """Return what ``text`` names, in the order in which it does."""
    symbols = find_symbols(text)
    rest = list(text)
    for symbol in symbols:  # the numbers of a symbol are not those of a paragraph
        rest[symbol.start : symbol.end] = " " * (symbol.end - symbol.start)
    tens, values = _chinese_tens()
    folded = strip_accents(fold("".join(rest)))
    folded = tens.sub(lambda m: str(10 * values.get(m[1], 1) + values.get(m[2], 0)), folded)
    found: dict[str, list[str]] = {noun: [] for noun in _NOUNS}
    for language in LANGUAGES:
        for noun in _NOUNS:
            for pattern in _patterns(language, noun):
                for match in pattern.finditer(folded):
                    found[noun] += _numbers(match[1], noun, language)
    return References(
        frozenset(spelling(symbol.key) for symbol in symbols),
        *(tuple(dict.fromkeys(found[noun])) for noun in _NOUNS),
    )


@cache
def _patterns(language: Language, noun: str) -> tuple[re.Pattern[str], ...]:
    words = load_words("references", language)
    joiners = "|".join(re.escape(_folded(word)) for word in (*words["joiners"], *words["ranges"]))
    between = rf" ?(?:{joiners}) ?"
    one = r"(?<![\d.,/])\d{1,3}(?![\d/]|[.,]\d)"
    many = rf"({one}(?:{between}{one}){{0,9}})"
    numerals = "|".join(re.escape(_folded(name)) for name in words.get("numerals", {}))
    annex = rf"((?:[ivx]{{1,5}}|\d{{1,2}}{'|' + numerals if numerals else ''})(?![a-zа-я\d]))"
    # In Chinese nothing stands between words; elsewhere a noun begins where a word does.
    start = "" if language == "zh" else r"(?<!\w)"
    return tuple(
        re.compile(start + _plain(pattern).replace("{n}", many).replace("{r}", annex))
        for pattern in words[noun]
    )


@cache
def _chinese_tens() -> tuple[re.Pattern[str], dict[str, int]]:
    """Return what finds 10 to 99 in Chinese numerals, with the units before and behind the ten."""
    values: dict[str, int] = load_words("references", "zh")["numerals"]
    ten = next(name for name, value in values.items() if value == 10)
    unit = f"[{''.join(name for name in values if name != ten)}]?"
    return re.compile(f"({unit}){ten}({unit})"), values


def _numbers(text: str, noun: str, language: Language) -> Iterator[str]:
    words = load_words("references", language)
    if noun == "annex":
        numerals = {_folded(name): value for name, value in words.get("numerals", {}).items()}
        number = int(text) if text.isdigit() else numerals.get(text)
        roman = text.upper() if number is None else _ROMAN[number] if number < 20 else ""
        if roman in _ROMAN[1:]:
            yield roman
        return
    ranges = {_folded(word) for word in words["ranges"]}
    pieces = re.split(r"(\d+)", text)  # joiners at even places, numbers at odd ones
    for place in range(1, len(pieces), 2):
        number = int(pieces[place])
        before = int(pieces[place - 2]) if place > 1 else number
        if pieces[place - 1].strip() in ranges and 0 < number - before <= _LONGEST_RANGE:
            yield from map(str, range(before + 1, number))
        yield str(number)


def _plain(pattern: str) -> str:
    """Return a pattern without accents: it is matched with text that has none."""
    return strip_accents(pattern)


def _folded(word: str) -> str:
    return strip_accents(fold(word))
