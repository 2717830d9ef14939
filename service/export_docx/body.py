"""The text of a draft: title, headings, numbered statements with their footnotes, sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from ingest.types import Language
from service.export_docx.data import MadeNote, MadeStatement
from service.export_docx.names import (
    BODY,
    DOCUMENT,
    FOOTNOTE_REFERENCE,
    HEADING,
    MARK,
    NOTE,
    R_NS,
    SOURCE,
    TITLE,
    W_NS,
    R,
    W,
)
from service.export_docx.notes import Notes
from service.export_docx.own_words import own_words
from service.export_docx.package import Parts
from service.export_docx.runs import (
    add_runs,
    add_words,
    is_right_to_left,
    paragraph,
    reads_right_to_left,
)
from service.export_docx.texts import draft_texts
from service.summaries.types import Summary
from service.summaries.wording import wording
from service.types import Citation, Statement

_HEADER = "word/header_draft.xml"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_AFTER_BIDI = ("rtlGutter", "docGrid", "printerSettings", "sectPrChange")
_HASH_SHOWN = 16  # characters; the whole is in the data


class Body:
    """Writes a summary into the document of a template."""

    def __init__(self, parts: Parts, styles: Mapping[str, str], summary: Summary) -> None:
        self._parts = parts
        self._styles = styles
        self._summary = summary
        self._language: Language = summary.language
        self.furniture: list[str] = []
        self.statements: list[MadeStatement] = []
        body = parts.tree(DOCUMENT).find(f"{W}body")
        if body is None:
            body = etree.SubElement(parts.tree(DOCUMENT), f"{W}body")
        self._page = self._emptied(body)
        self._body = body

    def _emptied(self, body: etree._Element) -> etree._Element:
        """Return what describes the page, after all else was taken out."""
        page = body.find(f"{W}sectPr")
        for child in list(body):
            body.remove(child)
        return etree.Element(f"{W}sectPr") if page is None else page

    def write(self, notes: Notes) -> None:
        """Write everything."""
        texts, summary = draft_texts(self._language), self._summary
        self._ours(summary.title, TITLE)
        self._ours(texts.note, NOTE)
        self._ours(
            texts.made.format(
                date=summary.made_at[:10],
                documents=summary.searched.documents,
                generation=summary.searched.generation,
            ),
            NOTE,
        )
        if summary.reason:
            self._ours(wording(self._language).reasons.get(summary.reason, summary.reason), NOTE)
        cited = {citation.n: citation for citation in summary.citations}
        for section in summary.sections:
            self._ours(section.heading, HEADING)
            for statement in section.statements:
                self._statement(section.name, statement, cited, notes)
        if summary.sources:
            self._ours(texts.sources, HEADING)
        for line in self._sources():
            self._ours(line, SOURCE)
        self._finish_page()

    def _ours(self, text: str, style: str) -> None:
        line = paragraph(self._styles[style.lower()], self._language)
        add_runs(line, text, self._language)
        self._body.append(line)
        self.furniture.append(text)

    def _statement(
        self, section: str, statement: Statement, cited: Mapping[int, Citation], notes: Notes
    ) -> None:
        language = self._language
        if reads_right_to_left(statement.text) != is_right_to_left(language):
            language = cited[statement.citations[0]].language
        line = paragraph(self._styles[BODY.lower()], language)
        add_words(line, statement.text, language, language)
        made = []
        for place, number in enumerate(statement.citations):
            name, words = notes.add(cited[number])
            made.append(MadeNote(number, words))
            if place:
                self._raise(line, ",", language)
            run = self._raised(line, language)
            etree.SubElement(run, f"{W}footnoteReference").set(f"{W}id", str(name))
        self._body.append(line)
        quotes = [cited[number].quote for number in statement.citations]
        own = own_words(statement.text, quotes)
        self.statements.append(MadeStatement(section, statement.text, own, tuple(made)))

    def _raised(self, line: etree._Element, language: Language) -> etree._Element:
        run = etree.SubElement(line, f"{W}r")
        properties = etree.SubElement(run, f"{W}rPr")
        style = etree.SubElement(properties, f"{W}rStyle")
        style.set(f"{W}val", self._styles[FOOTNOTE_REFERENCE.lower()])
        if is_right_to_left(language):
            etree.SubElement(properties, f"{W}rtl")
        return run

    def _raise(self, line: etree._Element, mark: str, language: Language) -> None:
        etree.SubElement(self._raised(line, language), f"{W}t").text = mark

    def _sources(self) -> Iterator[str]:
        texts = draft_texts(self._language)
        for source in self._summary.sources:
            yield texts.source.format(
                key=source.key,
                language=texts.in_language[source.language],
                title=" ".join(source.title.split()),
                file=source.source,
                sha256=f"{source.sha256[:_HASH_SHOWN]}…",
            )

    # --- the page ---------------------------------------------------------------------------

    def _finish_page(self) -> None:
        """Mark every page as a draft, above what the template's own headers hold."""
        known = {
            reference.get(f"{W}type"): self._parts.target(DOCUMENT, reference.get(f"{R}id", ""))
            for reference in self._page.findall(f"{W}headerReference")
        }
        for header in {part for part in known.values() if part}:
            self._parts.tree(header).insert(0, self._mark())
        missing = [kind for kind in ("first", "even", "default") if not known.get(kind)]
        if missing:
            self._add_header(missing)
        if is_right_to_left(self._language) and self._page.find(f"{W}bidi") is None:
            later = [i for i, c in enumerate(self._page) if c.tag[len(W) :] in _AFTER_BIDI]
            self._page.insert(later[0] if later else len(self._page), etree.Element(f"{W}bidi"))
        self._body.append(self._page)

    def _add_header(self, kinds: list[str]) -> None:
        root = etree.Element(f"{W}hdr", nsmap={"w": W_NS, "r": R_NS})
        root.append(self._mark())
        self._parts.put(_HEADER, root, _HEADER_TYPE)
        name = self._parts.relate(DOCUMENT, "header", _HEADER.partition("/")[2])
        for kind in kinds:
            reference = etree.Element(f"{W}headerReference")
            reference.set(f"{W}type", kind)
            reference.set(f"{R}id", name)
            self._page.insert(0, reference)

    def _mark(self) -> etree._Element:
        line = paragraph(self._styles[MARK.lower()], self._language)
        add_runs(line, draft_texts(self._language).mark, self._language)
        return line
