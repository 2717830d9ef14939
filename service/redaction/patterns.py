"""Where a text holds something that is not repeated in public."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from config.limit_settings import CODES, LimitSettings
from config.phrases import Phrases, plain
from config.profiles import CODES as LANGUAGES
from config.profiles import read_words
from ingest.types import Span

OMITTED = "[…]"
"""Stands where something was left out, as in quotations."""

# A code stands within a few words of its name and has a digit ("the following code to enter: A1B2")
# or right behind a colon.
_REACH = 60
_NAMED = re.compile(r"(?<![A-Za-z0-9_@/.])(?=[A-Za-z-]*\d)[A-Za-z0-9-]{3,40}(?![A-Za-z0-9_@])")
_CODE = r"\d{2,5}(?:[ -]\d{2,5}){1,4}|[!-~]{2,40}[A-Za-z0-9]"
_CLOSING = r"[\"').,;]{0,2}\s{0,3}(?:\n|$)"
_GIVEN = re.compile(
    r"\s?(?:[^\W\d_]{1,12}\s){0,2}[:=]\s{0,3}[\"'(]?"
    rf"({_CODE})(?=(?P<last>{_CLOSING})|[\"').,;\s]|[^!-~]|$)"
)
# One that is not named: capitals and digits in turn, as no symbol, year or amount is written.
_BARE = re.compile(
    r"(?<![A-Za-z0-9_/.\-])(?=(?:[A-Z]*\d){2})(?=(?:\d*[A-Z]){2})(?=[A-Z0-9]*(?:[A-Z]\d+[A-Z]|\d[A-Z]+\d))"
    r"[A-Z0-9]{8,40}(?![A-Za-z0-9_/\-])"
)
_DATE_OR_TIME = re.compile(
    r"\d{4}|\d{1,2}|[12]\d{3}-\d{2}(?:-\d{2})?|\d{1,2}(?:st|nd|rd|th|er|h|am|pm)\d*"
)


@dataclass(frozen=True, slots=True)
class WithheldWords:
    """``code``: names of a code that opens a door, in one language."""

    code: Phrases


@cache
def withheld_words(language: str) -> WithheldWords:
    """Return the words of ``language``. Raises as ``read_words`` does."""
    return read_words(WithheldWords, "withheld", language)


class Withheld:
    """The patterns of one setting. Texts of any language may mix in a document: all are tried."""

    def __init__(self, withheld: Sequence[str], shown: Sequence[str]) -> None:
        self._codes = CODES in withheld
        self._patterns = [re.compile(each) for each in withheld if each != CODES]
        self._shown = [re.compile(each) for each in shown]

    def __bool__(self) -> bool:
        """Say whether anything is withheld at all."""
        return self._codes or bool(self._patterns)

    def spans(self, text: str) -> list[Span]:
        """Return where ``text`` holds what is withheld, in order, joined where they overlap."""
        found = [span for span in self._found(text) if not self._is_shown(text[span[0] : span[1]])]
        joined: list[Span] = []
        for start, end in sorted(found):
            if joined and start <= joined[-1].end:
                joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
            else:
                joined.append(Span(start, end))
        return joined

    def masked(self, text: str) -> str:
        """Return ``text`` with OMITTED for everything that is withheld."""
        out, at = [], 0
        for span in self.spans(text):
            out += [text[at : span.start], OMITTED]
            at = span.end
        return "".join([*out, text[at:]])

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        for pattern in self._patterns:
            yield from (match.span() for match in pattern.finditer(text) if match[0])
        if self._codes:
            yield from (match.span() for match in _BARE.finditer(text))
            yield from _named(text)

    def _is_shown(self, found: str) -> bool:
        return any(pattern.fullmatch(found) for pattern in self._shown)


def _named(text: str) -> Iterator[tuple[int, int]]:
    simple = plain(text)
    for language in LANGUAGES:
        for name in withheld_words(language).code.pattern.finditer(simple):
            yield from _code_after(simple, name.end())


def _code_after(simple: str, end: int) -> Iterator[tuple[int, int]]:
    given = _GIVEN.match(simple, end)
    if given and (given["last"] is not None or not (given[1].isalpha() and given[1][1:].islower())):
        yield given.span(1)
        return
    for code in _NAMED.finditer(simple, end, end + _REACH):
        if not _DATE_OR_TIME.fullmatch(code[0]):
            yield code.span()
            return


@cache
def withheld(settings: LimitSettings) -> Withheld:
    """Return the patterns that ``settings`` list."""
    return Withheld(settings.withheld, settings.shown)
