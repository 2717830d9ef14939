"""No-break blanks: pdfium tells them as plain ones, pypdf keeps them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pypdf import PageObject
from pypdf.generic import DictionaryObject, StreamObject

from ingest.loaders.pdf.shapes import Glyph

_BLANK = "\u00a0"
_MAX_CONTENT = 1_000_000  # bytes of one page: pypdf is slow
_CONTEXT = 3
_GAP = (0.1, 0.8)  # of the size: as wide as a blank
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
    resources = page.get("/Resources", DictionaryObject()).get_object()
    fonts = resources.get("/Font") if isinstance(resources, DictionaryObject) else None
    held = fonts.get_object() if fonts is not None else None
    for entry in held.values() if isinstance(held, DictionaryObject) else ():
        font = entry.get_object()
        mapping = font.get("/ToUnicode") if isinstance(font, DictionaryObject) else None
        stream = mapping.get_object() if mapping is not None else None
        if isinstance(stream, StreamObject) and _MAPPED.search(stream.get_data()):
            return True
    return False


def with_no_break(glyphs: list[Glyph], places: Places) -> list[Glyph]:
    """Return the glyphs with no-break blanks where ``places`` tells them: pdfium leaves a gap."""
    if not places:
        return glyphs
    done: list[Glyph] = []
    glyphs = sorted(glyphs, key=lambda glyph: (-round(glyph.y), glyph.x0))
    for i, glyph in enumerate(glyphs):
        if i and _is_gap(glyphs[i - 1], glyph):
            last = glyphs[i - 1]
            before = _before(_text(glyphs, range(i - 1, max(i - 13, -1), -1))[::-1])
            after = _after(_text(glyphs, range(i, min(i + 12, len(glyphs)))))
            if (before, after) in places:
                done.append(Glyph(_BLANK, last.x1, glyph.x0, last.y, last.style))
        done.append(glyph)
    return done


def _is_gap(left: Glyph, right: Glyph) -> bool:
    size = left.style.size
    return (
        abs(left.y - right.y) < 0.1 * size
        and _GAP[0] * size < right.x0 - left.x1 < _GAP[1] * size
        and not left.text.isspace()
        and not right.text.isspace()
    )


def _text(glyphs: Sequence[Glyph], places: range) -> str:
    """Return the letters at some places, up to the first blank or the end of the line."""
    found: list[str] = []
    last = glyphs[places[0]]
    for i in places:
        glyph = glyphs[i]
        gap = glyph.x0 - last.x1 if places.step > 0 else last.x0 - glyph.x1
        if glyph.text.isspace() or abs(glyph.y - last.y) > last.style.size:
            break
        if gap > _GAP[0] * last.style.size:
            break
        found.append(glyph.text if places.step > 0 else glyph.text[::-1])
        last = glyph
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
