"""The truth of one generation: its documents, passages and files, read from SQLite."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Literal

import orjson

from index import schema
from index.errors import RetrievalError
from index.types import Counts, DocumentEntry, FileEntry, FileState, Outcome
from index.versions import Version, in_force
from ingest.types import Block, Document, Language, Passage

_CONNECTIONS = 4  # at least as many as threads read at once, or they wait
_CHARACTERS_IN_MEMORY = 16_000_000  # of the texts of documents
_IDS_AT_ONCE = 500


class Catalogue:
    """Reads one published catalogue; safe to use from any number of threads.

    All connections are opened at once, so that it goes on working when its folder is removed
    because newer generations have come.
    """

    def __init__(self, path: Path) -> None:
        self._pool: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        try:
            for _ in range(_CONNECTIONS):
                self._pool.put(_open(path))
        except sqlite3.Error as error:
            self.close()
            raise RetrievalError(f"{path}: {error}") from error
        self._texts: OrderedDict[tuple[str, Language], Document] = OrderedDict()
        self._characters = 0
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close all connections; the catalogue must not be in use."""
        while not self._pool.empty():
            self._pool.get_nowait().close()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        connection = self._pool.get()
        try:
            yield connection
        finally:
            self._pool.put(connection)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """Return all rows of one query."""
        with self._connection() as connection:
            return connection.execute(sql, values).fetchall()

    # --- documents ----------------------------------------------------------------------------

    @cached_property
    def documents(self) -> tuple[DocumentEntry, ...]:
        """Return every document without its text, ordered by key, then language."""
        rows = self.rows(
            "SELECT documents.*, (SELECT count(*) FROM passages WHERE document_id = documents.id)"
            " AS held FROM documents ORDER BY key, language"
        )
        current = in_force(Version(row["key"], row["symbol"], row["version"]) for row in rows)
        return tuple(_entry(row, row["key"] in current) for row in rows)

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """Return the languages that documents are held in, in alphabetical order."""
        return tuple(sorted({entry.language for entry in self.documents}))

    def document(self, key: str, language: Language) -> Document | None:
        """Return a document with its text, or ``None``."""
        with self._lock:
            held = self._texts.get((key, language))
            if held is not None:
                self._texts.move_to_end((key, language))
                return held
        document = self._read_document(key, language)
        if document is not None:
            self._remember(document)
        return document

    def _remember(self, document: Document) -> None:
        with self._lock:
            if self._texts.setdefault((document.key, document.language), document) is document:
                self._characters += len(document.text)
            while self._characters > _CHARACTERS_IN_MEMORY and len(self._texts) > 1:
                _, oldest = self._texts.popitem(last=False)
                self._characters -= len(oldest.text)

    def _read_document(self, key: str, language: Language) -> Document | None:
        rows = self.rows(
            "SELECT * FROM documents JOIN contents ON document_id = id"
            " WHERE key = ? AND language = ?",
            (key, language),
        )
        return schema.document_from(rows[0]) if rows else None

    def blocks(self, key: str, language: Language) -> tuple[Block, ...]:
        """Return the blocks of a document in reading order; none if it is not held."""
        rows = self.rows(
            "SELECT blocks FROM contents JOIN documents ON document_id = id"
            " WHERE key = ? AND language = ?",
            (key, language),
        )
        return schema.blocks_from(rows[0]["blocks"]) if rows else ()

    def counts(self) -> Counts:
        """Return how much is held; what a document does not say is counted under ""."""
        held = self.documents

        def count(values: Iterable[str | None]) -> dict[str, int]:
            return dict(sorted(Counter(value or "" for value in values).items()))

        return Counts(
            documents=len(held),
            passages=sum(entry.passages for entry in held),
            by_language=count(entry.language for entry in held),
            by_body=count(entry.body for entry in held),
            by_session=count(
                f"{entry.body or ''}/{entry.session}" if entry.session else None for entry in held
            ),
            by_kind=count(entry.kind for entry in held),
        )

    # --- passages -----------------------------------------------------------------------------

    def passages(self, document: str, language: Language) -> list[Passage]:
        """Return the passages of the document with this key, in reading order."""
        return self._passages(
            "document_id = (SELECT id FROM documents WHERE key = ? AND language = ?)",
            (document, language),
        )

    def versions(self, key: str) -> list[Passage]:
        """Return the passage with this key in every language it is held in."""
        return self._passages("key = ?", (key,))

    def passage(self, key: str, language: Language) -> Passage | None:
        """Return one passage, or ``None``."""
        found = self._passages("key = ? AND language = ?", (key, language))
        return found[0] if found else None

    def parallel(self, keys: Iterable[str]) -> dict[str, tuple[Language, ...]]:
        """Return the languages that each of ``keys`` is held in; keys not held are left out."""
        found: dict[str, tuple[Language, ...]] = {}
        for part in _parts(sorted(set(keys))):
            marks = ",".join("?" * len(part))
            for key, language in self.rows(
                f"SELECT key, language FROM passages WHERE key IN ({marks})"  # noqa: S608
                " ORDER BY key, language",
                part,
            ):
                found[key] = (*found.get(key, ()), language)
        return found

    def neighbours(
        self, key: str, language: Language, *, before: int = 1, after: int = 1
    ) -> list[Passage]:
        """Return a passage with those that stand around it, in reading order; [] if not held."""
        rows = self.rows(
            "SELECT document_id, reading_order FROM passages WHERE key = ? AND language = ?",
            (key, language),
        )
        if not rows:
            return []
        document, order = rows[0]
        return self._passages(
            "id IN (SELECT id FROM (SELECT id FROM passages WHERE document_id = ?1"
            " AND reading_order < ?2 ORDER BY reading_order DESC LIMIT ?3)"
            " UNION ALL SELECT id FROM (SELECT id FROM passages WHERE document_id = ?1"
            " AND reading_order >= ?2 ORDER BY reading_order LIMIT ?4))",
            (document, order, before, after + 1),
        )

    def named(
        self,
        column: Literal["paragraph", "record"],
        values: Sequence[str],
        documents: Iterable[int],
    ) -> list[int]:
        """Return the ids of passages with one of these paragraph numbers or records.

        Only passages of ``documents``, given by number, are looked at.
        """
        marks = ",".join("?" * len(values))
        numbers = ",".join(str(int(number)) for number in sorted(documents))
        rows = self.rows(
            f"SELECT id FROM passages WHERE {column} IN ({marks})"  # noqa: S608
            f" AND document_id IN ({numbers}) ORDER BY id",
            list(values),
        )
        return [row["id"] for row in rows]

    def ids_of(self, keys: Iterable[str], language: Language) -> dict[str, int]:
        """Return the ids of the passages with these keys in one language, where held."""
        found: dict[str, int] = {}
        for part in _parts(list(keys)):
            marks = ",".join("?" * len(part))
            rows = self.rows(
                f"SELECT key, id FROM passages WHERE language = ? AND key IN ({marks})",  # noqa: S608
                (language, *part),
            )
            found.update((row["key"], row["id"]) for row in rows)
        return found

    def by_id(self, ids: Iterable[int]) -> dict[int, Passage]:
        """Return passages by their number in this catalogue."""
        found: dict[int, Passage] = {}
        for part in _parts(list(ids)):
            marks = ",".join("?" * len(part))
            rows = self.rows(f"SELECT * FROM passages WHERE id IN ({marks})", part)  # noqa: S608
            found.update((row["id"], schema.passage_from(row)) for row in rows)
        return found

    def passages_of(
        self, wanted: Iterable[tuple[str, Language]]
    ) -> dict[tuple[str, Language], Passage]:
        """Return passages by key and language; those not held are left out."""
        keys: dict[Language, set[str]] = {}
        for key, language in wanted:
            keys.setdefault(language, set()).add(key)
        ids = [
            number
            for language, held in keys.items()
            for number in self.ids_of(sorted(held), language).values()
        ]
        return {(passage.key, passage.language): passage for passage in self.by_id(ids).values()}

    def to_index(self, language: Language) -> Iterator[schema.ToIndex]:
        """Yield what is indexed of each passage of one language, ordered by key."""
        with self._connection() as connection:
            cursor = connection.cursor()
            cursor.row_factory = None  # plain tuples take half the time
            yield from map(
                schema.to_index,
                cursor.execute(
                    f"SELECT {schema.INDEXED_COLUMNS} FROM passages"  # noqa: S608
                    " WHERE language = ? ORDER BY key",
                    (language,),
                ),
            )

    def keys(self) -> list[str]:
        """Return the distinct keys of all passages, in alphabetical order."""
        return [row[0] for row in self.rows("SELECT DISTINCT key FROM passages ORDER BY key")]

    def _passages(self, where: str, values: Sequence[object]) -> list[Passage]:
        rows = self.rows(
            f"SELECT * FROM passages WHERE {where} ORDER BY language, reading_order",  # noqa: S608
            values,
        )
        return [schema.passage_from(row) for row in rows]

    # --- records ------------------------------------------------------------------------------

    def records(self, kind: str) -> list[sqlite3.Row]:
        """Return document_id, reading_order and data (JSON) of every record of ``kind``."""
        return self.rows(
            "SELECT document_id, reading_order, data FROM records WHERE kind = ?"
            " ORDER BY document_id, reading_order",
            (kind,),
        )

    def record(self, kind: str, document: int, order: int) -> str | None:
        """Return one record as JSON, or ``None``."""
        rows = self.rows(
            "SELECT data FROM records WHERE document_id = ? AND kind = ? AND reading_order = ?",
            (document, kind, order),
        )
        return str(rows[0]["data"]) if rows else None

    def mentions(self, of: Sequence[str]) -> list[sqlite3.Row]:
        """Return document_id and data (JSON) of every mention of what ``of`` names."""
        found: list[sqlite3.Row] = []
        for part in _parts(list(of)):
            marks = ",".join("?" * len(part))
            found += self.rows(
                f"SELECT document_id, data FROM mentions WHERE of IN ({marks})"  # noqa: S608
                " ORDER BY document_id, reading_order",
                part,
            )
        return found

    # --- files --------------------------------------------------------------------------------

    def files(self) -> list[FileEntry]:
        """Return every file that was read, ordered by path."""
        return [file_entry(row) for row in self.rows("SELECT * FROM files ORDER BY path")]

    def integrity_problems(self) -> list[str]:
        """Return what SQLite finds wrong with the file; [] if nothing."""
        found = [str(row[0]) for row in self.rows("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found


def file_entry(row: sqlite3.Row) -> FileEntry:
    """Return the entry of a row of ``files``."""
    return FileEntry(
        file=FileState(row["path"], row["sha256"], row["size"], row["mtime_ns"]),
        outcome=Outcome(row["outcome"]),
        code=row["code"],
        message=row["message"],
        document=row["document_key"],
        language=row["language"],
    )


def _open(path: Path) -> sqlite3.Connection:
    connection = schema.connect(path)
    connection.row_factory = sqlite3.Row
    if not schema.check_format(connection):
        connection.close()
        raise RetrievalError(f"{path.parent.name}: has an older format: run wipo-rag ingest again")
    return connection


def _entry(row: sqlite3.Row, current: bool) -> DocumentEntry:
    fields = {name: row[name] for name in schema.DOCUMENT_COLUMNS if name != "sha256"}
    return DocumentEntry(
        **fields,
        id=row["id"],
        passages=row["held"],
        in_force=current,
        warnings=tuple(orjson.loads(row["warnings"])),
    )


def _parts(values: list[str] | list[int]) -> Iterator[list[str] | list[int]]:
    for start in range(0, len(values), _IDS_AT_ONCE):
        yield values[start : start + _IDS_AT_ONCE]
