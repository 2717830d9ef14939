"""Documents made for tests of the reader: their blocks stand where the words say."""

from __future__ import annotations

from pathlib import Path

from config.settings import EmbedderSettings, HashingEmbedderSettings, Settings
from index.types import FileState
from index.writer import Writer
from ingest.passages import cut_passages
from ingest.symbols import parse_symbol
from ingest.types import Block, BlockKind, Cell, Document, Language, NoteRef, Parsed, Span


class Made:
    """A document put together block by block."""

    def __init__(self, key: str, language: Language, **known: str | None) -> None:
        self.key, self.language, self.known = key, language, known
        self.text = ""
        self.blocks: list[Block] = []

    def span(self, words: str) -> Span:
        """Put ``words`` into the text."""
        start = len(self.text)
        self.text += f"{words}\n"
        return Span(start, start + len(words))

    def add(self, kind: BlockKind, *slices: str, note: str = "", **fields) -> Made:
        """Add a block; ``note`` is the locator of a note whose mark stands at its end."""
        spans = tuple(self.span(words) for words in slices)
        marks = (NoteRef(spans[-1].end, note),) if note else ()
        self.blocks.append(Block(kind, spans, notes=marks, **fields))
        return self

    def row(self, *cells: str, kind: BlockKind = BlockKind.ROW, **fields) -> Made:
        """Add a row of a table."""
        made = [Cell((self.span(words),) if words else (), at) for at, words in enumerate(cells)]
        spans = tuple(span for cell in made for span in cell.spans)
        self.blocks.append(Block(kind, spans, cells=tuple(made), **fields))
        return self

    def parsed(self) -> Parsed:
        """Return it as a loader would."""
        named = parse_symbol(self.key)
        symbol, version = (named.symbol, named.version) if named else (self.key, None)
        fields = {
            "title": "Title", "body": "CWS", "session": "91", "date": "2031-09-12",
            "kind": "report", "source": "made.txt", "url": None, "meeting_id": None,
            "doc_id": None, **self.known,
        }  # fmt: skip
        document = Document(
            key=self.key, symbol=symbol, version=version, language=self.language,
            sha256="0" * 64, format="pdf", pages=3, text=self.text, **fields,
        )  # fmt: skip
        return Parsed(document, tuple(self.blocks), tuple(cut_passages(document, self.blocks)))


def publish(home: Path, *made: Made) -> Settings:
    """Publish documents in ``home``, and return settings for it."""
    embedder: EmbedderSettings = HashingEmbedderSettings(kind="hashing")
    settings = Settings(home=home, embedder=embedder)
    with Writer(settings) as writer:
        for number, each in enumerate(made):
            parsed = each.parsed()
            file = FileState(f"{number}.txt", "0" * 64, len(each.text), 0)
            writer.put(file, parsed)
        writer.publish()
    return settings
