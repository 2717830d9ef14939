"""Reading order of a line whose letters are known from left to right.

A PDF draws letters at places; what is read first is lost. For a left-to-right line the places are
the order. For a right-to-left line this undoes the Unicode Bidirectional Algorithm (UAX #9) as far
as it can be undone without its hidden controls: the line is read from the right, and runs of
Latin text and numbers in it are turned round again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_STRONG_RIGHT = ("R", "AL")
_PAIRS = str.maketrans("()[]{}«»‹›“”", ")(][}{»«›‹”“")
_OPEN, _CLOSE = "([{«‹“", ")]}»›”"
_BRACKET = re.compile(r"[()\[\]{}«»‹›“”]")
_BEFORE_OPEN = _OPEN + '"'
_AFTER_CLOSE = _OPEN + _CLOSE + ' \u00a0".,:;!?،؛؟'
_BREAKERS = "-/_@"
_PER = "%‰٪"
_HYPHENED = re.compile(r"\d{1,9}(?:-\d{1,9}){1,2}$")
_GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_JOINERS = (".", ",", ":", "/", "\u00a0", "\u202f")


def direction(char: str) -> str:
    """Return the class of a character: L, R (also Arabic), EN (a digit) or N (anything else)."""
    kind = unicodedata.bidirectional(char)
    if kind in _STRONG_RIGHT:
        return "R"
    if kind in ("EN", "AN"):
        return "EN"
    return "L" if kind == "L" else "N"


def is_rtl(text: str, share: float = 0.5) -> bool:
    """Return whether there are right-to-left letters, at least ``share`` times the others."""
    kinds = [direction(char) for char in text]
    right = kinds.count("R")
    return right > 0 and right >= share * kinds.count("L")


def mixed_order(pieces: Sequence[str]) -> list[int]:
    """Return the reading order of a left-to-right line with right-to-left words in it."""
    kinds = [direction(piece[0]) if piece else "N" for piece in pieces]
    order: list[int] = []
    i = 0
    while i < len(pieces):
        if kinds[i] != "R":
            order.append(i)
            i += 1
            continue
        end = next((j for j in range(i, len(pieces)) if kinds[j] == "L"), len(pieces))
        while kinds[end - 1] != "R":
            end -= 1
        order.extend(i + j for j in reading_order(pieces[i:end]))
        i = end
    return order


def reading_order(pieces: Sequence[str], after_letters: bool = True) -> list[int]:
    """Return the positions of ``pieces`` of a right-to-left line in the order of reading.

    ``pieces`` are glyphs (mostly one letter each) from left to right. ``after_letters`` says that
    Arabic letters stand before the line in its paragraph: then a hyphen does not hold two numbers
    together, and ``2031-03-14`` was drawn as ``14-03-2031``.
    """
    kinds = [direction(piece[0]) if piece else "N" for piece in pieces]
    order: list[int] = []
    i = len(pieces) - 1  # reading starts at the right end
    while i >= 0:
        if kinds[i] == "R":
            order.append(i)
            after_letters = True
            i -= 1
            continue
        left = i
        while left >= 0 and kinds[left] != "R":
            left -= 1
        order.extend(_between_letters(pieces, kinds, left + 1, i + 1, after_letters))
        i = left
    return order


def _between_letters(
    pieces: Sequence[str], kinds: Sequence[str], start: int, end: int, after_letters: bool
) -> list[int]:
    """Return the reading order of a stretch ``[start, end)`` without right-to-left letters."""
    latin = [i for i in range(start, end) if kinds[i] == "L"]
    if not latin:
        return _numbers(pieces, kinds, start, end, after_letters)
    first = latin[0]
    if first == 0 and start == 0 and latin[-1] + 1 < end and pieces[latin[-1] + 1] in _BREAKERS:
        # The line broke inside a Latin word: "ip-" is drawn whole at its end.
        latin.append(latin[-1] + 1)
    last = _latin_end(pieces, kinds, latin[-1], end)
    return [
        *_numbers(pieces, kinds, last + 1, end, after_letters),
        *range(first, last + 1),
        *_numbers(pieces, kinds, start, first, after_letters),
    ]


def _latin_end(pieces: Sequence[str], kinds: Sequence[str], last: int, end: int) -> int:
    """Return the last position of a Latin run: numbers to its right belong to it ("ST 96")."""
    i = last + 1
    depth = 0
    while i < end:
        text = pieces[i]
        if kinds[i] == "EN":
            last = i
        elif text in _OPEN:
            depth += 1
        elif text in _CLOSE:
            depth -= 1
            if depth == 0:
                last = i  # a bracket that opened inside the run closes inside it
        if depth < 0 or text == "\t":
            break
        i += 1
    return last


def _numbers(
    pieces: Sequence[str], kinds: Sequence[str], start: int, end: int, after_letters: bool
) -> list[int]:
    """Return ``[start, end)`` from the right, each number in it from the left."""
    order: list[int] = []
    i = end - 1
    while i >= start:
        if pieces[i] in _PER and i > start and kinds[i - 1] == "EN":
            # Nothing in a right-to-left line draws the sign there but a number alone ("90%").
            first = i - 1
            while first > start and _joins(pieces, kinds, first - 1, start, after_letters):
                first -= 1
            order.extend(range(first, i + 1))
            i = first - 1
            continue
        if kinds[i] != "EN":
            order.append(i)
            i -= 1
            continue
        first = i
        while first > start and _joins(pieces, kinds, first - 1, start, after_letters):
            first -= 1
        first = _grouped(pieces, kinds, start, first, i)
        order.extend(range(first, i + 1))
        i = first - 1
    return order


def _joins(
    pieces: Sequence[str], kinds: Sequence[str], i: int, start: int, after_letters: bool
) -> bool:
    """Return whether piece ``i`` belongs to the number on its right."""
    if kinds[i] == "EN":
        return True
    between = i > start and kinds[i - 1] == "EN"
    joiners = _JOINERS if after_letters else (*_JOINERS, "-", "+")
    return between and pieces[i] in joiners


def _grouped(pieces: Sequence[str], kinds: Sequence[str], start: int, first: int, last: int) -> int:
    """Return where a number with blanks between thousands begins ("40 000")."""
    while (
        last - first == 2
        and first - 2 >= start
        and pieces[first - 1] in (" ", "\u00a0")
        and kinds[first - 2] == "EN"
    ):
        left = first - 2
        while left > start and kinds[left - 1] == "EN":
            left -= 1
        text = "".join(pieces[left : last + 1])
        if not _GROUPED.fullmatch(text):
            break
        return left
    return first


def settle_brackets(text: str) -> str:
    """Return a right-to-left line with its brackets the way their places say.

    Files disagree whether a bracket drawn in Arabic text is named by its shape or its meaning;
    but an opening one stands after a blank, a closing one before a blank or a stop.
    """
    if not _BRACKET.search(text):
        return text
    chars = list(text)
    for i, char in enumerate(chars):
        if char not in _OPEN + _CLOSE:
            continue
        before = chars[i - 1] if i else ""
        closes = i + 1 == len(chars) or chars[i + 1] in _AFTER_CLOSE
        opens = not before or before.isspace() or before in _BEFORE_OPEN
        if opens and closes:
            # At the end of a line, after a blank: what it encloses is on the next line.
            opens = bool(before) and before.isspace()
            closes = not opens
        elif before and before in _CLOSE:
            opens = not closes
        if opens != closes and opens != (char in _OPEN):
            chars[i] = char.translate(_PAIRS)
    return "".join(chars)


def runs_on(text: str) -> bool:
    """Return whether numbers at the right end of a line were drawn after Arabic letters.

    Then those that a hyphen joins were drawn from right to left: ``14-03-2031``, ``2032-2031``.
    """
    found = _HYPHENED.search(text)
    if found is None:
        return True
    numbers = found.group().split("-")
    return not (len(numbers[0]) >= len(numbers[-1]) and _ascending(numbers))


def _ascending(numbers: list[str]) -> bool:
    if len(numbers) == 3:
        return len(numbers[0]) == 4
    return int(numbers[0]) <= int(numbers[-1])
