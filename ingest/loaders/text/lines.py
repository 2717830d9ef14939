"""Text with one paragraph a line, Markdown marks and table cells on lines that begin with a tab."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.labels import ITEM_LABEL, PARAGRAPH_LABEL
from ingest.loaders.text.footnotes import Note, trim
from ingest.types import Cell, Element, ElementKind, Span

_HEADING = re.compile(r"(#{1,6})[ \t]+(?P<text>\S.*)")
_BOLD = re.compile(r"\*\*(?P<text>[^*]+)\*\*[ \t]*\Z")
_BULLET_BEFORE_LABEL = re.compile(r"[-*•][ \t]+(?=\S)")
_REST_OF_LINE = re.compile(r"[ \u00a0]*\n")
_PIPE_RULE = re.compile(r"\|?[ \t]*:?-{3,}:?[ \t]*(\|[ \t]*:?-{3,}:?[ \t]*)*\|?\Z")


@dataclass(slots=True)
class _Row:
    """A table row while it is read: one list of paragraph spans per cell."""

    section_break: bool
    cells: list[list[Span]] = field(default_factory=list)


def read_lines(text: str, notes: Sequence[Note]) -> Iterator[Element]:
    """Yield the elements of ``text`` in reading order."""
    return _Reader(text, notes).read()


class _Reader:
    def __init__(self, text: str, notes: Sequence[Note]) -> None:
        self.text = text
        self.notes = notes
        self.row: _Row | None = None
        self.table = 0
        self.in_table = False
        self.pending_notes: list[Note] = []

    def read(self) -> Iterator[Element]:
        blank_lines = 0
        for start, end in self._units():
            line = self.text[start:end]
            if not line.strip():
                # A line that is only a tab is an empty cell, any other blank line a gap.
                if line.startswith("\t") and self.row is not None and blank_lines == 0:
                    self.row.cells.append([])
                else:
                    blank_lines += 1
                continue
            yield from self._line(start, end, blank_lines)
            blank_lines = 0
        yield from self._end_row()
        yield from self._flush_notes()

    def _units(self) -> Iterator[tuple[int, int]]:
        """Yield the lines outside footnotes; a bold run over several lines is one."""
        position = 0
        for note in [*self.notes, None]:
            stop = note.outer.start if note else len(self.text)
            yield from self._lines_between(position, stop)
            if note is not None:
                self.pending_notes.append(note)
                position = note.outer.end
                # What follows a definition on its line is the line break, or the next one.
                if rest := _REST_OF_LINE.match(self.text, position):
                    position = rest.end()

    def _lines_between(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        position = start
        while position < stop:
            end = self.text.find("\n", position, stop)
            end = stop if end < 0 else end
            line = self.text[position:end]
            if line.startswith("**") and "**" not in line[2:]:
                closing = self.text.find("**", position + 2, stop)
                if closing > 0 and "\n\n" not in self.text[position:closing]:
                    end = closing + 2
            yield position, end
            position = end + 1

    def _line(self, start: int, end: int, blank_lines: int) -> Iterator[Element]:
        line = self.text[start:end]
        if line.startswith("\t"):
            yield from self._cell(start, end, new_row=self.row is None or blank_lines > 0)
        elif self._continues_cell(line, blank_lines):
            assert self.row is not None  # noqa: S101 (_continues_cell says so)
            self.row.cells[-1].append(trim(self.text, start, end))
        else:
            yield from self._end_row()
            yield from self._flush_notes()
            self.in_table = False
            yield from self._paragraph(start, end)

    def _continues_cell(self, line: str, blank_lines: int) -> bool:
        """A cell may hold several paragraphs; a blank in front or a wide gap ends the table."""
        return self.row is not None and blank_lines <= 1 and line[0] not in " \u00a0#|"

    def _cell(self, start: int, end: int, *, new_row: bool) -> Iterator[Element]:
        if new_row:
            yield from self._end_row()
            yield from self._flush_notes()
            if not self.in_table:
                self.table += 1
                self.in_table = True
            self.row = _Row(section_break=False)
        assert self.row is not None  # noqa: S101 (made above)
        self.row.cells.append([trim(self.text, start, end)])

    def _end_row(self) -> Iterator[Element]:
        row, self.row = self.row, None
        if row is None or not any(row.cells):
            return
        # An exporter writes cells left to right, empty ones too: the position is the column.
        cells = tuple(Cell(tuple(spans), column) for column, spans in enumerate(row.cells))
        yield Element(kind=ElementKind.ROW, table=self.table, cells=cells)
        yield from self._flush_notes()

    def _paragraph(self, start: int, end: int) -> Iterator[Element]:
        broken = self.text[start] in " \u00a0"
        span = trim(self.text, start, end)
        line = self.text[span.start : span.end]
        if line.startswith("|") and line.count("|") > 2:
            yield from self._pipe_row(span)
        elif match := _HEADING.match(line):
            inner = Span(span.start + match.start("text"), span.end)
            yield Element(ElementKind.HEADING, (inner,), len(match[1]), section_break=broken)
        elif match := _BOLD.match(line):
            inner = trim(self.text, span.start + 2, span.start + match.end("text"))
            yield Element(ElementKind.HEADING, (inner,), 1, section_break=broken)
        else:
            if (bullet := _BULLET_BEFORE_LABEL.match(line)) and ITEM_LABEL.match(
                line, bullet.end()
            ):
                # Markdown draws "- a) text": the printed mark is the letter.
                span = Span(span.start + bullet.end(), span.end)
                line = self.text[span.start : span.end]
            label = PARAGRAPH_LABEL.match(line) or ITEM_LABEL.match(line)
            yield Element(
                ElementKind.PARAGRAPH,
                (span,),
                label=label[0] if label else "",
                section_break=broken,
            )

    def _pipe_row(self, span: Span) -> Iterator[Element]:
        line = self.text[span.start : span.end]
        if _PIPE_RULE.match(line):
            return
        if not self.in_table:
            self.table += 1
            self.in_table = True
        cells: list[Cell] = []
        position = span.start + 1
        for part in line[1:].removesuffix("|").split("|"):
            inner = trim(self.text, position, position + len(part))
            cells.append(Cell((inner,) if part.strip() else (), len(cells)))
            position += len(part) + 1
        yield Element(kind=ElementKind.ROW, table=self.table, cells=tuple(cells))

    def _flush_notes(self) -> Iterator[Element]:
        notes, self.pending_notes = self.pending_notes, []
        for note in notes:
            yield note.element()
