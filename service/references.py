"""Numbered parts that a text names: recommendation 12, paragraph 45, annex II, third session."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from config.profiles import Phrases, profile
from ingest.types import Language, Span
from service.messages import messages
from service.words import search_key

PARAGRAPH, ANNEX, RECOMMENDATION, SESSION = "paragraph", "annex", "recommendation", "session"

_REACH = 24  # characters between an ordinal and the word it counts
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_ORDINAL_SIGN = "第"
_HAN = re.compile("[\u4e00-\u9fff]")
_ARABIC_FRONT = re.compile(r"(?:\A|\W)[وف]?(?:ال|لل|بال)?\Z")
_ARABIC = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of documents. ``number`` is in digits; of an annex in Roman capitals."""

    kind: str
    number: str


def find_parts(text: str, language: Language) -> tuple[tuple[Part, ...], tuple[Span, ...]]:
    """Return the parts that ``text`` names, and where their numbers stand in it."""
    known = profile(language)
    by_label = (
        (PARAGRAPH, known.references.paragraph),
        (ANNEX, known.references.annex),
        (RECOMMENDATION, known.references.recommendation),
    )
    found: dict[Part, None] = {}
    spans: list[Span] = []
    for kind, label in by_label:
        for match in label.finditer(text):
            named = next((group for group in match.groups() if group), "")
            number = _normal(named, kind, language)
            if number is not None:
                found[Part(kind, number)] = None
                spans.append(Span(*match.span()))
    nouns = (
        (SESSION, known.references.session),
        (RECOMMENDATION, known.records.recommendation_word),
    )
    for value, span in ordinals(text, language):
        counted = None if _is_cardinal(text, span, language) else _counted(text, span, nouns)
        if counted is not None:
            kind, named = counted
            found[Part(kind, str(value))] = None
            spans.append(Span(min(span.start, named.start), max(span.end, named.end)))
    return tuple(found), tuple(spans)


def _normal(number: str, kind: str, language: Language) -> str | None:
    """Return the number of a part as ``Part`` has it; None if it is none."""
    if kind == ANNEX and all(letter in _ROMAN for letter in number.upper()):
        return number.upper()
    values = [value for value, _ in ordinals(number, language)]
    value = int(number) if number.isdecimal() else values[0] if values else 0
    if value == 0:
        return None
    return roman(value) if kind == ANNEX else str(value)


def _is_cardinal(text: str, span: Span, language: Language) -> bool:
    """Say whether "ten" is meant, not "tenth": Chinese says so by the sign before an ordinal."""
    if text[span.start : span.end].startswith(_ORDINAL_SIGN):
        return False
    if _HAN.match(text, span.start):
        return not text[: span.start].rstrip().endswith(_ORDINAL_SIGN)
    return search_key(text[span.start : span.end]) in messages(language).numbers


def _counted(
    text: str, span: Span, nouns: tuple[tuple[str, Phrases], ...]
) -> tuple[str, Span] | None:
    """Return what kind of part an ordinal counts, and where its noun stands: next to it."""
    start, end = max(0, span.start - _REACH), span.end + _REACH
    around = text[start:end]
    nearest: tuple[int, str, Span] | None = None
    for kind, noun in nouns:
        for match in noun.finditer(around):
            named = Span(start + match.start(), start + match.end())
            gap = max(named.start - span.end, span.start - named.end)
            if gap >= 0 and (nearest is None or gap < nearest[0]):
                nearest = gap, kind, named
    return nearest[1:] if nearest else None


def ordinals(text: str, language: Language) -> list[tuple[int, Span]]:
    """Return the ordinals of ``text`` in digits or words, in order, with where they stand.

    The parts of a compound add up: "vingt et unième" is 20 + 1.
    """
    words = profile(language).ordinals
    found = [(int(m[1]), Span(*m.span())) for m in words.digits.finditer(text)]
    current: tuple[int, Span] | None = None
    for value, span in _whole(text, words.words):
        if current is not None and _joins(text, current[1].end, span.start, words.connectors):
            current = current[0] + value, Span(current[1].start, span.end)
            continue
        found += [current] if current is not None else []
        current = value, span
    found += [current] if current is not None else []
    return sorted(found, key=lambda item: item[1])


def _whole(text: str, words: Phrases) -> Iterator[tuple[int, Span]]:
    """Yield the number words of ``text`` that are not pieces of other words."""
    for match in words.finditer(text):
        start, end = match.span()
        if match.lastgroup is None or not _stands_alone(text, start, end):
            continue
        yield int(match.lastgroup[1:]), Span(start, end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    if _HAN.match(text, start):
        return True
    if end < len(text) and text[end].isalpha():
        return False
    if _ARABIC.match(text, start):
        return bool(_ARABIC_FRONT.search(text, 0, start))
    return start == 0 or not text[start - 1].isalpha()


def _joins(text: str, end: int, start: int, connectors: Phrases) -> bool:
    return end == start or (end < start and connectors.fullmatch(text[end:start]) is not None)


def roman(number: int) -> str:
    """Return ``number``, 1 to 89, in Roman capitals."""
    tens, units = divmod(number, 10)
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[units]
    return ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")[tens] + ones
