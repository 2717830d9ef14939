"""The tables of the catalogue, and how rows become dataclasses and back.

Text and blocks of a document stand in a table of their own, so that listing documents reads no
text. Lists are JSON. All writing is in ``index/draft.py``, all reading in ``index/catalogue.py``.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from index.errors import UnknownFormat
from ingest.codec import decode_block, decode_spans
from ingest.records.codec import encode_record, kind_of
from ingest.records.types import Mention, Record
from ingest.types import Block, BlockKind, Document, Passage, Status

FORMAT = 2
"""Grows when the tables change; an older catalogue is read again from its files."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    language TEXT NOT NULL,
    symbol TEXT NOT NULL,
    version TEXT,
    title TEXT NOT NULL,
    body TEXT,
    session TEXT,
    date TEXT,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT,
    meeting_id TEXT,
    doc_id TEXT,
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    pages INTEGER,
    warnings TEXT NOT NULL,
    UNIQUE (key, language)
);
CREATE TABLE contents (
    document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL
);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    language TEXT NOT NULL,
    document TEXT NOT NULL,
    locator TEXT NOT NULL,
    text TEXT NOT NULL,
    spans TEXT NOT NULL,
    status TEXT NOT NULL,
    kind TEXT NOT NULL,
    reading_order INTEGER NOT NULL,
    paragraph TEXT,
    annex TEXT,
    section TEXT NOT NULL,
    context TEXT NOT NULL,
    page INTEGER,
    page_label TEXT,
    record TEXT,
    hash BLOB NOT NULL,
    UNIQUE (key, language)
);
CREATE INDEX passages_of_record ON passages (record) WHERE record IS NOT NULL;
CREATE INDEX passages_of_document ON passages (document_id, reading_order);
CREATE TABLE records (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    reading_order INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (document_id, kind, reading_order)
) WITHOUT ROWID;
CREATE INDEX records_of_kind ON records (kind);
CREATE TABLE mentions (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    reading_order INTEGER NOT NULL,
    of TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (document_id, reading_order)
) WITHOUT ROWID;
CREATE INDEX mentions_of ON mentions (of);
CREATE TABLE files (
    path TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    code TEXT,
    message TEXT,
    document_key TEXT,
    language TEXT,
    format TEXT,
    holds INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX files_of_document ON files (document_key, language);
"""

DOCUMENT_COLUMNS = (
    "key",
    "symbol",
    "version",
    "language",
    "title",
    "body",
    "session",
    "date",
    "kind",
    "source",
    "url",
    "meeting_id",
    "doc_id",
    "sha256",
    "format",
    "pages",
)
PASSAGE_COLUMNS = (
    "key",
    "document",
    "language",
    "locator",
    "text",
    "spans",
    "status",
    "kind",
    "reading_order",
    "paragraph",
    "annex",
    "section",
    "context",
    "page",
    "page_label",
)


INDEXED_COLUMNS = "id, document_id, key, status, text, section, context"


class ToIndex(NamedTuple):
    """What is indexed of a passage; ``id`` and ``document`` are numbers in the catalogue."""

    id: int
    document: int
    key: str
    status: str
    text: str
    section: tuple[str, ...]
    context: tuple[str, ...]


def connect(path: Path, *, writable: bool = False) -> sqlite3.Connection:
    """Return a connection to an existing or, if ``writable``, new catalogue.

    A read-only one may be used from any thread, by one at a time; it takes no lock and reads no
    journal, since a published catalogue never changes.
    """
    if not writable:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
    connection = sqlite3.connect(path, isolation_level=None)
    # A write-ahead log would be a second file, and SQLite before 3.51.3 can corrupt one.
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # What was deleted must not stay readable in free pages.
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def create_tables(connection: sqlite3.Connection) -> None:
    """Create all tables in an empty catalogue."""
    connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {FORMAT}; COMMIT;")


def check_format(connection: sqlite3.Connection) -> bool:
    """Return whether the catalogue has this format; false if it is older.

    Raises:
        UnknownFormat: if it is newer.
    """
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > FORMAT:
        raise UnknownFormat(
            f"the catalogue has format {found}, this program knows up to {FORMAT}: upgrade it"
        )
    return found == FORMAT


def document_row(document: Document) -> tuple[Any, ...]:
    """Return the values of ``DOCUMENT_COLUMNS`` and, last, the warnings."""
    fields = tuple(getattr(document, column) for column in DOCUMENT_COLUMNS)
    return (*fields, _json(document.warnings))


def document_from(row: sqlite3.Row) -> Document:
    """Return the document of a row of ``documents`` joined with ``contents``."""
    fields = {column: row[column] for column in DOCUMENT_COLUMNS}
    return Document(**fields, text=row["text"], warnings=tuple(orjson.loads(row["warnings"])))


def passage_row(passage: Passage) -> tuple[Any, ...]:
    """Return the values of ``PASSAGE_COLUMNS``."""
    return (
        passage.key,
        passage.document,
        passage.language,
        passage.locator,
        passage.text,
        _json([list(span) for span in passage.spans]),
        passage.status.value,
        passage.kind.value,
        passage.order,
        passage.paragraph,
        passage.annex,
        _json(passage.section),
        _json(passage.context),
        passage.page,
        passage.page_label,
    )


def record_of(locator: str) -> str | None:
    """Return the record that a locator names ("rec-5" of "annex-I/rec-5/a"), or ``None``."""
    return next((step for step in locator.split("/") if step.startswith("rec-")), None)


def row_hash(row: tuple[Any, ...]) -> bytes:
    """Return 32 bytes that are equal exactly when all fields of a passage are equal."""
    return hashlib.sha256(orjson.dumps(row)).digest()


def passage_from(row: sqlite3.Row) -> Passage:
    """Return the passage of a row of ``passages``."""
    return Passage(
        key=row["key"],
        document=row["document"],
        language=row["language"],
        locator=row["locator"],
        text=row["text"],
        spans=decode_spans(orjson.loads(row["spans"])),
        status=Status(row["status"]),
        kind=BlockKind(row["kind"]),
        order=row["reading_order"],
        paragraph=row["paragraph"],
        annex=row["annex"],
        section=tuple(orjson.loads(row["section"])),
        context=tuple(orjson.loads(row["context"])),
        page=row["page"],
        page_label=row["page_label"],
    )


def to_index(row: tuple[Any, ...]) -> ToIndex:
    """Return what a row of ``INDEXED_COLUMNS`` says."""
    *fields, section, context = row
    return ToIndex._make((*fields, tuple(orjson.loads(section)), tuple(orjson.loads(context))))


def record_rows(records: Sequence[Record]) -> list[tuple[str, int, str]]:
    """Return kind, place among the records of its document, and JSON of each record."""
    return [
        (kind_of(record), order, encode_record(record).decode())
        for order, record in enumerate(records)
    ]


def mention_rows(mentions: Sequence[Mention]) -> list[tuple[int, str, str]]:
    """Return place, what is mentioned, and JSON of each mention."""
    return [
        (order, mention.of, encode_record(mention).decode())
        for order, mention in enumerate(mentions)
    ]


def blocks_json(blocks: tuple[Block, ...]) -> str:
    """Return blocks as a JSON list of objects."""
    return orjson.dumps(blocks, default=list).decode()


def blocks_from(text: str) -> tuple[Block, ...]:
    """Return what ``blocks_json`` was given."""
    return tuple(decode_block(block) for block in orjson.loads(text))


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
