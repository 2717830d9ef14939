"""Web pages: the document in them, without menus, scripts and forms.

What a browser draws itself (list numbers, bullets, quotes) is in the text; footnotes that are
linked from their marks stand behind the element with the mark.
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from config.settings import IngestSettings
from ingest.errors import DamagedFile, EmptyDocument, TooLarge
from ingest.loaders.assembly import Assembler, Footnote, NoteMark, Rich, has_words
from ingest.loaders.html.content import (
    content_roots,
    remove_hidden,
    remove_machinery,
    words_of,
)
from ingest.loaders.html.css import StyleSheet
from ingest.loaders.html.encoding import decode
from ingest.loaders.html.notes import HtmlNote, Notes, strip_label, take_notes
from ingest.loaders.html.walk import Block, Break, PageWalk, Paragraph, Row, levels_skipped
from ingest.types import Loaded

__all__ = ["load", "load_html"]

MAX_TAGS = 1_000_000
"""Of one page: above, it takes half a minute and half a gigabyte."""

_END_OF_PAGE = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)

_METADATA = {
    "author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "dc.title": "title",
    "dcterms.title": "title",
    "og:title": "title",
    "dc.language": "language",
    "dcterms.language": "language",
    "content-language": "language",
    "date": "created",
    "dc.date": "created",
    "dcterms.created": "created",
    "dcterms.issued": "created",
    "article:published_time": "created",
    "dcterms.modified": "modified",
    "last-modified": "modified",
    "article:modified_time": "modified",
}


def load(path: Path, settings: IngestSettings | None = None) -> Loaded:
    """Return the web page at ``path`` as read. It has no pages.

    Raises:
        TooLarge: too many tags, too deep, or too many words.
        DamagedFile: the parser gave up.
        EmptyDocument: it holds no words.
    """
    settings = settings or IngestSettings()
    text, warning = decode(path.read_bytes())
    return load_html(text, settings, [] if warning is None else [warning])


def load_html(text: str, settings: IngestSettings, warnings: list[str]) -> Loaded:
    """Return a page that is already decoded, as read; ``warnings`` become those of the result."""
    root = _parse(text)
    metadata = _read_metadata(root)
    body = root.find("body")
    if body is None:
        raise EmptyDocument("The page has no body.")
    kept = list(root.iter())  # lxml makes an element's object anew at each look unless it is held
    sheet = StyleSheet(root)
    hidden = remove_hidden(body, sheet)
    if hidden:
        warnings = [*warnings, f"{hidden} pieces of hidden text were left out"]
    notes = take_notes(body)
    remove_machinery(body)
    roots = content_roots(body)
    reader = _Reader(notes, sheet, levels_skipped(roots), settings.max_text_chars)
    for content in roots:
        reader.read(content)
    kept.clear()
    return reader.assembler.finish("html", metadata, warnings)


class _Reader:
    """Carries what the walk finds to the assembler."""

    def __init__(self, notes: Notes, sheet: StyleSheet, skipped: int, max_chars: int) -> None:
        self.assembler = Assembler(self._footnote, max_chars)
        self._notes = notes
        self._sheet = sheet
        self._walk = PageWalk(notes.marks, sheet, self._place, skipped)

    def read(self, content: HtmlElement) -> None:
        self._walk.read(content)

    def _place(self, block: Block) -> None:
        match block:
            case Paragraph():
                self.assembler.add(block.kind, block.rich, label=block.label, level=block.level)
            case Row():
                self.assembler.add_row(block.cells, table=block.table, is_header=block.is_header)
            case Break():
                self.assembler.break_before_next()

    def _footnote(self, name: str) -> Footnote | None:
        note = self._notes.bodies.get(name)
        return None if note is None else Footnote(note.label, self._read_note(note))

    def _read_note(self, note: HtmlNote) -> list[Rich]:
        """Return the paragraphs of a note, without the mark printed before its first words."""
        paragraphs: list[Rich] = []

        def keep(block: Block) -> None:
            if isinstance(block, Paragraph):
                # The number that a list of notes draws before each is its mark.
                paragraphs.append(block.labelled if any(paragraphs) else block.rich)
            elif isinstance(block, Row):
                paragraphs.extend(rich for cell in block.cells for rich in cell.paragraphs)

        PageWalk(self._notes.marks, self._sheet, keep).read(note.body)
        paragraphs = [rich for rich in paragraphs if has_words(rich)]
        if paragraphs:
            paragraphs[0] = _without_label(paragraphs[0], note.label)
        return paragraphs


def _without_label(rich: Rich, label: str) -> Rich:
    # The mark and the blank behind it may be two pieces: join the pieces up to a mark.
    parts = list(rich)
    until = next((at for at, part in enumerate(parts) if isinstance(part, NoteMark)), len(parts))
    first = "".join(part for part in parts[:until] if isinstance(part, str))
    return [strip_label(first, label), *parts[until:]]


def _parse(text: str) -> HtmlElement:
    if text.count("<") > MAX_TAGS:
        raise TooLarge(f"The page has more than {MAX_TAGS} tags.")
    # What follows an early end of the page is shown by browsers, but dropped by libxml2.
    text = _END_OF_PAGE.sub("", text.replace("\0", ""))
    if not text.strip():
        raise EmptyDocument("The page is empty.")
    # Without huge_tree libxml2 silently stops at 256 levels; with it, at 2,048 and says so.
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise EmptyDocument("The page is empty.") from error
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DamagedFile(f"The page could not be parsed: {error}.") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooLarge("The page is nested too deep.")
    return root


def _read_metadata(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    title = root.find("head/title")
    if title is not None and words_of(title):
        found["title"] = words_of(title)
    language = root.get("lang") or root.get("xml:lang")
    if language:
        found["language"] = language.strip()
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("http-equiv") or ""
        key, text = _METADATA.get(name.strip().lower()), (meta.get("content") or "").strip()
        if key is not None and text:
            found.setdefault(key, text)
    return found
