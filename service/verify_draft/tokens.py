"""A text as the words that count: typography, case and the way of writing numbers do not.

A date is one word in whatever form it is written, and a number in words is its digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ingest.types import Language
from service.checks.days import dates
from service.messages import messages
from service.references import ordinals
from service.words import HAN, numbers, search_key

_DATE = r"\d{4}-\d\d-\d\d"
_NUMBER = r"\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_TOKEN = re.compile(rf"{_DATE}|{_NUMBER}|[{HAN}]|[^\W\d_{HAN}]+|[%‰€$£¥+]")
_APOSTROPHE = re.compile(r"(?<=\d)'(?=\d{3}(?!\d))")  # between thousands
_LEAST = 2  # "one" in words is an article


class Token(NamedTuple):
    """A word, number or sign in a search key, and where it stands there."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Tokens:
    """The tokens of one text; Chinese characters are tokens of their own."""

    text: str
    language: Language

    @cached_property
    def key(self) -> str:
        """The text as a search key, dates, ordinals and numbers in digits."""
        text = self.text
        found = sorted(dates(text, self.language), key=lambda item: -item[1][0])
        for day, (start, end) in found:
            told = f"{day.year or 0:04}-{day.month:02}-{day.day or 0:02}"
            text = f"{text[:start]} {told} {text[end:]}"
        for value, span in reversed(ordinals(text, self.language)):
            text = f"{text[: span.start]} {value} {text[span.end :]}"
        key = _APOSTROPHE.sub("", search_key(text))
        for start, end, digits in reversed(messages(self.language).numbers.places(key)):
            if int(digits) >= _LEAST:
                key = f"{key[:start]}{digits}{key[end:]}"
        return key

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens, in order."""
        return tuple(
            Token(_normal(match.group()), match.start(), match.end())
            for match in _TOKEN.finditer(self.key)
        )

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the tokens."""
        return tuple(token.word for token in self.tokens)

    def slice(self, start: int, end: int) -> str:
        """Return the search key from one token up to another."""
        if start >= end:
            return ""
        return self.key[self.tokens[start].start : self.tokens[end - 1].end]

    def gap(self, place: int) -> str:
        """Return what stands between a token and the one before it, or beyond the last."""
        start = self.tokens[place - 1].end if place else 0
        end = self.tokens[place].start if place < len(self.tokens) else len(self.key)
        return self.key[start:end]


def _normal(word: str) -> str:
    if not word[0].isdigit() or re.fullmatch(_DATE, word):
        return word
    found = numbers(word)
    return found.pop() if len(found) == 1 else word
