"""From the body of a Word document to paragraphs and tables, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from ingest.loaders.assembly import CellText, Fragment, Rich, has_words
from ingest.loaders.docx.inline import InlineReader, Line, PageBreak
from ingest.loaders.docx.names import MC, W, number, toggle, value
from ingest.loaders.docx.numbering import Numbering
from ingest.loaders.docx.styles import ParagraphLook, Styles, heading_level, run_look
from ingest.types import ElementKind

_WRAPPERS = {
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
}
_ALTERNATIVES = (f"{MC}Choice", f"{MC}Fallback")
_WIDEST_SPAN = 1000  # a wrong number must not make a row of millions of columns


@dataclass(frozen=True, slots=True)
class Break:
    """A page or section break between blocks; ``is_section`` where a section ends."""

    is_section: bool = False
    is_page: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its words, and the number that Word draws before them."""

    rich: Rich
    kind: ElementKind = ElementKind.PARAGRAPH
    label: str = ""
    level: int = 0
    is_bold: bool = False

    @property
    def labelled(self) -> Rich:
        """The words with the drawn number before them; none where there are no words."""
        return (f"{self.label} ", *self.rich) if self.label and has_words(self.rich) else self.rich


@dataclass(frozen=True, slots=True)
class Row:
    """One table row."""

    cells: tuple[CellText, ...]
    is_header: bool
    is_bold: bool  # every cell that has words is all bold


@dataclass(frozen=True, slots=True)
class Table:
    """One table; reading its rows counts the numbers in it, so read it in its place."""

    rows: tuple[Row, ...]


Block = Paragraph | Table | Break


class BlockReader:
    """Reads blocks in order; counts numbers, so each block must be read exactly once."""

    def __init__(self, styles: Styles, numbering: Numbering, inline: InlineReader) -> None:
        self._styles = styles
        self._numbering = numbering
        self._inline = inline
        # Words before a paragraph mark that was deleted: they belong to the next paragraph.
        self._carried: Line | None = None

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """Yield what ``container`` (body, cell, note, text box) holds."""
        for child in _shown(container):
            if child.tag == f"{W}p":
                if len(child):
                    yield from self._paragraph(child)
                continue
            yield from self._release()
            if child.tag == f"{W}tbl":
                yield Table(tuple(self._rows(child)))
            elif child.tag == f"{W}sectPr":
                yield Break(is_section=True)
            elif child.tag == f"{W}altChunk":
                self._inline.counts["chunk"] += 1
        yield from self._release()

    def _release(self) -> Iterator[Block]:
        """Yield the carried words as a paragraph: no paragraph follows that could take them."""
        carried, self._carried = self._carried, None
        if carried is not None:
            yield from self._pieces(carried, Paragraph(()))

    # --- paragraphs ---------------------------------------------------------------------------

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        properties = element.find(f"{W}pPr")
        look = self._styles.paragraph(value(properties, "pStyle"))
        line = self._inline.read(element, look.run)
        if self._carried is not None:
            line.parts[:0] = self._carried.parts
            line.boxes[:0] = self._carried.boxes
            self._carried = None
        if _mark_is_deleted(properties):
            self._carried = line
            return
        before = toggle(properties, "pageBreakBefore")
        if look.page_break_before if before is None else before:
            yield Break()
        yield from self._pieces(line, self._plan(properties, look, line))
        section = None if properties is None else properties.find(f"{W}sectPr")
        if section is not None:
            yield Break(is_section=True, is_page=value(section, "type") != "continuous")

    def _plan(
        self, properties: etree._Element | None, look: ParagraphLook, line: Line
    ) -> Paragraph:
        """Return the paragraph without its words: kind, level and drawn number."""
        label, depth = self._label(properties, look, line)
        stated = heading_level(value(properties, "outlineLvl"))
        level = look.heading if stated is None else stated
        if level:
            return Paragraph((), ElementKind.HEADING, label, level, line.is_bold)
        return Paragraph((), ElementKind.PARAGRAPH, label, depth, line.is_bold)

    def _label(
        self, properties: etree._Element | None, look: ParagraphLook, line: Line
    ) -> tuple[str, int]:
        """Return the drawn number and the depth in its list (from 1), ("", 0) without a list."""
        list_number, at = look.list_number, look.list_level
        direct = None if properties is None else properties.find(f"{W}numPr")
        own_list, own_level = value(direct, "numId"), number(direct, "ilvl")
        if own_list is not None:
            list_number, at = own_list, own_level or 0
        elif own_level is not None:
            at = own_level
        elif list_number is not None:
            # A style's level is where its list names the style; its own ilvl may be stale.
            named = self._numbering.level_of(list_number, look.style)
            at = at if named is None else named
        if list_number is None or list_number == "0" or _is_hidden(properties, line):
            return "", 0
        drawn = self._numbering.draw(list_number, at or 0)
        return ("", 0) if drawn is None else (drawn, (at or 0) + 1)

    def _pieces(self, line: Line, plan: Paragraph) -> Iterator[Block]:
        """Cut a paragraph at page breaks, its number before its first words; boxes come after."""
        rich: list[Fragment] = []
        for part in line.parts:
            if not isinstance(part, PageBreak):
                rich.append(part)
                continue
            if rich:
                yield replace(plan, rich=rich)
                if has_words(rich):
                    plan = replace(plan, label="")
                rich = []
            yield Break()
        if rich:
            yield replace(plan, rich=rich)
        for box in line.boxes:
            yield from self.blocks(box)

    # --- tables -------------------------------------------------------------------------------

    def _rows(self, table: etree._Element) -> Iterator[Row]:
        first_is_header = self._styles.sets_off_first_row(table)
        heading = True  # only rows from the top on can be header rows
        for at, element in enumerate(_find(table, f"{W}tr")):
            properties = element.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            marked = bool(toggle(properties, "tblHeader"))
            heading = heading and (marked or (at == 0 and first_is_header))
            yield self._row(element, properties, heading)

    def _row(self, row: etree._Element, properties: etree._Element | None, header: bool) -> Row:
        cells: list[CellText] = []
        bold: list[bool] = []
        column = _span(number(properties, "gridBefore"), 0)
        for cell in _find(row, f"{W}tc"):
            about = cell.find(f"{W}tcPr")
            width = _span(number(about, "gridSpan"), 1)
            paragraphs = () if _is_covered(about) else tuple(self._cell(cell, bold))
            cells.append(CellText(paragraphs, column, max(width, 1)))
            column += max(width, 1)
        return Row(tuple(cells), header, len(bold) > 1 and all(bold))

    def _cell(self, cell: etree._Element, bold: list[bool]) -> Iterator[Rich]:
        """Yield the paragraphs of a cell, those of tables in it too."""
        with_words: list[bool] = []
        for paragraph in _paragraphs(self.blocks(cell)):
            if has_words(paragraph.rich):
                with_words.append(paragraph.is_bold)
            yield paragraph.labelled
        if with_words:
            bold.append(all(with_words))

    def note(self, element: etree._Element) -> list[Rich]:
        """Return the paragraphs of a footnote."""
        return [paragraph.labelled for paragraph in _paragraphs(self.blocks(element))]


def _paragraphs(blocks: Iterator[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs among ``blocks``, those in tables as they come."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    for rich in cell.paragraphs:
                        yield Paragraph(rich, is_bold=row.is_bold)


def _shown(container: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of ``container``, stepping into wrappers that a reader does not see."""
    for child in container:
        if child.tag in _WRAPPERS:
            yield from _shown(child)
        elif child.tag == f"{MC}AlternateContent":
            chosen = next((each for tag in _ALTERNATIVES for each in child.iterfind(tag)), None)
            if chosen is not None:
                yield from _shown(chosen)
        else:
            yield child


def _find(container: etree._Element, tag: str) -> Iterator[etree._Element]:
    return (child for child in _shown(container) if child.tag == tag)


def _is_covered(properties: etree._Element | None) -> bool:
    """Return whether the cell lies under the one above, or its deletion is tracked."""
    if properties is None:
        return False
    merged = properties.find(f"{W}vMerge")
    if merged is not None and merged.get(f"{W}val", "continue") == "continue":
        return True
    return properties.find(f"{W}cellDel") is not None


def _mark_is_deleted(properties: etree._Element | None) -> bool:
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _is_hidden(properties: etree._Element | None, line: Line) -> bool:
    """Return whether Word shows nothing of the paragraph, not even its number."""
    if line.parts or not line.has_hidden or properties is None:
        return False
    return bool(run_look(properties.find(f"{W}rPr")).hidden)


def _span(stated: int | None, usual: int) -> int:
    return usual if stated is None or not 0 <= stated <= _WIDEST_SPAN else stated
