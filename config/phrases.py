"""Patterns of words in one language, the plain text they match, and number words.

What a language file may write is told in ``config/profiles.py``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


def _plain_table() -> dict[int, str]:
    table = dict.fromkeys("\xa0\u202f\u2007\u2009\u3000", " ")
    table |= dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    table |= dict.fromkeys("\u2018\u2019\u201b\u2032\u02bc`\xb4", "'")
    table |= dict.fromkeys("\u201c\u201d\u201e\u201f\xab\xbb", '"')
    table |= {"：": ":", "，": ",", "；": ";", "／": "/", "،": ",", "؛": ";", "؟": "?"}
    table |= dict.fromkeys("أإآٱ", "ا") | {"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك"}
    table |= {"ё": "е", "Ё": "Е"}
    table |= {chr(start + i): str(i) for start in (0x660, 0x6F0, 0xFF10) for i in range(10)}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[chr(code)] = base
    return str.maketrans(table)


_PLAIN = _plain_table()


def plain(text: str) -> str:
    """Return ``text`` as patterns see it; same length, so offsets hold in both."""
    return text if text.isascii() else text.translate(_PLAIN)


def plain_word(word: str) -> str:
    """Return ``word`` as the word lists hold it: plain and in lower case."""
    return plain(word).casefold()


class Phrases:
    """Patterns of one language, tried as one; compiled when first used."""

    __slots__ = ("_pattern", "sources")

    def __init__(self, sources: tuple[str, ...]) -> None:
        self.sources = sources
        self._pattern: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled alternatives, to be used on ``plain`` text."""
        if self._pattern is None:
            joined = "|".join(f"(?:{_expand(source)})" for source in self.sources)
            self._pattern = re.compile(joined or r"(?!)", re.IGNORECASE)
        return self._pattern

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match anywhere in ``text``; its groups hold plain text."""
        return self.pattern.search(plain(text))

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning of ``text``, if any."""
        return self.pattern.match(plain(text))

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of all of ``text``, if any."""
        return self.pattern.fullmatch(plain(text))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in ``text`` that do not overlap."""
        return self.pattern.finditer(plain(text))

    def __repr__(self) -> str:
        return f"Phrases({len(self.sources)})"


def _expand(source: str) -> str:
    """Make blanks of a pattern match runs of blanks; bounded, so that the time stays linear."""
    return plain(source).replace(" ?", r"\s{0,9}").replace(" ", r"\s{1,9}")


def captured(match: re.Match[str]) -> str | None:
    """Return what the group of the alternative that matched holds, None if it has none."""
    return next((group for group in match.groups() if group is not None), None)


class Numerals(Phrases):
    """Number words: each alternative is a group named ``v`` and its value, the highest first."""

    __slots__ = ()

    def __init__(self, words: Mapping[str, list[str]]) -> None:
        ordered = sorted(words.items(), key=lambda item: -int(item[0]))
        super().__init__(tuple(f"(?P<v{value}>{'|'.join(names)})" for value, names in ordered))

    @staticmethod
    def value(match: re.Match[str]) -> int:
        """Return the number that a match of this pattern stands for."""
        return int((match.lastgroup or "v0")[1:])


@dataclass(frozen=True, slots=True)
class OrdinalWords:
    """Number words in sessions and annexes; compounds add up ("vingt et unième" is 20 + 1)."""

    words: Numerals
    start: Phrases  # must stand right before
    end: Phrases  # must stand right after
    connectors: Phrases  # what may stand between two parts of a compound
    digits: Phrases  # an ordinal written with digits, in a group

    def find(self, text: str) -> int | None:
        """Return the first ordinal in ``text``, in words or digits; None if there is none."""
        simple = plain(text)
        digits = self.digits.pattern.search(simple)
        limit = digits.start() if digits else len(simple)
        for start in self.start.pattern.finditer(simple):
            if start.start() >= limit:
                break
            value, end = self._compound(simple, start.end())
            if value and self.end.pattern.match(simple, end):
                return value
        return int(captured(digits) or 0) or None if digits else None

    def value(self, text: str) -> int | None:
        """Return the number that the whole of ``text`` is (a word or digits), else None."""
        simple = plain(text).strip(" .")
        if simple.isascii() and simple.isdigit():
            return int(simple)
        value, end = self._compound(simple, 0)
        return value if value and end == len(simple) else None

    def _compound(self, simple: str, position: int) -> tuple[int, int]:
        """Return the value of the number words at ``position``, and where they end."""
        total, end, ranks = 0, position, set[int]()
        at: int | None = position
        while at is not None and (match := self.words.pattern.match(simple, at)):
            value = Numerals.value(match)
            rank = 3 if value >= 100 else 2 if value >= 20 else 1
            # Ten joins a unit, before it or after it: "décimo noveno", "التاسعة عشرة".
            joins = value == 10 > total or total == 10 > value
            if rank in ranks and not (rank == 1 and joins):
                break
            ranks.add(rank)
            total, end = total + value, match.end()
            glue = self.connectors.pattern.match(simple, end)
            at = glue.end() if glue else end
        return total, end
