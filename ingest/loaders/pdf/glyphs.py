"""Pages as drawn, read with pdfium: every glyph with its place and look, and the ruled lines."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from ctypes import byref, c_double, c_int, c_void_p, cast, create_string_buffer
from pathlib import Path

import pypdfium2 as pdfium2
import pypdfium2.raw as pdfium

from ingest.errors import DamagedFile, IngestError, TooLarge
from ingest.loaders.pdf.drawing import Place, read_drawing
from ingest.loaders.pdf.nobreak import no_break_places, with_no_break
from ingest.loaders.pdf.opening import Opened
from ingest.loaders.pdf.shapes import (
    MAX_GLYPHS,
    MAX_GLYPHS_PER_PAGE,
    MAX_PAGES,
    Box,
    Glyph,
    Page,
    Style,
)
from ingest.typography import clean

_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli", re.IGNORECASE)
_PRESENTATION = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]")
_HYPHEN_MARKS = (0x02, 0xFFFE)  # how pdfium writes a hyphen at the end of a line
_PRIVATE_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0be": "—", "\uf02d": "−", "\uf0d8": "➢"}
_MIN_SIZE = 1.0
_UPRIGHT = 0.2  # radians
_SAME_PLACE = 0.13  # of the size: nearer copies of a glyph are fake bold
_ALEF_LAM = ("ال", "أل", "إل", "آل")
_LINE_ENDS = (0x0A, 0x0D)
_SAME_PAIR = 0.6
_INVISIBLE = 3  # text render mode


def read_pages(path: Path, opened: Opened) -> Iterator[Page]:
    """Yield the pages of a PDF that pypdf has opened.

    Raises:
        DamagedFile: if pdfium cannot open it or read a page.
        TooLarge: if it has more glyphs than any document.
    """
    try:
        document = pdfium2.PdfDocument(path)
    except Exception as error:
        raise DamagedFile(f"it cannot be opened ({type(error).__name__})") from error
    total = 0
    try:
        for i in range(min(len(document), MAX_PAGES)):
            try:
                page = _read_page(document, i, opened)
            except (pdfium2.PdfiumError, ValueError):
                page = Page(i + 1, None, 600.0, 800.0, (), (), (), damaged=True)
            total += len(page.glyphs)
            if total > MAX_GLYPHS:
                raise TooLarge(f"it has more than {MAX_GLYPHS} letters")
            yield page
    except IngestError:
        raise
    except Exception as error:
        raise DamagedFile(f"a page cannot be read ({type(error).__name__})") from error
    finally:
        document.close()


def _read_page(document: pdfium2.PdfDocument, i: int, opened: Opened) -> Page:
    labels = opened.labels
    page = document[i]
    try:
        left, bottom, right, top = page.get_cropbox()
        box = Box(left, bottom, right, top)
        turn = page.get_rotation() % 360
        place = _placing(box, turn)
        width, height = right - left, top - bottom
        if turn in (90, 270):
            width, height = height, width
        strokes, fills = read_drawing(page.raw, place)
        reader = _TextReader(page, place, turn)
        try:
            seen = reader.glyphs(Box(-1, -1, width + 1, height + 1))
        finally:
            reader.close()
        glyphs = with_no_break(seen, no_break_places(opened.reader.pages[i]))
        return Page(
            number=i + 1,
            label=labels[i] if i < len(labels) else None,
            width=width,
            height=height,
            glyphs=tuple(glyphs),
            strokes=tuple(strokes),
            fills=tuple(fills),
            unmapped=reader.unmapped,
            turned=reader.turned,
        )
    finally:
        page.close()


def _placing(box: Box, turn: int) -> Place:
    """Return how a point of the file is displayed on a page turned clockwise by ``turn``."""
    match turn:
        case 90:
            return lambda x, y: (y - box.y0, box.x1 - x)
        case 180:
            return lambda x, y: (box.x1 - x, box.y1 - y)
        case 270:
            return lambda x, y: (box.y1 - y, x - box.x0)
        case _:
            return lambda x, y: (x - box.x0, y - box.y0)


class _TextReader:
    """The glyphs of one page, in the order in which pdfium tells them."""

    def __init__(self, page: pdfium2.PdfPage, place: Place, turn: int) -> None:
        self._text = page.get_textpage()
        self._place = place
        self._turn = math.radians(turn)
        self._covered = _covered_by_image(page)
        self._styles: dict[int, Style | None] = {}
        self._turned_objects: set[int] = set()
        self._turned_text: list[str] = []
        self.unmapped = 0

    @property
    def turned(self) -> tuple[str, ...]:
        """The words set at an angle that were met, one line each."""
        lines = (" ".join(line.split()) for line in "".join(self._turned_text).split("\n"))
        return tuple(line for line in lines if line)

    def close(self) -> None:
        self._text.close()

    def glyphs(self, visible: Box) -> list[Glyph]:
        """Return what a reader sees; ligatures whole, presentation forms as plain letters."""
        found: list[Glyph] = []
        last: tuple[float, float, float, float] | None = None
        drawings: dict[tuple[int, float, float], int] = {}  # object, origin: position in found
        for glyph, x, key in self._characters():
            if not visible.holds((glyph.x0 + glyph.x1) / 2, glyph.y):
                continue
            place = (glyph.x0, glyph.x1, x, glyph.y)
            drawing = (key, x, glyph.y)
            same = drawings.get(drawing)
            if place == last and not glyph.text.isspace():
                found[-1] = _joined(found[-1], glyph.text)
            elif same is not None and _is_share(found[same], glyph):
                found[same] = _spread(found[same], glyph)
            else:
                drawings[drawing] = len(found)
                found.append(glyph)
            last = place
        return _without_copies(found)

    def _characters(self) -> Iterator[tuple[Glyph, float, int]]:
        """Yield what pdfium tells of each letter: glyph, origin, number of the text object."""
        raw = self._text.raw
        count = min(pdfium.FPDFText_CountChars(raw), MAX_GLYPHS_PER_PAGE)
        box, x, y = pdfium.FS_RECTF(), c_double(), c_double()
        high = 0
        for i in range(count):
            code = pdfium.FPDFText_GetUnicode(raw, i)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
            item = pdfium.FPDFText_GetTextObject(raw, i)
            key = (cast(item, c_void_p).value or 0) if item else 0
            style = self._style(item, key, i) if key else None
            text = self._letters(code, i) if style is not None else ""
            if key in self._turned_objects:
                self._turned_text.append(self._letters(code, i))
            elif not key and code in _LINE_ENDS:
                self._turned_text.append("\n")
            if style is None or not text:
                continue  # a blank or line end that pdfium made up, or unseen text
            pdfium.FPDFText_GetLooseCharBox(raw, i, byref(box))
            pdfium.FPDFText_GetCharOrigin(raw, i, byref(x), byref(y))
            one, _ = self._place(box.left, box.bottom)
            two, _ = self._place(box.right, box.top)
            left, right = min(one, two), max(one, two)
            origin, base = self._place(x.value, y.value)
            if right - left > 0.01:
                yield Glyph(text, left, right, base, style), origin, key

    def _letters(self, code: int, i: int) -> str:
        if code in _HYPHEN_MARKS:
            return "-"
        if code == 0 or pdfium.FPDFText_HasUnicodeMapError(self._text.raw, i) == 1:
            self.unmapped += 1
            return "\ufffd" if code == 0 else clean(chr(code))
        char = chr(code)
        if "\ue000" <= char <= "\uf8ff":
            return _PRIVATE_BULLETS.get(char, "•")
        if _PRESENTATION.match(char):
            return unicodedata.normalize("NFKC", char)
        return clean(" " if char in "\t\r\n" else char)

    def _style(self, item: pdfium.FPDF_PAGEOBJECT, key: int, i: int) -> Style | None:
        """Return how the object of glyph ``i`` looks, ``None`` if a reader does not see it."""
        if key not in self._styles:
            self._styles[key] = self._seen_style(item, i)
        return self._styles[key]

    def _seen_style(self, item: pdfium.FPDF_PAGEOBJECT, i: int) -> Style | None:
        raw = self._text.raw
        mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
        if mode == _INVISIBLE and not self._covered:
            return None
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(raw, i, byref(matrix))
        # From the base line, not by GetCharAngle: that takes slanted letters for turned ones.
        angle = math.remainder(math.atan2(matrix.b, matrix.a) - self._turn, math.tau)
        size = pdfium.FPDFText_GetFontSize(raw, i) * math.hypot(matrix.c, matrix.d)
        if size < _MIN_SIZE:
            return None
        if abs(angle) > _UPRIGHT:
            self._turned_objects.add(cast(item, c_void_p).value or 0)
            return None
        name = create_string_buffer(256)
        flags = c_int()
        pdfium.FPDFText_GetFontInfo(raw, i, name, 256, byref(flags))
        font = name.value.decode("utf-8", "replace")
        bold = bool(_BOLD.search(font)) or pdfium.FPDFText_GetFontWeight(raw, i) >= 600 or mode == 2
        italic = bool(_ITALIC.search(font)) or bool(flags.value & 64) or abs(matrix.c) > 0.1 * size
        return Style(round(size, 1), bold, italic)


def _covered_by_image(page: pdfium2.PdfPage) -> bool:
    """Return whether one picture fills most of the page: then unseen text is that of a scan."""
    width, height = page.get_size()
    for i in range(min(pdfium.FPDFPage_CountObjects(page.raw), 50)):
        item = pdfium.FPDFPage_GetObject(page.raw, i)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(item, byref(matrix))
        area = abs(matrix.a * matrix.d - matrix.b * matrix.c)
        if area > 0.5 * width * height:
            return True
    return False


def _joined(glyph: Glyph, text: str) -> Glyph:
    """Return a ligature with one more letter.

    pdfium turns the letters of a right-to-left ligature round: the last comes first.
    """
    if unicodedata.bidirectional(text[0]) not in ("R", "AL", "NSM"):
        return glyph._replace(text=glyph.text + text)
    whole = text + glyph.text
    # Some files name this ligature the wrong way round; there is none of alef and lam.
    return glyph._replace(text=whole[::-1] if whole in _ALEF_LAM else whole)


def _is_share(glyph: Glyph, part: Glyph) -> bool:
    """Return whether ``part`` is a share of one drawing for which the file gives some letters.

    pdfium gives each letter of such an "ActualText" an equal part of the width.
    """
    width = (glyph.x1 - glyph.x0) / max(len(glyph.text), 1)
    beside = min(abs(part.x0 - glyph.x1), abs(part.x1 - glyph.x0)) < 0.02
    return beside and abs(part.x1 - part.x0 - width) < 0.02


def _spread(glyph: Glyph, part: Glyph) -> Glyph:
    return glyph._replace(
        text=glyph.text + part.text, x0=min(glyph.x0, part.x0), x1=max(glyph.x1, part.x1)
    )


def _letter_first(glyph: Glyph) -> Glyph:
    """Return a glyph of a letter and its signs with the letter first."""
    text = glyph.text
    if len(text) > 1 and unicodedata.category(text[0]) == "Mn":
        return glyph._replace(text=text[::-1])
    return glyph


def _without_copies(glyphs: list[Glyph]) -> list[Glyph]:
    """Return the glyphs without those drawn again at nearly the same place (fake bold)."""
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    kept: list[Glyph] = []
    for glyph in map(_letter_first, glyphs):
        # A letter and its vowel sign may both be drawn under the name of the pair.
        pair = len(glyph.text) > 1 and unicodedata.category(glyph.text[-1]) == "Mn"
        near = (_SAME_PAIR if pair else _SAME_PLACE) * glyph.style.size
        column, row = int(glyph.x0 // 8), int(glyph.y // 8)
        around = (
            other
            for i in (column - 1, column, column + 1)
            for j in (row - 1, row, row + 1)
            for other in seen.get((glyph.text, i, j), ())
        )
        if any(abs(o.x0 - glyph.x0) < near and abs(o.y - glyph.y) < near for o in around):
            continue
        seen.setdefault((glyph.text, column, row), []).append(glyph)
        kept.append(glyph)
    return kept
