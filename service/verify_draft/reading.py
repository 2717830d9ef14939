"""A draft as it is now: its paragraphs with their footnotes, and what is left of its data.

Tracked changes are read as if they were accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from config.settings import IngestSettings
from ingest.errors import DamagedFile, IngestError
from ingest.loaders.docx.package import Package
from ingest.typography import clean
from service.errors import BadDraft
from service.export_docx.data import DraftData, from_xml
from service.export_docx.names import W

_GONE = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr")}
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SHOWN = {f"{W}{name}" for name in ("t", "tab", "br", "cr", "noBreakHyphen", "footnoteReference")}
_CUSTOM_PARTS = 40


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that end with footnote marks, or at the end of their paragraph.

    ``notes`` are the numbers printed there. ``paragraph`` counts from 1.
    """

    text: str
    notes: tuple[int, ...]
    paragraph: int
    style: str  # name of the paragraph's style, in lower case


@dataclass(frozen=True, slots=True)
class EditedDraft:
    """All that is read from a file; ``notes`` by the number that is printed."""

    units: tuple[Unit, ...]
    notes: dict[int, str]
    data: DraftData


def read_draft(path: Path, settings: IngestSettings) -> EditedDraft:
    """Return what stands in a Word file.

    Raises:
        BadDraft: if it is no Word file, a damaged or dangerous one, or none of our drafts.
    """
    try:
        with Package(path, settings) as package:
            return _read(package)
    except IngestError as error:
        raise BadDraft(f"{path.name}: {error}") from error


def _read(package: Package) -> EditedDraft:
    main = package.main_part()
    document = package.read(main)
    data = next(_data(package), None)
    if data is None or document is None:
        raise DamagedFile("It does not hold the data of a draft made by wipo-rag.")
    styles = _style_names(package.read(package.related(main, "styles", "word/styles.xml")))
    notes = package.read(package.related(main, "footnotes", "word/footnotes.xml"))
    order: dict[str, int] = {}
    units = tuple(_units(document, styles, order))
    texts = {order[name]: text for name, text in _notes(notes) if name in order}
    return EditedDraft(units, texts, data)


def _units(
    document: etree._Element, styles: dict[str, str], order: dict[str, int]
) -> Iterator[Unit]:
    for number, paragraph in enumerate(document.iter(f"{W}p"), 1):
        style = styles.get(_value(paragraph, f"{W}pPr/{W}pStyle"), "")
        text, notes = "", list[int]()
        for part in _parts(paragraph):
            if part.tag == f"{W}footnoteReference":
                name = part.get(f"{W}id", "")
                notes.append(order.setdefault(name, len(order) + 1))
                continue
            words = _words(part)
            if notes and not words.strip(" ,،、"):
                continue  # what parts the marks of several notes is no text
            if notes:
                yield Unit(clean(text), tuple(notes), number, style)
                text, notes = "", []
            text += words
        if text.strip() or notes:
            yield Unit(clean(text), tuple(notes), number, style)


def _parts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield texts, breaks and footnote marks of a paragraph, but not of one inside it."""
    for child in paragraph:
        if child.tag in _GONE or child.tag in (_ALTERNATE, f"{W}p"):
            continue
        if child.tag in _SHOWN:
            yield child
        else:
            yield from _parts(child)


def _words(part: etree._Element) -> str:
    if part.tag == f"{W}t":
        return part.text or ""
    return "-" if part.tag == f"{W}noBreakHyphen" else " "


def _notes(root: etree._Element | None) -> Iterator[tuple[str, str]]:
    for note in () if root is None else root.iterfind(f"{W}footnote"):
        parts = (part for paragraph in note.iter(f"{W}p") for part in _parts(paragraph))
        yield note.get(f"{W}id", ""), plain(clean("".join(map(_words, parts))))


def plain(text: str) -> str:
    """Return a text as one line."""
    return " ".join(text.split())


def _style_names(root: etree._Element | None) -> dict[str, str]:
    return {
        style.get(f"{W}styleId", ""): _value(style, f"{W}name").lower()
        for style in (() if root is None else root.iterfind(f"{W}style"))
    }


def _value(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(f"{W}val", "")


# --- our data -----------------------------------------------------------------------------------


def _data(package: Package) -> Iterator[DraftData]:
    for number in range(1, _CUSTOM_PARTS):
        try:
            root = package.read(f"customXml/item{number}.xml")
        except IngestError:
            continue  # somebody else's part; ours is well-formed
        found = None if root is None else from_xml(root)
        if found is not None:
            yield found
