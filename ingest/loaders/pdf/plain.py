"""The fallback: pages by pypdf, for a file that pdfium cannot open."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.errors import DamagedFile, TooLarge, UnreadableText
from ingest.loaders.pdf.opening import Opened
from ingest.loaders.pdf.order import is_rtl
from ingest.loaders.pdf.shapes import MAX_GLYPHS, MAX_GLYPHS_PER_PAGE, Glyph, Page, Style
from ingest.typography import clean

_STYLE = Style(10.0)
_ADVANCE, _PITCH, _MARGIN = 5.0, 12.0, 70.0  # points


def read_plain(opened: Opened) -> Iterator[Page]:
    """Yield pages on which the lines that pypdf tells are set as by a typewriter.

    Raises:
        DamagedFile: if pypdf cannot read a page either.
        UnreadableText: if it is Arabic, whose order pypdf does not keep.
        TooLarge: if it has more letters than any document.
    """
    total = 0
    for number, page in enumerate(opened.reader.pages, start=1):
        try:
            text = clean(page.extract_text())[:MAX_GLYPHS_PER_PAGE]
        except Exception as error:
            raise DamagedFile(f"page {number} cannot be read ({type(error).__name__})") from error
        total += len(text)
        if total > MAX_GLYPHS:
            raise TooLarge(f"it has more than {MAX_GLYPHS} letters")
        if is_rtl(text):
            raise UnreadableText("it is damaged, and what is left of its Arabic has no order")
        label = opened.labels[number - 1] if opened.labels else None
        rows = text.split("\n")
        height = 2 * _MARGIN + len(rows) * _PITCH
        glyphs = tuple(
            Glyph(letter, x := _MARGIN + i * _ADVANCE, x + _ADVANCE, height - _MARGIN - y, _STYLE)
            for y, row in ((n * _PITCH, row.strip()) for n, row in enumerate(rows))
            for i, letter in enumerate(row)
        )
        yield Page(number, label, 600.0, height, glyphs, (), ())
