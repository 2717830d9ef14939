"""Reads a source file: one work, its documents, every text in six languages.

The format is described in ``../README.md``. A source that breaks it raises ``SourceError`` with
the file and the place, so that a missing translation is found before a file is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ingest.types import LANGUAGES, Language


class SourceError(ValueError):
    """A source file does not keep to the format."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in six languages; ``{{fn:key}}`` in it marks the place of a footnote."""

    versions: Mapping[Language, str]

    def __getitem__(self, language: Language) -> str:
        return self.versions[language]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``number`` is printed before it in a project form ("1.5")."""

    text: Text
    level: int = 1
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A sub-item of a paragraph, with its own sub-items."""

    text: Text
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``numbered`` ones count through their part; ``decision`` ones are italic."""

    text: Text
    items: tuple[Item, ...] = ()
    after: Text | None = None
    numbered: bool = True
    decision: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list with bullets."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: the paragraphs of each cell."""

    cells: tuple[tuple[Text, ...], ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its column heads."""

    columns: tuple[Text, ...]
    rows: tuple[Row, ...]
    caption: Text | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A line in brackets such as [Annex follows]; its words depend on the language."""

    name: str


@dataclass(frozen=True, slots=True)
class Annex:
    """The beginning of an annex; ``numeral`` is "" for the only one."""

    numeral: str
    title: Text | None


Entry = Heading | Paragraph | Bullets | Table | Marker | Annex


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One document of a work, in all its languages.

    ``number`` (of the source file, plus the place in it) decides its file formats; ``doc_id`` is
    the same in all languages.
    """

    number: int
    doc_id: str
    symbol: str
    version: str | None
    kind: str
    date: str
    meeting_id: str
    original: Language
    letterless: bool
    header: Mapping[str, Text]
    content: tuple[Entry, ...]
    footnotes: Mapping[str, Text] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return symbol and version, as in ``CDIP/90/8 Rev.``."""
        return f"{self.symbol} {self.version}" if self.version else self.symbol


@dataclass(frozen=True, slots=True)
class Work:
    """The documents of one source file."""

    name: str
    documents: tuple[SourceDocument, ...]


MARKERS = (
    "annex_follows",
    "annexes_follow",
    "end_of_document",
    "end_of_annex_and_document",
)
HEADER_TEXTS = ("body", "session", "place", "title", "author")
_DOCUMENT_KEYS = {
    *("symbol", "version", "kind", "body", "session", "date", "meeting_id", "original"),
    *("letterless", "header", "content", "footnotes"),
}


def read_works(folder: Path) -> list[Work]:
    """Return the works of all source files in ``folder``, in the order of their names.

    Raises:
        SourceError: a file does not keep to the format.
    """
    return [read_work(path) for path in sorted(folder.glob("[0-9][0-9]-*.yaml"))]


def read_work(path: Path) -> Work:
    """Return the work in one source file, whose name begins with its number.

    Raises:
        SourceError: the file does not keep to the format.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    where = path.name
    documents = tuple(
        _document(entry, int(path.name[:2]), position, f"{where}: document {position + 1}")
        for position, entry in enumerate(_list(data, "documents", where))
    )
    return Work(str(data["work"]), documents)


def _document(data: dict[str, Any], work: int, position: int, where: str) -> SourceDocument:
    _only(data, _DOCUMENT_KEYS, where)
    content = _entries(_list(data, "content", where), where)
    header = data.get("header") or {}
    _only(header, set(HEADER_TEXTS), f"{where}, header")
    return SourceDocument(
        number=work + position,
        doc_id=f"{data['meeting_id']}{work:02d}{position + 1}",
        symbol=str(data["symbol"]),
        version=data.get("version"),
        kind=str(data["kind"]),
        date=str(data["date"]),
        meeting_id=str(data["meeting_id"]),
        original=data.get("original", "en"),
        letterless=bool(data.get("letterless", False)),
        header={name: _text(value, f"{where}, {name}") for name, value in header.items()},
        content=tuple(content),
        footnotes={
            key: _text(value, f"{where}, footnote {key}")
            for key, value in (data.get("footnotes") or {}).items()
        },
    )


def _entries(data: list[Any], where: str) -> Iterator[Entry]:
    for position, entry in enumerate(data, start=1):
        here = f"{where} > {position}"
        if not isinstance(entry, dict):
            raise SourceError(f"{here}: expected a mapping, got {entry!r}")
        for name, read in _READERS.items():
            if name in entry:
                yield from read(entry, here)
                break
        else:
            raise SourceError(f"{here}: none of {', '.join(_READERS)} in {sorted(entry)}")


def _heading(data: dict[str, Any], where: str) -> Iterator[Entry]:
    _only(data, {"h", "level"}, where)
    yield Heading(_text(data["h"], where), int(data.get("level", 1)))


def _paragraph(data: dict[str, Any], where: str) -> Iterator[Entry]:
    name = next(name for name in ("p", "d", "u") if name in data)
    _only(data, {name, "items", "after"}, where)
    yield Paragraph(
        _text(data[name], where),
        _items(data, where),
        _text(data["after"], f"{where}, after") if "after" in data else None,
        numbered=name != "u",
        decision=name == "d",
    )


def _items(data: dict[str, Any], where: str) -> tuple[Item, ...]:
    done = []
    for position, item in enumerate(data.get("items") or [], start=1):
        here = f"{where}, item {position}"
        _only(item, {"item", "items"}, here)
        done.append(Item(_text(item["item"], here), _items(item, here)))
    return tuple(done)


def _field(data: dict[str, Any], where: str) -> Iterator[Entry]:
    _only(data, {"f", "title", "content"}, where)
    number = str(data["f"])
    level = 1 + number.count(".")
    yield Heading(_text(data["title"], where), level, number)
    yield from _entries(data.get("content") or [], f"{where}, field {number}")


def _bullets(data: dict[str, Any], where: str) -> Iterator[Entry]:
    _only(data, {"bullets"}, where)
    yield Bullets(tuple(_text(item, where) for item in data["bullets"]))


def _table(data: dict[str, Any], where: str) -> Iterator[Entry]:
    _only(data, {"table"}, where)
    table = data["table"]
    _only(table, {"caption", "columns", "rows"}, where)
    columns = tuple(_text(column, f"{where}, columns") for column in table["columns"])
    rows = tuple(_row(row, f"{where}, row {n}") for n, row in enumerate(table["rows"], start=1))
    for row in rows:
        if len(row.cells) > len(columns) or (len(row.cells) < len(columns) and not row.total):
            raise SourceError(f"{where}: a row has {len(row.cells)} of {len(columns)} cells")
    caption = _text(table["caption"], where) if "caption" in table else None
    yield Table(columns, rows, caption)


def _row(data: object, where: str) -> Row:
    if isinstance(data, dict):
        _only(data, {"total"}, where)
        return Row(tuple(_cell(cell, where) for cell in _list(data, "total", where)), total=True)
    if not isinstance(data, list):
        raise SourceError(f"{where}: {data!r} is no row")
    return Row(tuple(_cell(cell, where) for cell in data))


def _cell(data: object, where: str) -> tuple[Text, ...]:
    if isinstance(data, list):
        return tuple(_text(paragraph, where) for paragraph in data)
    return () if data is None or data == "" else (_text(data, where),)


def _marker(data: dict[str, Any], where: str) -> Iterator[Entry]:
    _only(data, {"marker"}, where)
    if data["marker"] not in MARKERS:
        raise SourceError(f"{where}: no marker {data['marker']!r}")
    yield Marker(data["marker"])


def _annex(data: dict[str, Any], where: str) -> Iterator[Entry]:
    _only(data, {"annex", "title"}, where)
    title = _text(data["title"], where) if data.get("title") else None
    yield Annex(str(data["annex"] or ""), title)


_READERS = {
    "h": _heading,
    "p": _paragraph,
    "d": _paragraph,
    "u": _paragraph,
    "f": _field,
    "bullets": _bullets,
    "table": _table,
    "marker": _marker,
    "annex": _annex,
}


def _text(data: object, where: str) -> Text:
    if isinstance(data, dict):
        if set(data) != set(LANGUAGES):
            raise SourceError(f"{where}: languages {sorted(data)}, expected {sorted(LANGUAGES)}")
        versions = {language: str(data[language]).strip() for language in LANGUAGES}
    elif isinstance(data, str | int | float) and not isinstance(data, bool):
        versions = dict.fromkeys(LANGUAGES, str(data).strip())
    else:
        raise SourceError(f"{where}: {data!r} is no text")
    for language, words in versions.items():
        if not words:
            raise SourceError(f"{where}: empty in {language}")
    return Text(versions)


def _list(data: object, key: str, where: str) -> list[Any]:
    if not isinstance(data, dict) or not isinstance(data.get(key), list):
        raise SourceError(f"{where}: no list {key!r}")
    found: list[Any] = data[key]
    return found


def _only(data: dict[str, Any], allowed: set[str], where: str) -> None:
    unknown = set(data) - allowed
    if unknown:
        raise SourceError(f"{where}: unknown {', '.join(sorted(map(str, unknown)))}")
