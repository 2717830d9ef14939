"""The unit and the bound of a number: months are no weeks, "at least" is not "at most".

Compared in any two languages, because units and bounds are known in all six.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from config.claim_words import claim_words
from ingest.types import Language
from service.checks.basis import Basis
from service.checks.counting import number_spans
from service.questions import code_spans
from service.words import blank, search_key

_BEFORE, _AFTER = 34, 28  # characters in which a bound stands
_UNIT_AFTER, _UNIT_BEFORE = 18, 14
_CLAUSE_END = re.compile(r"[;:()\n，、；：。]|,(?=\s)|\.(?=\s|$)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERCENT = "percent"
_OPPOSITE = {"least": "most", "most": "least", "from": "until", "until": "from"}


class Measured(NamedTuple):
    """A number with its units and bounds; either may be empty."""

    number: str
    units: frozenset[str]
    bounds: frozenset[str]


def wrong_unit(text: str, basis: Basis) -> bool:
    """Say whether a number is told in another unit than its source tells it in."""
    if basis.language is None:
        return False
    source = [each for t in basis.texts for each in measured(t.text, t.language)]
    named = frozenset[str]().union(*(each.units for each in source)) | _units_of(basis)
    for told in measured(text, basis.language):
        seen = [each.units for each in source if each.number == told.number]
        if not seen or any(told.units & units for units in seen):
            continue
        if not told.units:
            if all(_PERCENT in units for units in seen):
                return True
        elif all(seen) or not told.units <= named:
            return True
    return False


def wrong_bound(text: str, basis: Basis) -> bool:
    """Say whether a number or a day is the least where its source has the most, or the like."""
    if basis.language is None:
        return False
    source = [each for t in basis.texts for each in measured(t.text, t.language)]
    for told in measured(text, basis.language):
        if _YEAR.fullmatch(told.number):
            continue  # of several days, which are compared by themselves
        seen = frozenset[str]().union(*(s.bounds for s in source if s.number == told.number))
        if any(_OPPOSITE[bound] in seen and bound not in seen for bound in told.bounds):
            return True
    return False


def _units_of(basis: Basis) -> frozenset[str]:
    """Return the units that stand anywhere, as in the head of a column."""
    return frozenset(
        name
        for text in basis.texts
        for name, patterns in _units(text.language)
        if patterns.search(text.text)
    )


@lru_cache(2048)
def measured(text: str, language: Language) -> tuple[Measured, ...]:
    """Return the numbers of a text, in digits or words, with their units and bounds."""
    key = search_key(blank(text, code_spans(text)))
    spans = list(number_spans(key, language))
    found = []
    for place, (start, end, number) in enumerate(spans):
        left = spans[place - 1][1] if place else 0
        right = spans[place + 1][0] if place + 1 < len(spans) else len(key)
        before, after = key[left:start], key[end:right]
        bounds = _bounds(before, after, language)
        found.append(Measured(number, _units_beside(before, after, language), bounds))
    return tuple(found)


def _units(language: Language) -> list[tuple[str, re.Pattern[str]]]:
    words = claim_words(language)
    return [(n, p.pattern) for table in (words.units, words.currencies) for n, p in table.items()]


def _units_beside(before: str, after: str, language: Language) -> frozenset[str]:
    behind = _CLAUSE_END.split(after[:_UNIT_AFTER], maxsplit=1)[0]
    ahead = before[-_UNIT_BEFORE:]
    found = set()
    for name, pattern in _units(language):
        near = pattern.search(behind)
        last = [match.end() for match in pattern.finditer(ahead)]
        if near or (last and not ahead[last[-1] :].strip()):
            found.add(name)
    return frozenset(found)


def _bounds(before: str, after: str, language: Language) -> frozenset[str]:
    ahead = _CLAUSE_END.split(before[-_BEFORE:])[-1]
    behind = _CLAUSE_END.split(after[:_AFTER], maxsplit=1)[0]
    found = _longest(ahead, language)
    # What stands behind a number may belong to the next one: "6 or more", but not "6 before 7".
    found |= {b for b in _longest(behind, language) if b in ("least", "most")}
    return frozenset(found)


def _longest(text: str, language: Language) -> set[str]:
    """Return the bounds in a text; "not more than" is not "more than"."""
    spans = [
        (match.start(), match.end(), name)
        for name, patterns in claim_words(language).bounds.items()
        for match in patterns.pattern.finditer(text)
    ]
    return {
        name
        for start, end, name in spans
        if not any(s <= start and end <= e and e - s > end - start for s, e, _ in spans)
    }
