"""Runs and paragraphs of WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from evaluation.datasets.sample.build.expression import Inline, Mark
from ingest.types import Language

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

TAGS: Mapping[Language, str] = {
    "ar": "ar-SA",
    "en": "en-US",
    "es": "es-ES",
    "fr": "fr-FR",
    "ru": "ru-RU",
    "zh": "zh-CN",
}

LATIN_STYLES = ("Letter", "Symbol", "Header")
"""Styles of lines that may be nothing but a symbol."""

FIRST_NOTE_ID = 2
"""Word keeps two ids for separators, so that note 1 has id 2."""

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9/._@:%+\-]*(?: [A-Z0-9][A-Za-z0-9.]*)*")
_IN_NUMBER = re.compile(r"(?<=\d)\u00a0(?=\d)")
_PARTS = re.compile(r"(\u2011)")


def w(name: str, /, *children: etree._Element, **attributes: str | int) -> etree._Element:
    """Return an element of the main namespace with attributes of the same namespace."""
    element = etree.Element(f"{{{W}}}{name}", nsmap={"w": W, "r": R})
    for key, value in attributes.items():
        element.set(f"{{{W}}}{key}", str(value))
    element.extend(children)
    return element


def _is_latin(words: Inline) -> bool:
    """Return whether ``words`` are nothing but a symbol or a letter in Latin script."""
    return all(isinstance(part, str) and _LATIN.fullmatch(part) for part in words)


class Writer:
    """Writes words in one language: direction, language tags, footnote marks.

    ``for_print``: no-break blanks inside Arabic numbers are narrow ones, because LibreOffice
    breaks lines beside the others, between any two digits.
    """

    def __init__(self, language: Language, *, for_print: bool = False) -> None:
        self.language = language
        self.is_rtl = language == "ar"
        self.narrows_blanks = self.is_rtl and for_print

    def paragraph(
        self, words: Inline, style: str, *properties: etree._Element, notes: bool = True
    ) -> etree._Element:
        """Return a paragraph; ``properties`` follow its style, in the order of the schema."""
        last = (f"{{{W}}}ind", f"{{{W}}}jc")  # the schema puts w:bidi before these
        before = [p for p in properties if p.tag not in last]
        after = [p for p in properties if p.tag in last]
        direction = [w("bidi")] if self.is_rtl else []
        if direction and style in LATIN_STYLES and words and _is_latin(words):
            # From right to left, the dot of "Rev." would stand before the symbol.
            direction, after = [], [w("jc", val="start")]
        found = w("p", w("pPr", w("pStyle", val=style), *before, *direction, *after))
        for part in words:
            if isinstance(part, str):
                found.extend(self.runs(part))
            elif notes:
                found.append(self.note_mark(part))
        return found

    def runs(self, text: str) -> Iterator[etree._Element]:
        """Yield the runs of ``text``: in Arabic, Latin words stand in runs of their own."""
        if not self.is_rtl:
            yield self.run(text)
            return
        end = 0
        for match in _LATIN.finditer(text):
            if match.start() > end:
                yield self.run(text[end : match.start()])
            yield self.run(match[0], latin=True)
            end = match.end()
        if end < len(text):
            yield self.run(text[end:])

    def run(self, text: str, *, latin: bool = False) -> etree._Element:
        """Return one run; a no-break hyphen becomes Word's own element."""
        if self.narrows_blanks:
            text = _IN_NUMBER.sub("\u202f", text)
        found = w("r")
        if self.is_rtl and not latin:
            found.append(w("rPr", w("rtl")))
        for part in _PARTS.split(text):
            if part == "\u2011":
                found.append(w("noBreakHyphen"))
            elif part:
                words = w("t")
                words.text = part
                words.set(XML_SPACE, "preserve")
                found.append(words)
        return found

    def note_mark(self, mark: Mark) -> etree._Element:
        """Return the run with a footnote mark."""
        properties = w("rPr", w("rStyle", val="FootnoteReference"))
        if self.is_rtl:
            properties.append(w("rtl"))
        return w("r", properties, w("footnoteReference", id=mark.number + FIRST_NOTE_ID - 1))

    def footnotes(self, notes: tuple[Inline, ...]) -> etree._Element:
        """Return footnotes.xml with its two separators."""
        found = w("footnotes")
        for identifier, kind in ((0, "separator"), (1, "continuationSeparator")):
            line = w("p", w("r", w(kind)))
            found.append(w("footnote", line, type=kind, id=identifier))
        for position, words in enumerate(notes):
            line = self.paragraph((" ", *words), "FootnoteText", notes=False)
            reference = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
            line.insert(1, reference)
            found.append(w("footnote", line, id=position + FIRST_NOTE_ID))
        return found

    def running_head(self, symbol: str, page: str | None) -> etree._Element:
        """Return a header: the symbol, and a line with the page number if ``page`` holds ``{}``."""
        found = w("hdr", self.paragraph((symbol,), "Header"))
        if page is not None:
            before, after = page.split("{}")
            line = self.paragraph((before,) if before else (), "Header")
            field = etree.SubElement(line, f"{{{W}}}fldSimple")
            field.set(f"{{{W}}}instr", " PAGE ")
            field.append(self.run("2"))
            line.extend(self.runs(after) if after else ())
            found.append(line)
        return found
