"""Documents made block by block, and what the reader makes of them."""

from __future__ import annotations

import pytest

from ingest.passages import cut_passages
from ingest.types import Block, BlockKind, Cell, Document, NoteRef, Span
from service.pages.reader.building import build_reading


def _none(symbol, key):
    del symbol, key
    return ""


class Made:
    """A document put together block by block."""

    def __init__(self, key="CWS/91/2", language="en", **known):
        self.key, self.language, self.known = key, language, known
        self.text = ""
        self.blocks = []

    def span(self, words):
        start = len(self.text)
        self.text += f"{words}\n"
        return Span(start, start + len(words))

    def add(self, kind, *slices, notes=(), **fields):
        """Add a block; ``notes`` are (words before the mark, locator of the note)."""
        spans = tuple(self.span(words) for words in slices)
        marks = tuple(
            NoteRef(self.text.index(before, spans[0].start) + len(before), note)
            for before, note in notes
        )
        self.blocks.append(Block(BlockKind(kind), spans, notes=marks, **fields))
        return self

    def row(self, *cells, kind="row", **fields):
        """Add a row of a table; a cell is its words, None if it is empty."""
        made = [Cell((self.span(words),) if words else (), at) for at, words in enumerate(cells)]
        spans = tuple(span for cell in made for span in cell.spans)
        self.blocks.append(Block(BlockKind(kind), spans, cells=tuple(made), **fields))
        return self

    @property
    def document(self):
        symbol, _, version = self.key.partition(" ")
        fields = {
            "title": "A title", "body": "CWS", "session": "91", "date": "2031-09-12",
            "kind": "report", "source": "made.txt", "url": None, "meeting_id": None,
            "doc_id": None, "format": "docx", **self.known,
        }  # fmt: skip
        return Document(
            key=self.key, symbol=symbol, version=version or None, language=self.language,
            sha256="0" * 64, pages=3, text=self.text, **fields,
        )  # fmt: skip

    def passages(self):
        return cut_passages(self.document, self.blocks)

    def reading(self, held=_none, parallel=None):
        return build_reading(self.document, self.blocks, self.passages(), held, parallel or {})


@pytest.fixture
def made():
    """Return the class that documents are made with."""
    return Made
