"""styles.xml: what a paragraph or a run inherits from its named style."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from ingest.loaders.docx.names import W, as_number, number, toggle, value

_HEADING_NAME = re.compile(r"heading\s*([1-9])$", re.IGNORECASE)
_DEEPEST_CHAIN = 30
_FIRST_ROW_LOOK = 0x20


@dataclass(frozen=True, slots=True)
class RunLook:
    """What of a run's look changes how its words read; None where nothing is said."""

    hidden: bool | None = None
    capitals: bool | None = None
    bold: bool | None = None
    font: str | None = None

    def under(self, direct: RunLook) -> RunLook:
        """Return this look with what ``direct`` says laid over it."""
        return RunLook(
            self.hidden if direct.hidden is None else direct.hidden,
            self.capitals if direct.capitals is None else direct.capitals,
            self.bold if direct.bold is None else direct.bold,
            direct.font or self.font,
        )


PLAIN = RunLook()


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What a paragraph's style says. ``heading`` counts from 1; 0 is body text."""

    style: str | None = None
    heading: int = 0
    list_number: str | None = None
    list_level: int | None = None
    page_break_before: bool = False
    run: RunLook = PLAIN


class Styles:
    """The named styles of one document; unknown names say nothing."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: str | None = None
        self._paragraphs: dict[str | None, ParagraphLook] = {}
        self._runs: dict[str, RunLook] = {}
        self._first_rows: dict[str, bool] = {}
        for style in () if root is None else root.iterfind(f"{W}style"):
            name = style.get(f"{W}styleId")
            if name is None:
                continue
            self._styles.setdefault(name, style)
            is_default = style.get(f"{W}default", "0") in ("1", "true", "on")
            if is_default and style.get(f"{W}type") == "paragraph":
                self._default = name

    def paragraph(self, name: str | None) -> ParagraphLook:
        """Return the look of the paragraph style ``name``, by default the default style's."""
        name = name if name is not None else self._default
        if name not in self._paragraphs:
            look = ParagraphLook(style=name, heading=_heading_of(name or ""))
            for style in reversed(self._chain(name)):
                look = _lay_over(look, style)
            self._paragraphs[name] = replace(look, style=name)
        return self._paragraphs[name]

    def run(self, name: str | None) -> RunLook:
        """Return the look of the character style ``name``."""
        if name is None:
            return PLAIN
        if name not in self._runs:
            look = PLAIN
            for style in reversed(self._chain(name)):
                look = look.under(run_look(style.find(f"{W}rPr")))
            self._runs[name] = look
        return self._runs[name]

    def numbering_of(self, name: str) -> str | None:
        """Return the list number of the numbering style ``name``, or None."""
        for style in self._chain(name):
            found = value(style, "pPr/numPr/numId")
            if found is not None:
                return found
        return None

    def sets_off_first_row(self, table: etree._Element) -> bool:
        """Return whether the table's style draws its first row unlike the others.

        The "first row" flag alone says nothing: Word sets it on every table.
        """
        properties = table.find(f"{W}tblPr")
        look = None if properties is None else properties.find(f"{W}tblLook")
        if properties is None or look is None:
            return False
        flag = look.get(f"{W}firstRow")
        if flag is None:
            bits = look.get(f"{W}val", "0")
            is_on = bool(re.fullmatch("[0-9A-Fa-f]{1,8}", bits)) and bool(
                int(bits, 16) & _FIRST_ROW_LOOK
            )
        else:
            is_on = flag in ("1", "true", "on")
        name = value(properties, "tblStyle")
        return is_on and name is not None and self._has_first_row(name)

    def _has_first_row(self, name: str) -> bool:
        if name not in self._first_rows:
            self._first_rows[name] = any(
                part.get(f"{W}type") == "firstRow" and len(part) > 0
                for style in self._chain(name)
                for part in style.iterfind(f"{W}tblStylePr")
            )
        return self._first_rows[name]

    def _chain(self, name: str | None) -> list[etree._Element]:
        """Return the style and those it is based on, itself first."""
        chain: list[etree._Element] = []
        while name is not None and len(chain) < _DEEPEST_CHAIN:
            style = self._styles.get(name)
            if style is None or style in chain:
                break
            chain.append(style)
            name = value(style, "basedOn")
        return chain


def run_look(properties: etree._Element | None) -> RunLook:
    """Return what a ``w:rPr`` says itself, without its style."""
    if properties is None:
        return PLAIN
    fonts = properties.find(f"{W}rFonts")
    font = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
    return RunLook(
        hidden=toggle(properties, "vanish"),
        capitals=toggle(properties, "caps"),
        bold=toggle(properties, "b"),
        font=font,
    )


def heading_level(outline: str | None) -> int | None:
    """Return the heading level (1 is the highest) of an outline level, or None: nothing said."""
    level = as_number(outline)
    if level is None or level < 0:
        return None
    return level + 1 if level < 9 else 0


def _heading_of(name: str) -> int:
    """Return the heading level of a built-in style by its name, 0 for any other."""
    found = _HEADING_NAME.match(name)
    if found:
        return int(found.group(1))
    return 1 if name.lower() == "title" else 0


def _lay_over(look: ParagraphLook, style: etree._Element) -> ParagraphLook:
    properties = style.find(f"{W}pPr")
    # The name of a built-in style is English in every language version; its id is not.
    heading = _heading_of(value(style, "name") or "") or look.heading
    stated = heading_level(value(properties, "outlineLvl"))
    before = toggle(properties, "pageBreakBefore")
    list_number = value(properties, "numPr/numId")
    list_level = number(properties, "numPr/ilvl")
    return ParagraphLook(
        heading=heading if stated is None else stated,
        list_number=look.list_number if list_number is None else list_number,
        list_level=look.list_level if list_level is None else list_level,
        page_break_before=look.page_break_before if before is None else before,
        run=look.run.under(run_look(style.find(f"{W}rPr"))),
    )
