"""Numbers in a row: "recommendations 4, 10 and 12 to 15", in any of the six languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from config.phrases import Phrases, plain
from config.recommendation_words import ListWords, RecommendationWords
from ingest.types import Span

LONGEST_RANGE = 100
_NUMBER = re.compile(r"(\d{1,4})(?![\d%]|[.,]\d)\*?\)?")
_TURNED = "\u200e\u200f"  # marks of direction, invisible


class NumberList(NamedTuple):
    """Numbers as counted out, and the slice that lists them with the word that names them."""

    numbers: tuple[int, ...]
    span: Span


def find_lists(text: str, of: ListWords, words: RecommendationWords) -> Iterator[NumberList]:
    """Yield the lists of numbers in ``text`` that the words ``of`` announce, in order."""
    simple = plain(text).translate(dict.fromkeys(map(ord, _TURNED), " "))
    starts = [(m.start(), m.end(), False) for m in of.before.pattern.finditer(simple)]
    starts += [(m.start(), m.end(), True) for m in of.opening.pattern.finditer(simple)]
    last = 0
    for start, first, enclosed in sorted(starts):
        if start < last:
            continue
        numbers, end = _read(simple, first, words, None if enclosed else of.after)
        if not numbers:
            continue
        if enclosed:
            closing = of.closing.pattern.match(simple, end)
            if closing is None:
                continue
            end = closing.end()
        yield NumberList(numbers, Span(start, end))
        last = end


def _read(
    simple: str, at: int, words: RecommendationWords, others: Phrases | None
) -> tuple[tuple[int, ...], int]:
    """Return the numbers of the list at ``at``, and where it ends.

    A number that ``others`` follow counts something else and is none of the list.
    """

    def number_at(place: int) -> re.Match[str] | None:
        found = _NUMBER.match(simple, place)
        return None if found and others and others.pattern.match(simple, found.end()) else found

    match = number_at(at)
    if match is None:
        return (), at
    numbers, end = [int(match[1])], match.end()
    while True:
        through = words.range.pattern.match(simple, end)
        joined = through or words.joiner.pattern.match(simple, end)
        match = number_at(joined.end()) if joined else None
        if match is None:
            return tuple(dict.fromkeys(numbers)), _closed(simple, at, end)
        number = int(match[1])
        if through:
            if not numbers[-1] < number <= numbers[-1] + LONGEST_RANGE:
                return tuple(dict.fromkeys(numbers)), end
            numbers += range(numbers[-1] + 1, number)
        numbers.append(number)
        end = match.end()


def _closed(simple: str, at: int, end: int) -> int:
    """Return ``end`` without a bracket that was opened before the list."""
    bracket = simple[end - 1] == ")" and simple[at - 1 : at] != "("
    return end - 1 if bracket else end
