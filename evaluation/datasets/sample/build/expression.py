"""One document in one language: a flat sequence of pieces, numbered, ready to be written.

Every number, mark and footnote is decided here, once, so that all formats print the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.datasets.sample.build import source
from evaluation.datasets.sample.build.words import Words, words_of
from ingest.types import Language


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark among the words."""

    number: int


Inline = tuple[str | Mark, ...]
"""The words of one paragraph with the footnote marks among them."""


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line of the header block; ``role`` is letter, symbol, original, date, body, ..."""

    role: str
    words: Inline


@dataclass(frozen=True, slots=True)
class PartStart:
    """An annex begins; ``numeral`` is "" for the only one. ``words`` is its printed name."""

    numeral: str
    words: Inline


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2 or 3."""

    level: int
    words: Inline


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``number`` is None for unnumbered ones."""

    words: Inline
    number: int | None
    decision: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A sub-item. ``depth`` is 1 for (a), 2 for (i); ``under_number``: of a numbered paragraph."""

    words: Inline
    depth: int
    ordinal: int
    label: str
    decision: bool
    under_number: bool


@dataclass(frozen=True, slots=True)
class Closing:
    """The unnumbered end of the paragraph above, after its sub-items."""

    words: Inline
    decision: bool


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list with bullets."""

    items: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``covered`` cells lie under a cell above that spans several rows."""

    paragraphs: tuple[Inline, ...]
    colspan: int = 1
    rowspan: int = 1
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row."""

    cells: tuple[Cell, ...]
    total: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``columns`` are the column heads."""

    caption: Inline | None
    columns: tuple[Inline, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """A line such as [Annex follows]."""

    words: Inline


Piece = HeaderLine | PartStart | Heading | Paragraph | Item | Closing | Bullets | Table | Marker


@dataclass(frozen=True, slots=True)
class Expression:
    """A document in one language. ``footnotes`` are in the order of their numbers, from 1."""

    number: int
    key: str
    language: Language
    title: str
    pieces: tuple[Piece, ...]
    footnotes: tuple[Inline, ...]

    @property
    def words(self) -> Words:
        """Return the builder's own words in this language."""
        return words_of(self.language)


CAPITALS = frozenset({"en", "es", "fr", "ru"})
_MARK = re.compile(r"\{\{fn:([^}]+)\}\}")
_BRACES = re.compile(r"\{\{|\}\}")


def express(document: source.SourceDocument, language: Language) -> Expression:
    """Return ``document`` in ``language``.

    Raises:
        SourceError: a footnote is missing, or never referred to.
    """
    return _Expresser(document, language).run()


class _Expresser:
    def __init__(self, document: source.SourceDocument, language: Language) -> None:
        self.document = document
        self.language = language
        self.words = words_of(language)
        self.marks: dict[str, int] = {}
        self.paragraphs = 0
        self.annex: str | None = None
        self.annexes = [e.numeral for e in document.content if isinstance(e, source.Annex)]

    def run(self) -> Expression:
        pieces = [*self._header(), *self._content()]
        notes = [self._inline(self._footnote(key)) for key in tuple(self.marks)]
        unused = set(self.document.footnotes) - set(self.marks)
        if unused or len(notes) != len(self.marks):
            raise source.SourceError(f"{self.document.key}: footnotes never placed: {unused}")
        title = self.document.header.get("title")
        return Expression(
            self.document.number,
            self.document.key,
            self.language,
            _MARK.sub("", title[self.language]) if title else self.document.key,
            tuple(pieces),
            tuple(notes),
        )

    def _header(self) -> Iterator[HeaderLine]:
        document = self.document
        if document.letterless:
            yield HeaderLine("symbol", (document.key,))
            return
        yield HeaderLine("letter", (self.words.letter,))
        yield HeaderLine("symbol", (document.key.upper(),))
        yield HeaderLine("original", (self.words.original(document.original),))
        yield HeaderLine("date", (self.words.date(document.date),))
        for role in source.HEADER_TEXTS:
            if role in document.header:
                words = self._inline(document.header[role])
                if role == "title" and self.language in CAPITALS:
                    words = tuple(w.upper() if isinstance(w, str) else w for w in words)
                yield HeaderLine(role, words)

    def _content(self) -> Iterator[Piece]:
        for entry in self.document.content:
            match entry:
                case source.Heading():
                    yield self._heading(entry)
                case source.Paragraph():
                    yield from self._paragraph(entry)
                case source.Bullets():
                    yield Bullets(tuple(self._inline(item) for item in entry.items))
                case source.Table():
                    yield self._table(entry)
                case source.Marker():
                    yield Marker((self._marker(entry.name),))
                case source.Annex():
                    yield from self._begin_annex(entry)

    def _heading(self, entry: source.Heading) -> Heading:
        words = self._inline(entry.text)
        if entry.number:
            dot = "" if "." in entry.number else "."
            words = (f"{entry.number}{dot} ", *words)
        return Heading(entry.level, words)

    def _paragraph(self, entry: source.Paragraph) -> Iterator[Piece]:
        if entry.numbered:
            self.paragraphs += 1
        number = self.paragraphs if entry.numbered else None
        yield Paragraph(self._inline(entry.text), number, entry.decision)
        yield from self._items(entry.items, 1, entry)
        if entry.after:
            yield Closing(self._inline(entry.after), entry.decision)

    def _items(
        self, items: Sequence[source.Item], depth: int, owner: source.Paragraph
    ) -> Iterator[Item]:
        for ordinal, item in enumerate(items, start=1):
            label = self.words.item_label(depth, ordinal)
            words = self._inline(item.text)
            yield Item(words, depth, ordinal, label, owner.decision, owner.numbered)
            yield from self._items(item.items, depth + 1, owner)

    def _table(self, entry: source.Table) -> Table:
        columns = tuple(self._inline(column) for column in entry.columns)
        rows = [self._row(row, len(columns)) for row in entry.rows]
        if self.document.kind == "project_proposal":
            rows = _merge_first_column(rows)
        caption = self._inline(entry.caption) if entry.caption else None
        return Table(caption, columns, tuple(rows))

    def _row(self, row: source.Row, width: int) -> Row:
        cells = [Cell(tuple(self._inline(p) for p in cell)) for cell in row.cells]
        if len(cells) < width:
            cells[0] = Cell(cells[0].paragraphs, colspan=1 + width - len(cells))
        return Row(tuple(cells), row.total)

    def _begin_annex(self, entry: source.Annex) -> Iterator[Piece]:
        self.annex = entry.numeral
        self.annexes.pop(0)
        self.paragraphs = 0
        yield PartStart(entry.numeral, (self.words.annex_heading(entry.numeral),))
        if entry.title:
            yield Heading(1, self._inline(entry.title))

    def _marker(self, name: str) -> str:
        numeral = self.annex or ""
        if name == "annex_follows":
            numeral = self.annexes[0]
        return self.words.marker(name, numeral)

    def _footnote(self, key: str) -> source.Text:
        if key not in self.document.footnotes:
            raise source.SourceError(f"{self.document.key}: no footnote {key!r}")
        return self.document.footnotes[key]

    def _inline(self, text: source.Text) -> Inline:
        found: list[str | Mark] = []
        # re.split with one group alternates words and footnote keys.
        for position, part in enumerate(_MARK.split(text[self.language])):
            if position % 2:
                found.append(Mark(self.marks.setdefault(part, len(self.marks) + 1)))
            elif _BRACES.search(part):
                raise source.SourceError(f"{self.document.key}: unread braces in {part!r}")
            elif part:
                found.append(part)
        return tuple(found)


def _merge_first_column(rows: Sequence[Row]) -> list[Row]:
    """Return ``rows`` with equal names in the first column of neighbours merged into one cell."""
    merged = list(rows)
    for position in range(len(rows) - 1, 0, -1):
        if _same_name(rows[position - 1], rows[position]):
            below = merged[position]
            first = below.cells[0]
            covered = Cell((), covered=True)
            merged[position] = Row((covered, *below.cells[1:]), below.total)
            above = merged[position - 1]
            grown = Cell(above.cells[0].paragraphs, rowspan=first.rowspan + 1)
            merged[position - 1] = Row((grown, *above.cells[1:]), above.total)
    return merged


def _same_name(above: Row, below: Row) -> bool:
    first, second = above.cells[0], below.cells[0]
    named = any(c.isalpha() for p in first.paragraphs for part in p for c in plain((part,)))
    return named and first == second and not above.total and not below.total


def plain(words: Inline) -> str:
    """Return the words without footnote marks."""
    return "".join(part for part in words if isinstance(part, str))
