"""Isolation of what is written from left to right inside text from right to left.

Without it "paragraphs 5-10" is displayed as "10-5" in Arabic, "3(a)(ii)" as "(ii)(a)3", and two
symbols in a row change places. A symbol with its suffixes, a range, a number with its letters and
a marker are one isolate each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from service.pages.strings import direction_of

Range = tuple[int, int]

_DASH = "-\u2010\u2011\u2012\u2013\u2014/:"
# A symbol, a code, an address, a number with what hangs on it, a run of Latin words. The last
# alternatives take whatever has a digit or a Latin letter and is written without a blank.
_SUFFIX = r"(?:[ \xa0](?i:Prov|Rev|Corr|Add)\.?(?:[ \xa0]?\d{1,2}(?![\d/]))?){0,3}"
_LETTERS = r"(?:[ \xa0]?\([A-Za-z0-9]{1,5}\))"
_CIRCULAR = r"C\.[ \xa0]?[A-Z]{1,5}[ \xa0]\d{1,4}"
_WORD = r"[A-Za-z0-9\u00c0-\u024f](?:[\w.,'’@%&+=#?_~\-\u2010-\u2014/:]*[A-Za-z0-9\u00c0-\u024f%])?"
_RANGE = rf"\d[\d.,]*(?:[ \xa0]?[{_DASH}][ \xa0]?\d[\d.,]*\d|[ \xa0]?[{_DASH}][ \xa0]?\d)+"
_NUMBERED = rf"[A-Za-z]?\d{{1,4}}{_LETTERS}{{1,4}}"
_GROUPED = r"\d{1,3}(?:[ \xa0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)"  # 240 000
_LATIN = re.compile(
    rf"{_GROUPED}|\[\d{{1,3}}\]|{_CIRCULAR}|{_NUMBERED}(?:[{_DASH}](?:{_NUMBERED}|{_LETTERS}))?|{_RANGE}"
    rf"|{_WORD}{_SUFFIX}(?:{_LETTERS}{{1,4}})?(?:[ \xa0](?!\d+[ \xa0.])"
    rf"[A-Za-z]{_WORD}{_SUFFIX})*|\([A-Za-z0-9]{{1,5}}\)(?:[ \xa0]?\([A-Za-z0-9]{{1,5}}\))*",
    re.ASCII,
)


def bdi(text: object, language: str | None = None) -> Markup:
    """Return ``text`` isolated: from left to right, or in the direction of ``language``."""
    if language is None:
        return Markup('<bdi dir="ltr">{}</bdi>').format(text)
    direction = direction_of(language)
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(language, direction, text)


def running(text: str, language: str, marks: Iterable[Range] = ()) -> Markup:
    """Return ``text`` of a document in ``language``, with what ``marks`` span in <mark> elements.

    In Arabic, everything that is written from left to right is isolated. ``marks`` are half-open
    ranges of offsets in ``text``; they may touch but not overlap.
    """
    isolates = list(isolates_of(text)) if direction_of(language) == "rtl" else []
    out: list[Markup] = []
    at = 0
    for start, end in sorted(marks):
        out.append(_piece(text, at, start, isolates))
        out.append(Markup("<mark>{}</mark>").format(_piece(text, start, end, isolates)))
        at = end
    out.append(_piece(text, at, len(text), isolates))
    return Markup("").join(out)


def quoting(text: str, language: str, quotes: Iterable[tuple[Range, str]]) -> Markup:
    """Return ``text`` in ``language`` that quotes another: each quote isolated, in its own.

    ``quotes`` are half-open ranges of offsets with languages; they do not overlap.
    """
    out: list[Markup] = []
    at = 0
    for (start, end), told_in in sorted(quotes):
        direction = direction_of(told_in)
        out.append(running(text[at:start], language))
        out.append(
            Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(
                told_in, direction, running(text[start:end], told_in)
            )
        )
        at = end
    out.append(running(text[at:], language))
    return Markup("").join(out)


def isolates_of(text: str) -> Iterator[Range]:
    """Yield the ranges of ``text`` that are read from left to right in text from right to left.

    A lone number needs none, but a lone word does: its neighbours may be numbers.
    """
    for found in _LATIN.finditer(text):
        if not found[0].isdigit():
            yield found.span()


def _piece(text: str, start: int, end: int, isolates: Sequence[Range]) -> Markup:
    out: list[Markup] = []
    at = start
    for first, last in isolates:
        first, last = max(first, start), min(last, end)
        if first < last:
            out += [escape(text[at:first]), bdi(text[first:last])]
            at = last
    out.append(escape(text[at:end]))
    return Markup("").join(out)
