"""Titles that a sentence counts out: "three projects, namely i) one; and ii) another"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from config.profiles import plain, profile
from config.project_words import project_words
from ingest.records.projects.reading import Reading
from ingest.records.types import Fact

_MARK = re.compile(r"(?:[(（]|(?<![\w(（]))([ivx]{1,4}|[a-h]|\d)[)）]\s?")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_COUNTED = (_ROMAN, tuple("abcdefgh"), tuple("123456789"))
_END = re.compile(r"[.](?=\s|\Z)|[。\n]")
_LEAD = 120  # characters before the first mark in which the projects are announced
_SHORTEST, _LONGEST = 20, 300
_QUOTES = '“”«»"„《》「」 \xa0'
_CUT = " \n\t\xa0.,;:：，；。؛،"


def enumerated_titles(reading: Reading) -> tuple[Fact[str], ...]:
    """Return the titles of the first list of projects in a sentence, none if there is no such.

    All items must look like titles: in quotation marks, or with a capital letter.
    """
    for items in _lists(reading.text):
        begin = items[0][0]
        lead = _END.split(reading.text[max(0, begin - _LEAD) : begin])[-1]
        if not profile(reading.source.language).records.project.search(lead):
            continue
        places = [_trimmed(reading, *item) for item in items]
        if all(
            _is_title(reading.text, *item, place) for item, place in zip(items, places, strict=True)
        ):
            told = (reading.told(*place, cut=_CUT) for place in places)
            return tuple(fact for fact in told if fact)
    return ()


def _lists(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the places of the items of each list inside a sentence, marks left out."""
    simple = plain(text)
    for sentence in _sentences(text):
        marks = list(_MARK.finditer(simple, *sentence))
        for series in _COUNTED:
            held = [m for m in marks if m[1] in series]
            run = [m for m, label in zip(held, series, strict=False) if m[1] == label]
            if len(run) == len(held) > 1:
                ends = [*(m.start() for m in run[1:]), sentence[1]]
                yield [(m.end(), end) for m, end in zip(run, ends, strict=True)]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for end in _END.finditer(text):
        yield begin, end.start()
        begin = end.end()
    yield begin, len(text)


def _trimmed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return an item without "; and" at its end, and without quotation marks around it."""
    link = project_words(reading.source.language).telling.link_word
    text = reading.text
    end = start + len(text[start:end].rstrip(_CUT))
    for follows in (" ", "xxx"):  # Arabic writes "and" together with the word
        for match in link.pattern.finditer(plain(text)[start:end] + follows):
            if start + match.end() >= end:
                end = start + match.start()
                break
    end = start + len(text[start:end].rstrip(_CUT))
    while start < end and text[start] in _QUOTES:
        start += 1
    while end > start and text[end - 1] in _QUOTES:
        end -= 1
    return start, end


def _is_title(text: str, start: int, end: int, place: tuple[int, int]) -> bool:
    first, last = place
    if not _SHORTEST // (3 if ord(text[first]) > 0x2E80 else 1) <= last - first <= _LONGEST:
        return False
    quoted = text[start:end].strip()[:1] in _QUOTES
    return quoted or text[first].isupper()
