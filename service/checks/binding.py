"""What a number belongs to: "680 women" where the source says 680 persons, 302 of them women.

Every number is bound to the words nearest to it in its clause, in the sentence and in its source.
A number of a sentence is another's where its words are told in the source of another number of
the same unit only. If the sentence tells that other number as well, both must be wrong. Where
languages differ words cannot be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from config.profiles import profile
from ingest.types import Language
from service.checks.basis import Basis
from service.checks.counting import apart
from service.checks.figures import dates
from service.messages import messages
from service.questions import code_spans
from service.words import Vocabulary, blank, numbers, search_key, words

_CLAUSE = re.compile(r"[;；؛。:：()（）\n،，、]|,(?=\s)|\.(?=\s|$)| [-–—] ")
_DIGITS = re.compile(r"(?<![\d.,])\d+(?:[ .,]\d{3})*(?:[.,]\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERCENT = re.compile(r"\s?[%٪]")
_UNIT_CHARS = 14  # characters around a number in which its currency stands


class Bound(NamedTuple):
    """A number, its unit, and the words nearest to it."""

    number: str
    unit: str
    beside: frozenset[str]


def is_swapped(text: str, basis: Basis) -> bool:
    """Say whether a number is told of what the source tells another number of."""
    if basis.language is None or basis.is_foreign:
        return False
    source = [bound for t in basis.texts for bound in _bound(t.text, t.language)]
    told = _bound(text, basis.language)
    for bound in told:
        rivals = _rivals(bound, source)
        for rival in rivals:
            same = [other for other in told if other.number == rival]
            if not same or any(bound.number in _rivals(other, source) for other in same):
                return True
    return False


def _rivals(bound: Bound, source: Sequence[Bound]) -> set[str]:
    """Return the numbers of which the source tells what is told of ``bound``."""
    own = [each for each in source if each.number == bound.number]
    others = [each for each in source if each.number != bound.number and each.unit == bound.unit]
    if not own:
        return set()
    holders = {word: [s.number for s in source if _holds(s, word)] for word in bound.beside}
    telling = {word for word, found in holders.items() if len(set(found)) == 1}
    if any(_holds(each, word) for each in own for word in telling):
        return set()
    return {each.number for each in others if any(_holds(each, word) for word in telling)}


def _holds(bound: Bound, word: str) -> bool:
    return _vocabulary(bound.beside).holds(word, 3)


@lru_cache(2048)
def _vocabulary(found: frozenset[str]) -> Vocabulary:
    return Vocabulary(" ".join(sorted(found)), "en")


@lru_cache(512)
def _bound(text: str, language: Language) -> tuple[Bound, ...]:
    days = [span for _, span in dates(text, language)]
    pieces = _CLAUSE.split(apart(blank(blank(text, code_spans(text)), days)))
    return tuple(bound for piece in pieces for bound in _of_clause(piece, language))


def _of_clause(clause: str, language: Language) -> Iterator[Bound]:
    """Yield the numbers of a clause; what stands between two of them is shared out by halves."""
    key = search_key(clause)
    found = [m for m in _DIGITS.finditer(key) if not _YEAR.fullmatch(m.group())]
    ends = [0, *(m.end() for m in found)]
    starts = [*(m.start() for m in found), len(key)]
    gaps = [_told(key[a:b], language) for a, b in zip(ends, starts, strict=True)]
    for place, match in enumerate(found):
        before, after = gaps[place], gaps[place + 1]
        left = before[(len(before) + 1) // 2 :] if place else before
        right = after if place + 1 == len(found) else after[: (len(after) + 1) // 2]
        for number in numbers(match.group()):
            yield Bound(number, _unit(key, match, language), frozenset((*left, *right)))


def _unit(key: str, match: re.Match[str], language: Language) -> str:
    if _PERCENT.match(key, match.end()):
        return "%"
    around = key[max(0, match.start() - _UNIT_CHARS) : match.end() + _UNIT_CHARS]
    return "money" if messages(language).evidence["currency"].search(around) else ""


def _told(text: str, language: Language) -> list[str]:
    """Return the words that say what is counted, in order; units say nothing."""
    cues = messages(language).evidence
    plain = _without(text, cues["currency"].pattern)
    found = [w for w in words(plain) if w not in _empty(language) and not w[0].isdigit()]
    return [w for w in found if len(w) > 2 or not w.isascii()]


def _without(text: str, pattern: str) -> str:
    return re.sub(pattern, " ", text) if pattern else text


@lru_cache(8)
def _empty(language: Language) -> frozenset[str]:
    found: set[str] = set()
    for word in profile(language).vocabulary.stop:
        found.update(words(word))
    return frozenset(found)
