"""The label of a recommendation, "Recommendation No. 35*:", and those of its items."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from config.phrases import Phrases, plain
from config.profiles import CODES, profile
from config.recommendation_words import recommendation_words
from ingest.labels import ITEM_LABEL, item_letter
from ingest.romans import roman
from ingest.types import Language

_MARK = re.compile(r"[ \t\xa0]*(?P<mark>[*＊]?)(?:\[footnoteRef:\d+\])?[*＊]?")
_SEPARATOR = re.compile(r"\s*(?:[:：.．–—-]|(?=\n)|\Z)\s*")
_QUOTED_DIGITS = re.compile(r"[\"“”](\d{1,2})[\"“”]")


class Label(NamedTuple):
    """Where a label ends (with its separator), and what it says; offsets count its text."""

    number: int
    named: int  # where the words and the number end
    end: int  # of the label without separator, a mark behind the number with it
    text: int  # where the text begins
    marked: bool  # with an asterisk
    separated: bool  # from what follows, by a mark or a line end


def read_label(text: str, language: Language) -> Label | None:
    """Return the label that ``text`` begins with, in its language or another, or None.

    The name of the set may stand before it: "Development Agenda Recommendation 4".
    """
    simple = plain(text)
    start = len(simple) - len(simple.lstrip())
    for code in (language, *(code for code in CODES if code != language)):
        pattern = profile(code).records.recommendation.pattern
        match = pattern.match(simple, start)
        if match is None and code == language:
            names = recommendation_words(code).sets.names.values()
            match = pattern.match(simple, _after_name(simple, start, names))
        if match is not None:
            break
    else:
        return None
    digits = match.span(match.lastindex or 0)
    mark = _MARK.match(text, match.end())
    end = mark.end() if mark else match.end()
    separator = _SEPARATOR.match(text, end)
    return Label(
        number=int(simple[slice(*digits)]),
        named=match.end(),
        end=end if mark and mark[0].strip() else match.end(),
        text=separator.end() if separator else end,
        marked=bool(mark and mark["mark"]),
        separated=separator is not None,
    )


def _after_name(simple: str, start: int, names: Iterable[Phrases]) -> int:
    for phrases in names:
        if match := phrases.pattern.match(simple, start):
            rest = simple[match.end() :]
            return len(simple) - len(rest.lstrip())
    return start


def item_label(text: str, before: str | None) -> tuple[str, int] | None:
    """Return the label of the item that ``text`` begins with, and where its text begins.

    The label is "" for a bullet. Arabic documents print letters of their own alphabet, and
    ``"1"`` where others print a Roman number: both are given as in the other languages.
    """
    match = ITEM_LABEL.match(text)
    if match is None:
        return None
    letter = item_letter(text, before)
    quoted = _QUOTED_DIGITS.fullmatch(match[0])
    bare = match[0].strip("()（）.．")
    if quoted:
        bare = roman(int(quoted[1])).lower()
    return letter or (bare if bare.isalnum() else ""), match.end()
