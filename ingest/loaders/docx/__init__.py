"""Word documents (.docx): our own walk over the XML, for what no library keeps together.

Automatic numbers, footnotes and no-break hyphens are all in the text or its notes; tracked
deletions, comments, hidden words and what stands in page headers and footers are not.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from config.settings import IngestSettings
from ingest.errors import DamagedFile
from ingest.loaders.assembly import Assembler, Footnote
from ingest.loaders.docx.inline import InlineReader
from ingest.loaders.docx.names import W
from ingest.loaders.docx.notes import NoteStore
from ingest.loaders.docx.numbering import Numbering
from ingest.loaders.docx.package import Package
from ingest.loaders.docx.styles import Styles
from ingest.loaders.docx.walk import Block, BlockReader, Break, Paragraph, Row, Table
from ingest.types import Loaded

__all__ = ["load"]

_METADATA = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "author",
    "{http://purl.org/dc/elements/1.1/}subject": "subject",
    "{http://purl.org/dc/elements/1.1/}language": "language",
    "{http://purl.org/dc/terms/}created": "created",
    "{http://purl.org/dc/terms/}modified": "modified",
}
_LEFT_OUT = {
    "hidden": "pieces of hidden text were left out",
    "sign": "signs of a symbol font are not known and were left out",
    "chunk": "embedded files were not read",
}


def load(path: Path, settings: IngestSettings | None = None) -> Loaded:
    """Return the Word document at ``path`` as read. It has no pages.

    Raises:
        TooLarge, EncryptedFile, DamagedFile, UnsupportedFormat: see ``Package``.
        EmptyDocument: it holds no words.
    """
    settings = settings or IngestSettings()
    with Package(path, settings) as package:
        try:
            return DocumentReader(package, settings).read()
        except RecursionError as error:
            raise DamagedFile("The document is nested too deep.") from error


class DocumentReader:
    """Reads one document, once."""

    def __init__(self, package: Package, settings: IngestSettings) -> None:
        main = package.main_part()

        def part(kind: str) -> etree._Element | None:
            return package.read(package.related(main, kind, f"word/{kind}.xml"))

        root = package.read(main)
        body = None if root is None else root.find(f"{W}body")
        if body is None:
            raise DamagedFile("The document has no body.")
        self._body = body
        self._metadata = _read_metadata(
            package.read(package.related("", "core-properties", "docProps/core.xml"))
        )
        options, sections = part("settings"), list(body.iter(f"{W}sectPr"))
        self._notes = {
            "fn": NoteStore("footnote", part("footnotes"), options, sections),
            "en": NoteStore("endnote", part("endnotes"), options, sections),
        }
        styles = Styles(part("styles"))
        self._inline = InlineReader(styles)
        self._blocks = BlockReader(
            styles, Numbering(part("numbering"), styles.numbering_of), self._inline
        )
        self._assembler = Assembler(self._footnote, settings.max_text_chars)
        self._section = 0
        self._tables = 0

    def read(self) -> Loaded:
        """Return the document as read."""
        for block in self._blocks.blocks(self._body):
            self._place(block)
        warnings = [
            f"{count} {_LEFT_OUT[reason]}"
            for reason, count in sorted(self._inline.counts.items())
            if count
        ]
        return self._assembler.finish("docx", self._metadata, warnings)

    def _place(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._assembler.add(block.kind, block.rich, label=block.label, level=block.level)
            case Table():
                self._place_table(block)
            case Break():
                self._section += block.is_section
                if block.is_page:
                    self._assembler.break_before_next()

    def _place_table(self, table: Table) -> None:
        headers = _header_rows(table.rows)
        ordinal = self._tables + 1
        for at, row in enumerate(table.rows):
            if self._assembler.add_row(row.cells, table=ordinal, is_header=at < headers):
                self._tables = ordinal

    def _footnote(self, note: str) -> Footnote | None:
        store = self._notes[note[:2]]
        element = store.get(note[2:])
        if element is None:
            return None
        mark = self._inline.custom_marks.get(note)
        if mark is None:
            return Footnote(store.next_label(self._section), self._blocks.note(element))
        paragraphs = [list(rich) for rich in self._blocks.note(element)]
        first = paragraphs[0] if paragraphs else []
        # An own mark is typed in the note too; it is its number, not one of its words.
        if first and isinstance(first[0], str):
            first[0] = first[0].lstrip().removeprefix(mark.strip())
        return Footnote(mark.strip(), paragraphs)


def _header_rows(rows: tuple[Row, ...]) -> int:
    """Return how many rows at the top name the columns.

    Where the file does not say, a first row all in bold above one that is not.
    """
    marked = sum(row.is_header for row in rows)
    if marked == 0 and len(rows) > 1 and rows[0].is_bold and not rows[1].is_bold:
        return 1
    return marked


def _read_metadata(root: etree._Element | None) -> dict[str, str]:
    if root is None:
        return {}
    found = {_METADATA.get(str(child.tag)): (child.text or "").strip() for child in root}
    return {name: text for name, text in found.items() if name and text}
