"""What a number belongs to: "680 women" where the source says 680 persons, 302 of them women.

Every number is bound to the words nearest to it, in the sentence and in its source. A number of a
sentence is another's where its words are told in the source of another number of the same unit
and not of itself. Where languages differ words cannot be compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from config.claim_words import claim_words
from ingest.types import BlockKind, Language, Passage
from service.checks.basis import Basis
from service.checks.counting import apart, number_spans
from service.checks.days import dates
from service.checks.telling import NOT, telling_words
from service.messages import messages
from service.questions import code_spans
from service.words import Vocabulary, blank, search_key

_CLAUSE = re.compile(r"[;؛。\n]|\.(?=\s|$)")
_PARTING = (re.compile(r":|(?<=\))"), re.compile(r";|,(?!\d)"))  # the stronger first
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERCENT = re.compile(r"\s?[%٪]")
_AMOUNT = 1000
_SURELY = 2  # weight of words that are told of another number alone
_MONEY = "\u00a4"
_UNIT_CHARS = 6  # characters around a number in which the sign of its currency stands


class Bound(NamedTuple):
    """A number, its unit, and the words nearest to it, with more weight right beside it."""

    number: str
    unit: str
    beside: frozenset[str]
    nearest: frozenset[str]

    def weigh(self, found: Iterable[str]) -> int:
        """Return how much some of the words say of the number."""
        return sum(2 if word in self.nearest else 1 for word in found)


class _Rival(NamedTuple):
    """Another number, the weight of the words told of it alone, and of those of the one told."""

    number: str
    theirs: int
    own: int


def is_swapped(text: str, basis: Basis) -> bool:
    """Say whether a number is told of what the source tells another number of."""
    if basis.language is None or basis.is_foreign:
        return False
    source = [bound for p in basis.passages for bound in _bound(_counting(p), p.language)]
    told = _bound(text, basis.language)
    also = {bound.number: bound for bound in told}
    for bound in told:
        for rival in _rivals(bound, source):
            other = also.get(rival.number)
            if other is None and (bound.unit or rival.theirs >= rival.own):
                return True
            if other and rival.theirs >= rival.own and _may_be(other, bound.number, source):
                return True
            if other and not rival.own and rival.theirs >= _SURELY and not _has_own(other, source):
                return True
    return False


def _counting(passage: Passage) -> str:
    """Return what says what is counted; headings name no numbers, but heads of columns do."""
    above = passage.context if passage.kind is BlockKind.ROW else ()
    return "\n".join((*above, passage.text))


def _has_own(bound: Bound, source: Sequence[Bound]) -> bool:
    """Say whether any word beside a number is told of it alone."""
    return bound.number in _only_of(bound, source)


def _may_be(bound: Bound, number: str, source: Sequence[Bound]) -> bool:
    """Say whether as many words of ``bound`` are told of ``number`` as of itself, one at least."""
    if not any(_holds(s, word) for s in source if s.number == number for word in bound.beside):
        return False
    held = _only_of(bound, source)
    return bound.weigh(held.get(number, ())) >= bound.weigh(held.get(bound.number, ()))


def _rivals(bound: Bound, source: Sequence[Bound]) -> Iterator[_Rival]:
    """Yield the numbers of the same unit of which words of ``bound`` are told."""
    # A number that the source does not tell, as how many items it lists, has rivals of its unit.
    units = {each.unit for each in source if each.number == bound.number} or {bound.unit}
    held = _only_of(bound, source)
    for number in {each.number for each in source if each.unit in units} - {bound.number}:
        if number in held:
            own = bound.weigh(held.get(bound.number, ()))
            yield _Rival(number, bound.weigh(held[number]), own)


def _only_of(bound: Bound, source: Sequence[Bound]) -> dict[str, list[str]]:
    """Return the words beside ``bound`` that the source tells of one number alone, by number."""
    held: dict[str, list[str]] = defaultdict(list)
    for word in bound.beside:
        holders = {each.number for each in source if _holds(each, word)}
        if len(holders) == 1:
            held[holders.pop()].append(word)
    return held


def _holds(bound: Bound, word: str) -> bool:
    if word.startswith(NOT):
        return word in bound.beside
    return _vocabulary(bound.beside).holds(word, 3)


@lru_cache(2048)
def _vocabulary(found: frozenset[str]) -> Vocabulary:
    return Vocabulary(" ".join(sorted(w for w in found if not w.startswith(NOT))), "en")


@lru_cache(512)
def _bound(text: str, language: Language) -> tuple[Bound, ...]:
    days = [span for _, span in dates(text, language)]
    plain = _money_marked(blank(blank(text, code_spans(text)), days), language)
    pieces = _CLAUSE.split(plain)
    return tuple(bound for piece in pieces for bound in _of_clause(piece, language))


def _of_clause(clause: str, language: Language) -> Iterator[Bound]:
    """Yield the numbers of a clause; what stands between two of them is shared out."""
    key = search_key(apart(clause))
    key = blank(key, (match.span() for match in messages(language).saying.finditer(key)))
    found = [each for each in number_spans(key, language) if not _YEAR.fullmatch(each[2])]
    borders = [0, *(border for start, end, _ in found for border in (start, end)), len(key)]
    gaps = [key[a:b] for a, b in zip(borders[::2], borders[1::2], strict=True)]
    shares = [_shared(gap, language) for gap in gaps]
    amounts = False
    for place, (start, end, number) in enumerate(found):
        before = shares[place][1] if place else telling_words(gaps[0], language)
        last = place + 1 == len(found)
        after = _inside(gaps[-1], language) if last else shares[place + 1][0]
        # Pairs of Chinese characters overlap: two of them are one word.
        near = 2 if language == "zh" else 1
        nearest = frozenset((*before[-near:], *after[:near]))
        unit = _unit(key, start, end)
        # Of two amounts only the first may have its currency: "CHF 96,000, of which 41,000".
        if not unit and amounts and number.isdigit() and int(number) >= _AMOUNT:
            unit = _MONEY
        amounts = amounts or unit == _MONEY
        yield Bound(number, unit, frozenset((*before, *after)), nearest)


def _inside(gap: str, language: Language) -> list[str]:
    """Return the words behind a number, up to the bracket that closes around it."""
    opened, closing = gap.find("("), gap.find(")")
    is_around = closing >= 0 and not 0 <= opened < closing
    return telling_words(gap[:closing] if is_around else gap, language)


def _shared(gap: str, language: Language) -> tuple[list[str], list[str]]:
    """Return what of the words between two numbers belongs to the first and to the second.

    The last colon between them parts them, or comma, or "and"; without one each gets half.
    """
    marks = (*_PARTING, claim_words(language).joins.pattern)
    parting = next(filter(None, ([m.start() for m in mark.finditer(gap)] for mark in marks)), [])
    if parting:
        return _inside(gap[: parting[-1]], language), telling_words(gap[parting[-1] :], language)
    told = telling_words(gap, language)
    middle = (len(told) + 1) // 2
    # A single word may count what stands before it, or say what stands behind it.
    return (told, told) if len(told) == 1 else (told[:middle], told[middle:])


def _money_marked(text: str, language: Language) -> str:
    """Return a text, as long as it was, with a sign for each currency."""
    for patterns in claim_words(language).currencies.values():
        for match in patterns.finditer(text):
            start, end = match.span()
            text = f"{text[:start]}{_MONEY}{' ' * (end - start - 1)}{text[end:]}"
    return text


def _unit(key: str, start: int, end: int) -> str:
    if _PERCENT.match(key, end):
        return "%"
    around = key[max(0, start - _UNIT_CHARS) : end + _UNIT_CHARS]
    return _MONEY if _MONEY in around else ""
