"""From the content of a web page to paragraphs, headings and table rows, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from ingest.loaders.assembly import CellText, Fragment, NoteMark, Rich, has_words
from ingest.loaders.html.css import Look, StyleSheet
from ingest.loaders.html.lists import OpenList, is_typed
from ingest.loaders.html.tables import OpenTable, is_layout, spans_of
from ingest.types import ElementKind

_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
    *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "ol", "p", "pre"),
    *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "dir"),
}
_LISTS = {"ol", "ul", "menu", "dir"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = {"b", "strong"}
_BOLD_WEIGHTS = {"bold", "bolder", "600", "700", "800", "900"}
_BREAKS = {"always", "page", "left", "right"}
_BLANK = " \t\n\r\f"
_BLANKS = re.compile(f"[{_BLANK}]+")
_WIDE = "[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uffef]"
_EAST_ASIAN = re.compile(_WIDE)
_BREAK_IN_CHINESE = re.compile(f"(?<={_WIDE})[ \t\r\f]*\n[{_BLANK}]*(?={_WIDE})")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or heading as the page shows it."""

    rich: Rich
    kind: ElementKind
    label: str
    level: int
    is_bold: bool

    @property
    def labelled(self) -> Rich:
        """The words with the drawn label before them."""
        return (f"{self.label} ", *self.rich) if self.label else self.rich


@dataclass(frozen=True, slots=True)
class Row:
    """One table row."""

    cells: tuple[CellText, ...]
    table: int
    is_header: bool


@dataclass(frozen=True, slots=True)
class Break:
    """A page break, or a rule across the page."""


Block = Paragraph | Row | Break


@dataclass(slots=True)
class OpenLine:
    """The words collected since the last block border, blanks folded as a browser does."""

    parts: list[Fragment] = field(default_factory=list)
    last: str = ""  # the last character, "" at the start of a line
    blank: str = ""  # a blank met since and not yet written, "\n" where the source ends a line
    is_bold: bool = True

    def add(self, text: str) -> None:
        """Add text in which runs of blanks count as one."""
        words = text.lstrip(_BLANK)
        self._skip(text[: len(text) - len(words)])
        words = words.rstrip(_BLANK)
        if words:
            self._write(words)
            self._skip(text[len(text.rstrip(_BLANK)) :])

    def _skip(self, blanks: str) -> None:
        if blanks:
            self.blank = "\n" if "\n" in blanks or self.blank == "\n" else " "

    def _write(self, words: str) -> None:
        # A line break in the source of a Chinese text is no blank.
        joins = self.blank == "\n" and _EAST_ASIAN.match(words) and _EAST_ASIAN.match(self.last)
        if self.blank and self.last and not joins:
            self.parts.append(" ")
        if "\n" in words:
            words = _BREAK_IN_CHINESE.sub("", words)
        self.parts.append(_BLANKS.sub(" ", words))
        self.last, self.blank = words[-1], ""

    def add_verbatim(self, text: str) -> None:
        """Add text as it stands."""
        if text:
            self.parts.append(text)
            self.last, self.blank = text[-1], ""

    def end_line(self) -> None:
        """Add a line feed."""
        self.parts.append("\n")
        self.last = self.blank = ""

    def mark(self, note: str) -> None:
        """Add a footnote mark."""
        self.parts.append(NoteMark(note))


class PageWalk:
    """Walks an element without recursion and hands each finished block to ``emit``."""

    def __init__(
        self,
        marks: dict[HtmlElement, str],
        sheet: StyleSheet,
        emit: Callable[[Block], None],
        levels_skipped: int = 0,
    ) -> None:
        self._marks = marks
        self._sheet = sheet
        self._levels_skipped = levels_skipped
        self._emit = emit
        self._line = OpenLine()
        self._labels: list[str] = []  # drawn, and not yet followed by words
        self._count: int | None = None  # what the innermost label counts
        self._lists: list[OpenList] = []
        self._table: OpenTable | None = None
        self._inner_tables = 0
        self._tables = 0
        self._level = 0
        self._verbatim = 0
        self._bold = 0
        self._capitals = 0

    def read(self, root: HtmlElement) -> None:
        """Emit the blocks of ``root``."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                note = self._marks.get(element)
                if note is not None:
                    self._line.mark(note)
                    walk.skip_subtree()
                else:
                    self._start(element)
            else:
                if element not in self._marks:
                    self._end(element)
                if element is not root and element.tail:
                    self._text(element.tail)
        self._flush()

    # --- words --------------------------------------------------------------------------------

    def _text(self, text: str) -> None:
        if self._capitals:
            text = text.upper()
        if not self._bold and not text.isspace():
            self._line.is_bold = False
        if self._verbatim:
            self._line.add_verbatim(text)
        else:
            self._line.add(text)

    def _flush(self) -> None:
        line, self._line = self._line, OpenLine()
        if not line.parts:
            return
        label = ""
        if self._labels and has_words(line.parts):
            label = " ".join(self._labels)
            if self._count is not None and is_typed(line.parts, self._count):
                label = ""
            self._labels, self._count = [], None
        kind = ElementKind.HEADING if self._level else ElementKind.PARAGRAPH
        level = self._level or len(self._lists)
        paragraph = Paragraph(line.parts, kind, label, level, line.is_bold)
        if self._table is not None and self._table.in_cell:
            self._table.add(paragraph.labelled, is_bold=paragraph.is_bold)
        else:
            self._emit(paragraph)

    # --- tags ---------------------------------------------------------------------------------

    def _start(self, element: HtmlElement) -> None:
        tag, look = element.tag, self._sheet.look(element)
        if tag in _BLOCKS:
            self._flush()
            if tag == "hr" or _breaks(look, "before"):
                self._emit(Break())
            self._start_block(element, tag)
        elif tag == "br":
            if _breaks(look, "before"):
                self._flush()
                self._emit(Break())
            else:
                self._line.end_line()
        elif tag == "q":
            self._text("“")
        self._bold += _is_bold(tag, look)
        self._capitals += look.get("text-transform") == "uppercase"
        if element.text:
            self._text(element.text)

    def _start_block(self, element: HtmlElement, tag: str) -> None:
        if tag in _HEADINGS:
            self._level = max(_HEADINGS[tag] - self._levels_skipped, 1)
        elif tag == "pre":
            self._verbatim += 1
        elif tag in _LISTS:
            self._lists.append(OpenList.of(element, self._sheet))
        elif tag == "li":
            self._start_item(element)
        elif tag in ("table", "tr", "td", "th", "thead", "tbody", "tfoot"):
            self._start_table_part(element, tag)

    def _start_item(self, element: HtmlElement) -> None:
        if not self._lists:
            self._lists.append(OpenList.of(element, self._sheet))
        label, self._count = self._lists[-1].next_label(element, self._sheet)
        if label:
            self._labels.append(label)

    def _end(self, element: HtmlElement) -> None:
        tag, look = element.tag, self._sheet.look(element)
        if tag == "q":
            self._text("”")
        if tag in _BLOCKS:
            self._flush()
            self._end_block(tag)
            if _breaks(look, "after"):
                self._emit(Break())
        self._bold -= _is_bold(tag, look)
        self._capitals -= look.get("text-transform") == "uppercase"

    def _end_block(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._level = 0
        elif tag == "pre":
            self._verbatim -= 1
        elif tag in _LISTS:
            if self._lists:
                self._lists.pop()
        elif tag == "li":
            self._labels, self._count = [], None
        elif tag in ("table", "tr", "td", "th", "thead", "tbody", "tfoot"):
            self._end_table_part(tag)

    # --- tables -------------------------------------------------------------------------------

    def _start_table_part(self, element: HtmlElement, tag: str) -> None:
        if tag == "table":
            if self._table is not None:
                self._inner_tables += 1
            elif not is_layout(element):
                self._table = OpenTable()
        elif self._table is not None and not self._inner_tables:
            match tag:
                case "tr":
                    self._table.start_row()
                case "td" | "th":
                    self._table.start_cell(*spans_of(element), is_heading=tag == "th")
                case _:
                    self._table.start_group(is_head=tag == "thead")

    def _end_table_part(self, tag: str) -> None:
        if self._table is None:
            return
        if self._inner_tables:
            self._inner_tables -= tag == "table"
        elif tag in ("td", "th"):
            self._table.end_cell()
        elif tag == "tr":
            self._table.end_row()
        elif tag == "table":
            self._finish_table(self._table)
        else:
            self._table.end_group()

    def _finish_table(self, table: OpenTable) -> None:
        self._table = None
        rows = table.finish()
        self._tables += bool(rows)
        for cells, is_header in rows:
            self._emit(Row(cells, self._tables, is_header))


def levels_skipped(roots: Iterable[HtmlElement]) -> int:
    """Return how many heading levels above the highest of the text a page leaves to its title.

    Sites keep ``h1`` for the title; the headings of the text begin at ``h2``, or lower.
    """
    levels = [_HEADINGS[each.tag] for root in roots for each in root.iter(*_HEADINGS)]
    if levels.count(1) == 1 and levels[0] == 1:
        levels = levels[1:]
    return min(levels, default=1) - 1


def _is_bold(tag: str, look: Look) -> bool:
    return tag in _BOLD or look.get("font-weight") in _BOLD_WEIGHTS


def _breaks(look: Look, side: str) -> bool:
    return (look.get(f"break-{side}") or look.get(f"page-break-{side}")) in _BREAKS
