"""The text of a whole document in reading order: paragraphs and tables, whole across pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.loaders.pdf import footnotes, tables
from ingest.loaders.pdf.footnotes import Note, NoteCollector
from ingest.loaders.pdf.frames import Frame, Setting, body_frame, measure
from ingest.loaders.pdf.furniture import find_furniture
from ingest.loaders.pdf.grids import Grid, find_grids
from ingest.loaders.pdf.joining import Paragraph, Words, aligned, continues
from ingest.loaders.pdf.legibility import check_arabic, check_mapping
from ingest.loaders.pdf.lines import read_lines
from ingest.loaders.pdf.order import direction
from ingest.loaders.pdf.shapes import Glyph, Line, Page, Run, Style
from ingest.loaders.pdf.tables import Table, read_table

_MAX_GRIDS = 100  # of one page
_LEFT_BLANK = 6  # lines of a page left blank: somebody put a page break there


@dataclass(slots=True)
class Flow:
    """What a document says, in order."""

    blocks: list[Paragraph | Table] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    by_page: dict[int, dict[str, Note]] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)  # printed page numbers
    breaks: set[int] = field(default_factory=set)  # pages before which a page break stands
    words: Words = field(default_factory=Words)
    setting: Setting = field(default_factory=lambda: Setting(11.0, False))
    frames: dict[int, Frame] = field(default_factory=dict)
    ends: dict[int, float] = field(default_factory=dict)  # how far down the text of a page may go

    def notes_of(self, page: int) -> dict[str, Note]:
        """Return the notes that marks on a page can mean: its own, then those of the next."""
        return {**self.by_page.get(page + 1, {}), **self.by_page.get(page, {})}


@dataclass(slots=True)
class _Parts:
    """One page taken apart."""

    page: Page
    grids: list[tuple[Grid, list[Glyph]]]
    lines: list[Line]


def read_flow(pages: Sequence[Page]) -> Flow:
    """Return the text of the pages, without running heads and page numbers."""
    check_mapping(pages)
    rtl = _is_rtl(pages)
    parts = [_take_apart(page, rtl) for page in pages]
    check_arabic(part.lines for part in parts)
    furniture = find_furniture(pages, [part.lines for part in parts])
    flow = Flow()
    for part, found in zip(parts, furniture, strict=True):
        part.lines = [line for i, line in enumerate(part.lines) if i not in found.lines]
        label = part.page.label or found.number
        if label:
            flow.labels[part.page.number] = label
    flow.setting = measure([part.lines for part in parts], rtl)
    flow.words = Words.of([part.lines for part in parts])
    flow.frames = _frames(parts, flow.setting)
    lowest = min((line.y for part in parts for line in part.lines), default=0.0)
    flow.ends = dict.fromkeys((page.number for page in pages), lowest)
    collector = NoteCollector()
    for part in parts:
        _add_page(flow, part, collector)
    flow.notes = collector.notes
    _add_turned(flow, pages)
    return flow


def _add_turned(flow: Flow, pages: Sequence[Page]) -> None:
    """Add the words set at an angle at the end: where they belong, nothing says."""
    counts = Counter(text for page in pages for text in set(page.turned))
    for page in pages:
        for text in page.turned:
            if counts[text] > 1 or len(text) < 2:
                continue  # a watermark
            line = Line((Run(text),), 0.0, 0.0, 0.0, Style(flow.setting.size), page.number)
            flow.blocks.append(Paragraph(flow.frames[page.number], [line]))


def _is_rtl(pages: Sequence[Page]) -> bool:
    kinds: Counter[str] = Counter()
    for page in pages:
        kinds.update(direction(glyph.text[0]) for glyph in page.glyphs)
    return kinds["R"] > 0.5 * kinds["L"]


def _take_apart(page: Page, rtl: bool) -> _Parts:
    found = find_grids(page.strokes)
    kept = found if len(found) <= _MAX_GRIDS else []  # so many boxes are a drawing
    grids: list[tuple[Grid, list[Glyph]]] = [(grid, []) for grid in kept]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.y + 0.3 * glyph.style.size
        home = next((held for grid, held in grids if grid.box.holds(x, y)), outside)
        home.append(glyph)
    return _Parts(page, grids, read_lines(outside, page.number, rtl))


def _frames(parts: Sequence[_Parts], setting: Setting) -> dict[int, Frame]:
    """Return the column of each page: pages of one size share theirs."""
    groups: dict[tuple[int, int], list[_Parts]] = {}
    for part in parts:
        groups.setdefault((round(part.page.width), round(part.page.height)), []).append(part)
    frames: dict[int, Frame] = {}
    for (width, _), group in groups.items():
        frame = body_frame([line for part in group for line in part.lines], width, setting.rtl)
        frames.update((part.page.number, frame) for part in group)
    return frames


def _add_page(flow: Flow, part: _Parts, collector: NoteCollector) -> None:
    page, frame = part.page, flow.frames[part.page.number]
    start, by_label = collector.take(page, part.lines, frame, flow.setting)
    flow.by_page[page.number] = by_label
    if start < len(part.lines):
        flow.ends[page.number] = part.lines[start].y
    body: list[Line | Table] = list(part.lines[:start])
    read = (read_table(page, grid, glyphs, flow.setting) for grid, glyphs in part.grids)
    body.extend(table for table in read if table.rows)
    body.sort(key=lambda item: -_top(item))
    if body and isinstance(body[0], Line) and _after_break(flow, page):
        flow.breaks.add(page.number)
    for item in body:
        last = flow.blocks[-1] if flow.blocks else None
        if isinstance(item, Line):
            if isinstance(last, Paragraph) and continues(last, item, flow.setting):
                last.lines.append(item)
            else:
                set_right = isinstance(last, Paragraph) and _below_aligned(last, item, frame)
                flow.blocks.append(Paragraph(frame, [item], set_right))
        elif (
            isinstance(last, Table) and last.page == page.number - 1 and tables.resumes(last, item)
        ):
            tables.append(last, item, flow.setting)
        else:
            flow.blocks.append(item)


def _below_aligned(last: Paragraph, line: Line, frame: Frame) -> bool:
    """Return whether a line stands in a block that is set against the ending margin."""
    near = last.last.page == line.page and last.last.y - line.y < 2 * line.style.size
    return near and frame.room(line) <= 1.0 and aligned(last.last, line, frame)


def _top(item: Line | Table) -> float:
    return item.top if isinstance(item, Table) else item.y + 0.3 * item.style.size


def _after_break(flow: Flow, page: Page) -> bool:
    """Return whether the page before was left part blank."""
    if not flow.blocks:
        return False
    last = flow.blocks[-1]
    number, low = (
        (last.page, last.bottom) if isinstance(last, Table) else (last.last.page, last.last.y)
    )
    if number != page.number - 1:
        return True
    end = flow.ends.get(number, 0.0)
    return low - end > _LEFT_BLANK * flow.setting.pitch(flow.setting.size)


def resolved(flow: Flow, lines: Sequence[Line]) -> list[Line]:
    """Return lines with the marks in them that refer to notes known as such."""
    return [footnotes.with_notes(line, flow.notes_of(line.page)) for line in lines]
