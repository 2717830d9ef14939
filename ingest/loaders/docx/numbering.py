"""numbering.xml: the numbers that Word draws before paragraphs and keeps in no text.

A *definition* (``w:abstractNum``) has up to nine levels; a *list* (``w:num``) uses a definition
and may override levels or where they start. Lists of one definition count on together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from ingest.loaders.docx.names import MC, W, number, toggle, value
from ingest.loaders.number_formats import draw_number

_PLACE = re.compile("%([1-9])")
_DASHES = set("-‐‑‒–—―−\uf02d\uf0be")
_LEVELS = 9
_LONGEST_STYLE_LINK = 5


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and looks."""

    start: int = 0
    style: str = "decimal"
    pattern: str | None = None  # of a custom format
    text: str = ""
    restart: int | None = None  # counts anew after a level below this (from 1); 0: never
    is_legal: bool = False  # all numbers in digits
    paragraph_style: str | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """One ``w:abstractNum``."""

    name: str
    levels: dict[int, Level]
    linked_style: str | None = None  # the definition is that of this numbering style's list


@dataclass(frozen=True, slots=True)
class List:
    """One ``w:num``."""

    definition: str
    starts: dict[int, int]
    levels: dict[int, Level]


@dataclass(slots=True)
class Counters:
    """Where the lists of one definition stand: the last number of each level that has one."""

    last: dict[int, int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)  # lists that have been used


class Numbering:
    """Draws automatic numbers; ask it once for each numbered paragraph, in reading order."""

    def __init__(
        self, root: etree._Element | None, list_of_style: Callable[[str], str | None]
    ) -> None:
        self._definitions: dict[str, Definition] = {}
        self._lists: dict[str, List] = {}
        self._counters: dict[str, Counters] = {}
        self._list_of_style = list_of_style
        self._resolved: dict[str, Definition | None] = {}
        if root is None:
            return
        for element in root.iterfind(f"{W}abstractNum"):
            definition = _read_definition(element)
            self._definitions.setdefault(definition.name, definition)
        for element in root.iterfind(f"{W}num"):
            self._lists.setdefault(element.get(f"{W}numId", ""), _read_list(element))

    def level_of(self, list_number: str, paragraph_style: str | None) -> int | None:
        """Return the level that the list gives to ``paragraph_style``, or None."""
        definition = self._definition(list_number)
        if definition is not None and paragraph_style is not None:
            for at, level in definition.levels.items():
                if level.paragraph_style == paragraph_style:
                    return at
        return None

    def draw(self, list_number: str, at: int) -> str | None:
        """Count one paragraph at level ``at`` (from 0) and return what Word draws before it.

        Returns "" where it draws nothing, None where the list or level does not exist.
        """
        definition = self._definition(list_number)
        if definition is None or not 0 <= at < _LEVELS:
            return None
        used = self._lists[list_number]
        levels = {**definition.levels, **used.levels}
        if at not in levels:
            return None
        levels = {
            i: replace(level, start=used.starts.get(i, level.start)) for i, level in levels.items()
        }
        counters = self._counters.setdefault(definition.name, Counters())
        if list_number not in counters.begun:
            counters.begun.add(list_number)
            for started in used.starts:
                counters.last.pop(started, None)
        _count(counters.last, levels, at)
        return _draw(levels, at, counters.last)

    def _definition(self, list_number: str) -> Definition | None:
        if list_number not in self._resolved:
            self._resolved[list_number] = self._follow(list_number)
        return self._resolved[list_number]

    def _follow(self, list_number: str) -> Definition | None:
        """Return the definition of a list, through numbering styles where it names one."""
        for _ in range(_LONGEST_STYLE_LINK):
            used = self._lists.get(list_number)
            definition = None if used is None else self._definitions.get(used.definition)
            if definition is None or definition.linked_style is None:
                return definition
            following = self._list_of_style(definition.linked_style)
            if following is None:
                return definition
            list_number = following
        return None


def _count(last: dict[int, int], levels: dict[int, Level], at: int) -> None:
    last[at] = last[at] + 1 if at in last else levels[at].start
    for below in range(at + 1, _LEVELS):
        restart = levels[below].restart if below in levels else None
        if restart is None or at < restart:
            last.pop(below, None)


def _draw(levels: dict[int, Level], at: int, last: dict[int, int]) -> str:
    level = levels[at]
    if level.style == "bullet":
        return draw_bullet(level.text)

    def fill(place: re.Match[str]) -> str:
        shown = int(place.group(1)) - 1
        if shown not in levels or shown > at:
            return ""
        of = levels[shown]
        style = "decimal" if level.is_legal and of.style != "none" else of.style
        return draw_number(last.get(shown, of.start), style, of.pattern)

    return _PLACE.sub(fill, level.text).strip()


def draw_bullet(sign: str) -> str:
    """Return a dash for any dash, the words of a bullet that has words, else a round bullet."""
    sign = sign.strip()
    if not sign:
        return ""
    if set(sign) <= _DASHES:
        return "–"
    if len(sign) > 1 and any(character.isalnum() for character in sign):
        return sign
    return "•"


# --- reading ----------------------------------------------------------------------------------


def _read_definition(element: etree._Element) -> Definition:
    return Definition(
        name=element.get(f"{W}abstractNumId", ""),
        levels=_read_levels(element),
        linked_style=value(element, "numStyleLink"),
    )


def _read_list(element: etree._Element) -> List:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in element.iterfind(f"{W}lvlOverride"):
        at = _level_number(override)
        if at is None:
            continue
        levels.update(_read_levels(override, at))
        start = number(override, "startOverride")
        if start is not None:
            starts[at] = start
    return List(value(element, "abstractNumId") or "", starts, levels)


def _read_levels(parent: etree._Element, only: int | None = None) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in parent.iterfind(f"{W}lvl"):
        at = only if only is not None else _level_number(element)
        if at is not None:
            levels[at] = _read_level(element)
    return levels


def _level_number(element: etree._Element) -> int | None:
    text = element.get(f"{W}ilvl", "")
    return int(text) if len(text) == 1 and text in "012345678" else None


def _read_level(element: etree._Element) -> Level:
    style, pattern = value(element, "numFmt"), None
    custom = element.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if custom is not None:
        style, pattern = custom.get(f"{W}val"), custom.get(f"{W}format")
    text = value(element, "lvlText") or ""
    if element.find(f"{W}lvlPicBulletId") is not None:
        style, text = "bullet", text or "•"
    return Level(
        start=number(element, "start") or 0,
        style=style or "decimal",
        pattern=pattern,
        text=text,
        restart=number(element, "lvlRestart"),
        is_legal=bool(toggle(element, "isLgl")),
        paragraph_style=value(element, "pStyle"),
    )
