"""The numbers and bullets that a browser draws before list items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from ingest.loaders.assembly import Fragment, settle
from ingest.loaders.html.css import Counter, StyleSheet
from ingest.loaders.number_formats import draw_number

_TYPES = {
    "1": Counter("decimal"),
    "a": Counter("lowerLetter"),
    "A": Counter("upperLetter"),
    "i": Counter("lowerRoman"),
    "I": Counter("upperRoman"),
}
_BULLETS = {"disc", "circle", "square"}
_DASHES = {"-", "–", "—", "−"}
_UNSTYLED = {"list-unstyled", "list-none", "no-bullet", "nobullet"}
_QUOTED = re.compile("""["']([^"']*)["']""")
_TYPED = re.compile(r"[\[(（]?\s*(\w{1,8})\s*[\])）.、．:]")
_TYPED_AS = (
    *("decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"),
    *("arabicAlpha", "arabicAbjad", "russianLower", "chineseCounting"),
)
_LARGEST = 10**9

Drawn = Counter | str
"""A counter of numbers, or the sign that is the same for all items ("" for none)."""


@dataclass(slots=True)
class OpenList:
    """A list being read: what it draws, and the number of the next item."""

    drawn: Drawn
    following: int = 1
    step: int = 1

    @classmethod
    def of(cls, element: HtmlElement, sheet: StyleSheet) -> OpenList:
        """Return the list that begins at ``element``."""
        drawn = _drawn(element, sheet)
        if element.tag != "ol":
            return cls("•" if drawn is None else drawn)
        step = -1 if element.get("reversed") is not None else 1
        usual = sum(1 for _ in element.iterchildren("li")) if step < 0 else 1
        start = _whole(element.get("start"))
        following = usual if start is None else start
        return cls(Counter() if drawn is None else drawn, following, step)

    def next_label(self, item: HtmlElement, sheet: StyleSheet) -> tuple[str, int | None]:
        """Count one item; return what is drawn before it, and its number in a numbered list."""
        own = _whole(item.get("value"))
        count = self.following if own is None else own
        self.following = count + self.step
        stated = (item.get("data-label") or "").strip()
        if stated:
            return stated, None
        drawn = _drawn(item, sheet)
        if drawn is None:
            drawn = self.drawn
        return (drawn, None) if isinstance(drawn, str) else (drawn.draw(count), count)


def is_typed(parts: Sequence[Fragment], count: int) -> bool:
    """Return whether the item's words begin with its number, typed by hand.

    Such lists are styled to draw no number of their own, in a style sheet that is not read.
    """
    found = _TYPED.match(settle(parts[:8])[0])
    if found is None:
        return False
    typed = found.group(1)
    return any(draw_number(count, style) == typed for style in _TYPED_AS)


def _drawn(element: HtmlElement, sheet: StyleSheet) -> Drawn | None:
    """Return what ``element`` itself asks for, None where it does not."""
    look = sheet.look(element)
    for stated in (look.get("list-style-type"), look.get("list-style")):
        quoted = None if stated is None else _QUOTED.search(stated)
        if quoted is not None:
            sign = quoted.group(1).strip()
            return "–" if sign in _DASHES else sign
        for word in (stated or "").split():
            if word == "none":
                return ""
            if word in _BULLETS:
                return "•"
            if word in sheet.counters:
                return sheet.counters[word]
    kind = element.get("type") or ""
    if kind.lower() in _BULLETS:
        return "•"
    if not _UNSTYLED.isdisjoint((element.get("class") or "").lower().split()):
        return ""
    return _TYPES.get(kind)


def _whole(text: str | None) -> int | None:
    try:
        found = int((text or "")[:12])
    except ValueError:
        return None
    return found if abs(found) < _LARGEST else None
