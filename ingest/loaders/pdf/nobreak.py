"""No-break blanks: pdfium tells them as plain ones, pypdf keeps them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pypdf import PageObject

from ingest.loaders.pdf.shapes import Glyph

_BLANK = "\u00a0"
_MAX_CONTENT = 1_000_000  # bytes of one page: pypdf is slow
_CONTEXT = 3
_MAPPED = re.compile(rb"00a0", re.IGNORECASE)

Places = frozenset[tuple[str, str]]
"""What stands before and after the no-break blanks of a page."""


def no_break_places(page: PageObject) -> Places:
    """Return where no-break blanks stand on a page; nowhere if pypdf cannot read it."""
    try:
        if not _has_no_break(page):
            return frozenset()
        contents = page.get_contents()
        if contents is None or len(contents.get_data()) > _MAX_CONTENT:
            return frozenset()
        text = page.extract_text()
    except Exception:  # the blanks are a nicety: the words are known without
        return frozenset()
    return frozenset(
        (_before(text[max(at - 12, 0) : at]), _after(text[at + 1 : at + 13]))
        for at, char in enumerate(text)
        if char == _BLANK
    )


def _has_no_break(page: PageObject) -> bool:
    """Return whether a font of the page has the no-break blank."""
    fonts = page["/Resources"].get("/Font", {}).get_object()
    for font in fonts.values():
        mapping = font.get_object().get("/ToUnicode")
        if mapping is not None and _MAPPED.search(mapping.get_object().get_data()):
            return True
    return False


def with_no_break(glyphs: list[Glyph], places: Places) -> list[Glyph]:
    """Return the glyphs with the blanks that ``places`` tells made no-break ones."""
    if not places:
        return glyphs
    done = list(glyphs)
    for i, glyph in enumerate(glyphs):
        if glyph.text != " ":
            continue
        before = _before(_text(glyphs, range(i - 1, max(i - 13, -1), -1))[::-1])
        after = _after(_text(glyphs, range(i + 1, min(i + 13, len(glyphs)))))
        if (before, after) in places:
            done[i] = glyph._replace(text=_BLANK)
    return done


def _text(glyphs: Sequence[Glyph], places: range) -> str:
    """Return the letters at some places, up to the first blank."""
    found: list[str] = []
    for i in places:
        if glyphs[i].text.isspace():
            break
        found.append(glyphs[i].text if places.step > 0 else glyphs[i].text[::-1])
    return "".join(found)


def _before(text: str) -> str:
    """Return the number or the last letters that a text ends with."""
    number = re.search(r"\d+$", text)
    found = re.search(r"\S*$", text)
    return number.group() if number else found.group()[-_CONTEXT:] if found else ""


def _after(text: str) -> str:
    number = re.match(r"\d+", text)
    found = re.match(r"\S*", text)
    return number.group() if number else found.group()[:_CONTEXT] if found else ""
