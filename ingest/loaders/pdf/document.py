"""From the flow of a PDF to what every loader emits: a text, and elements that point into it."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.errors import EmptyDocument
from ingest.loaders.pdf.flow import Flow, resolved
from ingest.loaders.pdf.footnotes import Note
from ingest.loaders.pdf.headings import find_headings
from ingest.loaders.pdf.joining import Paragraph, joined, paragraphs
from ingest.loaders.pdf.labels import depth, read_label
from ingest.loaders.pdf.tables import Row, Table
from ingest.types import Cell, Element, ElementKind, Loaded, NoteRef, Span
from ingest.typography import clean


class Writer:
    """Writes the elements of one document in order."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._texts: list[str] = []
        self._length = 0
        self._elements: list[Element] = []
        self._refs: list[NoteRef] = []
        self._waiting = {note.key: note for note in flow.notes}
        self._broken: set[int] = set()
        self._tables = 0
        found = find_headings(flow.blocks, flow.setting)
        self._headings = {id(flow.blocks[i]): level for i, level in found.items()}

    def write(self, pages: int, metadata: dict[str, str], warnings: Sequence[str]) -> Loaded:
        """Return the document.

        Raises:
            EmptyDocument: if it has no words.
        """
        reached = 0
        for block in self._flow.blocks:
            page = block.first.page if isinstance(block, Paragraph) else block.rows[0].page
            if page != reached:
                self._leftover_notes(page)
                reached = page
            if isinstance(block, Paragraph):
                self._paragraph(block)
            else:
                self._table(block)
        self._leftover_notes(None)
        if not self._elements:
            raise EmptyDocument("it has no text (is it a scan?)")
        return Loaded(
            text="\n".join(self._texts),
            elements=tuple(self._elements),
            format="pdf",
            notes=tuple(self._refs),
            pages=pages,
            metadata=metadata,
            warnings=tuple(warnings),
        )

    def _paragraph(self, paragraph: Paragraph) -> None:
        keys: list[str] = []
        span = self._append(paragraph, keys)
        page = paragraph.first.page
        if span is not None:
            level = self._headings.get(id(paragraph), 0)
            found = read_label(self._texts[-1])
            label = found.text if found else ""
            self._elements.append(
                Element(
                    ElementKind.HEADING if level else ElementKind.PARAGRAPH,
                    (span,),
                    level=level or (depth(label) if label else 0),
                    label=label,
                    page=page,
                    page_label=self._flow.labels.get(page),
                    section_break=self._take_break(page),
                )
            )
        self._place(keys)

    def _table(self, table: Table) -> None:
        self._tables += 1
        for row in table.rows:
            keys: list[str] = []
            cells = self._cells(row, keys)
            if any(cell.spans for cell in cells):
                self._elements.append(
                    Element(
                        ElementKind.ROW,
                        page=row.page,
                        page_label=self._flow.labels.get(row.page),
                        table=self._tables,
                        cells=cells,
                        is_header=row.is_header,
                        section_break=self._take_break(row.page),
                    )
                )
            self._place(keys)

    def _cells(self, row: Row, keys: list[str]) -> tuple[Cell, ...]:
        done: list[Cell] = []
        for cell in row.cells:
            spans = [self._append(paragraph, keys) for paragraph in cell.paragraphs]
            held = tuple(span for span in spans if span is not None)
            done.append(Cell(held, cell.column, cell.colspan))
        return tuple(done)

    def _append(self, paragraph: Paragraph, keys: list[str]) -> Span | None:
        """Add the words of a paragraph as one piece; the marks in it are noted in ``keys``."""
        text, marks = self._read(paragraph)
        found = read_label(text)
        if found is not None and found.length < len(text):
            shift = len(found.text) + 1 - found.length
            text = f"{found.text} {text[found.length :]}"
            marks = [(at + shift if at >= found.length else at, key) for at, key in marks]
        if not text:
            keys.extend(key for _, key in marks)
            return None
        start = self._length
        self._texts.append(text)
        self._length += len(text) + 1
        for at, key in marks:
            self._refs.append(NoteRef(start + min(at, len(text)), key))
            keys.append(key)
        return Span(start, start + len(text))

    def _read(self, paragraph: Paragraph) -> tuple[str, list[tuple[int, str]]]:
        parts: list[str] = []
        marks: list[tuple[int, str]] = []
        length = 0
        lines = resolved(self._flow, paragraph.lines)
        for run in joined(lines, self._flow.words, paragraph.frame):
            if run.note is not None:
                marks.append((length, run.note))
                continue
            part = clean(run.text)
            parts.append(part)
            length += len(part)
        whole = "".join(parts)
        cut = len(whole) - len(whole.lstrip())
        return whole.strip(), [(max(at - cut, 0), key) for at, key in marks]

    def _place(self, keys: Sequence[str]) -> None:
        for key in keys:
            note = self._waiting.pop(key, None)
            if note is not None:
                self._note(note)

    def _leftover_notes(self, page: int | None) -> None:
        """Place the notes that no mark refers to, from pages before ``page`` (all if None)."""
        for key, note in list(self._waiting.items()):
            if page is None or note.page < page - 1:
                del self._waiting[key]
                self._note(note)

    def _note(self, note: Note) -> None:
        frame = self._flow.frames[note.page]
        lines = [line for line in note.lines if line.runs]
        pieces = [
            self._read(paragraph)[0] for paragraph in paragraphs(lines, frame, self._flow.setting)
        ]
        text = "\n".join(piece for piece in pieces if piece)
        if not text:
            return
        span = Span(self._length, self._length + len(text))
        self._texts.append(text)
        self._length += len(text) + 1
        self._elements.append(
            Element(
                ElementKind.FOOTNOTE,
                (span,),
                page=note.page,
                page_label=self._flow.labels.get(note.page),
                note=note.key,
                note_label=note.label,
            )
        )

    def _take_break(self, page: int) -> bool:
        if page not in self._flow.breaks or page in self._broken:
            return False
        self._broken.add(page)
        return True
