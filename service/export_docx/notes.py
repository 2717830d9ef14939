"""The footnotes of a draft: where the words stand, a link to them, and the words themselves."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from lxml import etree

from ingest.types import Language
from service.export_docx.names import (
    FOOTNOTE_REFERENCE,
    FOOTNOTE_TEXT,
    FOOTNOTES,
    HYPERLINK,
    R_NS,
    W_NS,
    R,
    W,
)
from service.export_docx.package import Parts
from service.export_docx.references import document_name, place_of, shortened
from service.export_docx.runs import add_runs, add_words, paragraph
from service.export_docx.texts import draft_texts
from service.types import Citation

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SCHEMES = ("http", "https")


class Notes:
    """Footnotes, one for each use of a citation, numbered in the order they are added."""

    def __init__(
        self, parts: Parts, styles: Mapping[str, str], language: Language, base_url: str
    ) -> None:
        """Prepare; ``base_url`` is where the reader is served, "" if nowhere."""
        self._parts = parts
        self._styles = styles
        self._language = language
        self._base = base_url.rstrip("/")
        self._root = etree.Element(f"{W}footnotes", nsmap={"w": W_NS, "r": R_NS})
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            note = etree.SubElement(self._root, f"{W}footnote")
            note.set(f"{W}type", kind)
            note.set(f"{W}id", str(number))
            line = paragraph(None, language)
            note.append(line)
            run = etree.SubElement(line, f"{W}r")
            etree.SubElement(run, f"{W}{kind}")
        parts.put(FOOTNOTES, self._root, _TYPE)
        parts.relate("word/document.xml", "footnotes", "footnotes.xml")
        self._count = 0
        self._links: dict[str, str] = {}

    def add(self, citation: Citation) -> tuple[int, str]:
        """Return the id and the words of a new footnote."""
        self._count += 1
        note = etree.SubElement(self._root, f"{W}footnote")
        note.set(f"{W}id", str(self._count))
        line = paragraph(self._styles[FOOTNOTE_TEXT.lower()], self._language)
        note.append(line)
        self._mark(line)
        name, place = document_name(citation), place_of(citation, self._language)
        texts = draft_texts(self._language)
        head = texts.place["join"].join(filter(None, (name, place)))
        quotation = texts.quotation.format(quote=shortened(citation.quote))
        add_runs(line, " ", self._language)
        self._linked(line, head, citation)
        add_runs(line, texts.place["end"], self._language)
        add_words(line, quotation, citation.language, self._language)
        return self._count, f"{head}{texts.place['end']}{quotation}"

    def _mark(self, line: etree._Element) -> None:
        run = etree.SubElement(line, f"{W}r")
        style = etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}rStyle")
        style.set(f"{W}val", self._styles[FOOTNOTE_REFERENCE.lower()])
        etree.SubElement(run, f"{W}footnoteRef")

    def _linked(self, line: etree._Element, head: str, citation: Citation) -> None:
        target = self._target(citation)
        if not target:
            add_runs(line, head, self._language)
            return
        if target not in self._links:
            self._links[target] = self._parts.relate(FOOTNOTES, "hyperlink", target, external=True)
        link = etree.SubElement(line, f"{W}hyperlink")
        link.set(f"{R}id", self._links[target])
        add_runs(link, head, self._language, self._styles[HYPERLINK.lower()])

    def _target(self, citation: Citation) -> str:
        """Return the address of the passage in the reader, else that of the document, else ""."""
        if self._base:
            return f"{self._base}{citation.href}"
        url = citation.url or ""
        return url if urlsplit(url).scheme in _SCHEMES else ""
