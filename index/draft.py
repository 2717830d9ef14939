"""The catalogue while it is being changed: what each file adds, replaces or takes away."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection
from pathlib import Path

import orjson

from index import schema
from index.catalogue import file_entry
from index.errors import UnknownDocument
from index.types import FileEntry, FileState, Outcome
from ingest.types import Document, Parsed, Rejection

_FORMATS = ("docx", "html", "text", "pdf")
"""Best first: the better a format tells structure, the sooner its file is the one kept."""


class Draft:
    """A catalogue in a folder that no reader sees yet.

    What is held in the end does not depend on the order in which files were put.
    """

    def __init__(self, path: Path) -> None:
        self._db = schema.connect(path, writable=True)
        self._db.row_factory = sqlite3.Row
        self.changed = False
        if path.stat().st_size == 0 or not schema.check_format(self._db):
            self._start_anew(path)
        self._db.execute("BEGIN")

    def _start_anew(self, path: Path) -> None:
        self._db.close()
        path.unlink()
        self._db = schema.connect(path, writable=True)
        self._db.row_factory = sqlite3.Row
        schema.create_tables(self._db)
        self.changed = True

    def finish(self) -> None:
        """Commit and close."""
        self._db.execute("COMMIT")
        self._db.close()

    def discard(self) -> None:
        """Close without committing."""
        self._db.close()

    # --- files --------------------------------------------------------------------------------

    def known_files(self) -> dict[str, FileEntry]:
        """Return, by path, the files that need not be read again while they do not change."""
        rows = self._db.execute("SELECT * FROM files WHERE outcome != ?", (Outcome.STALE,))
        return {row["path"]: file_entry(row) for row in rows}

    def put(self, file: FileState, result: Parsed | Rejection) -> FileEntry:
        """Record what was read from ``file``, in place of what it said before.

        Of two files with the same document and language the one in the better format is kept,
        the other becomes an alternate. A file that can no longer be read keeps the document
        that was read from it before.
        """
        if isinstance(result, Parsed) and (problem := _inconsistency(result)):
            result = Rejection(file.path, "inconsistent", problem)
        if isinstance(result, Rejection):
            return self._reject(file, result)
        self.changed = True
        self._db.execute("SAVEPOINT put")
        try:
            entry = self._accept(file, result)
        except BaseException:
            self._db.execute("ROLLBACK TO put")
            raise
        finally:
            self._db.execute("RELEASE put")
        return entry

    def remove_missing(self, present: Collection[str]) -> list[str]:
        """Forget the files whose path is not in ``present``, and return their paths.

        Documents read from them go, too. Call this before ``known_files``: an alternate of a
        document that went has to be read again.
        """
        kept = frozenset(present)
        rows = self._db.execute("SELECT path FROM files ORDER BY path").fetchall()
        gone = [str(row["path"]) for row in rows if row["path"] not in kept]
        for path in gone:
            self._release(path)
            self._db.execute("DELETE FROM files WHERE path = ?", (path,))
            self.changed = True
        return gone

    def delete(self, symbol: str) -> list[tuple[str, str]]:
        """Delete the documents with this symbol (all versions) or key, in all languages.

        Returns the key and language of each; their files are forgotten.

        Raises:
            UnknownDocument: if there is none.
        """
        wanted = _spelling(symbol)
        rows = self._db.execute("SELECT id, key, language, symbol FROM documents ORDER BY key")
        found = [row for row in rows if wanted in (_spelling(row["key"]), _spelling(row["symbol"]))]
        if not found:
            raise UnknownDocument(f"no document {symbol!r}; wipo-rag status lists those held")
        for row in found:
            self._db.execute("DELETE FROM documents WHERE id = ?", (row["id"],))
            self._db.execute(
                "DELETE FROM files WHERE document_key = ? AND language = ?",
                (row["key"], row["language"]),
            )
        self.changed = True
        return sorted((str(row["key"]), str(row["language"])) for row in found)

    def _reject(self, file: FileState, why: Rejection) -> FileEntry:
        row = self._row(file.path)
        held = (row["document_key"], row["language"], row["format"]) if row else (None,) * 3
        holds = bool(row and row["holds"])
        message = why.message
        if holds:
            message += f" ({held[0]} stays as it was read from this file before.)"
        before = file_entry(row) if row else None
        entry = self._record(file, (Outcome.REJECTED, why.code, message, *held, holds))
        # A file that is as bad as it was when it was last tried changes nothing.
        self.changed |= entry != before
        return entry

    def _accept(self, file: FileState, parsed: Parsed) -> FileEntry:
        document = parsed.document
        target = (document.key, document.language)
        row = self._row(file.path)
        if row and (row["document_key"], row["language"]) != target:
            self._release(file.path)
            row = None
        holder = self._db.execute(
            "SELECT * FROM files WHERE document_key = ? AND language = ? AND holds AND path != ?",
            (*target, file.path),
        ).fetchone()
        if holder and _rank(holder["format"], holder["path"]) < _rank(document.format, file.path):
            # It may have held the document until now, in a better format than today's.
            outcome, holds = Outcome.ALTERNATE, False
        else:
            if holder:
                self._db.execute(
                    "UPDATE files SET outcome = ?, holds = 0 WHERE path = ?",
                    (Outcome.ALTERNATE, holder["path"]),
                )
            outcome = Outcome.UPDATED if self._write(parsed) else Outcome.ADDED
            holds = True
        return self._record(file, (outcome, None, None, *target, document.format, holds))

    def _row(self, path: str) -> sqlite3.Row | None:
        found = self._db.execute("SELECT * FROM files WHERE path = ?", (path,)).fetchone()
        return found if isinstance(found, sqlite3.Row) else None

    def _record(self, file: FileState, values: tuple[object, ...]) -> FileEntry:
        self._db.execute(
            "INSERT OR REPLACE INTO files (path, sha256, size, mtime_ns, outcome, code, message,"
            " document_key, language, format, holds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (file.path, file.sha256, file.size, file.mtime_ns, *values),
        )
        row = self._row(file.path)
        assert row is not None  # noqa: S101 - just written
        return file_entry(row)

    def _release(self, path: str) -> None:
        """Delete the document that ``path`` holds; its alternates have to be read again."""
        row = self._row(path)
        if row is None or not row["holds"]:
            return
        target = (row["document_key"], row["language"])
        self._db.execute("DELETE FROM documents WHERE key = ? AND language = ?", target)
        self._db.execute(
            "UPDATE files SET outcome = ? WHERE document_key = ? AND language = ? AND outcome = ?",
            (Outcome.STALE, *target, Outcome.ALTERNATE),
        )

    # --- documents ----------------------------------------------------------------------------

    def _write(self, parsed: Parsed) -> bool:
        """Write a document over the one with its key and language; return whether it was held.

        Passages that did not change keep their row and number.
        """
        document = parsed.document
        identifier, held = self._document_id(document)
        columns = ", ".join(f"{column} = ?" for column in schema.DOCUMENT_COLUMNS)
        self._db.execute(
            f"UPDATE documents SET {columns}, warnings = ? WHERE id = ?",  # noqa: S608
            (*schema.document_row(document), identifier),
        )
        self._db.execute(
            "INSERT OR REPLACE INTO contents VALUES (?, ?, ?)",
            (identifier, document.text, schema.blocks_json(parsed.blocks)),
        )
        self._write_passages(identifier, parsed)
        self._write_records(identifier, parsed)
        return held

    def _document_id(self, document: Document) -> tuple[int, bool]:
        row = self._db.execute(
            "SELECT id FROM documents WHERE key = ? AND language = ?",
            (document.key, document.language),
        ).fetchone()
        if row:
            return int(row["id"]), True
        columns = ", ".join(schema.DOCUMENT_COLUMNS)
        marks = ", ".join("?" * len(schema.DOCUMENT_COLUMNS))
        cursor = self._db.execute(
            f"INSERT INTO documents ({columns}, warnings) VALUES ({marks}, ?)",  # noqa: S608
            schema.document_row(document),
        )
        assert cursor.lastrowid is not None  # noqa: S101 - an INSERT into a rowid table
        return cursor.lastrowid, False

    def _write_passages(self, document: int, parsed: Parsed) -> None:
        rows = self._db.execute(
            "SELECT key, id, hash FROM passages WHERE document_id = ?", (document,)
        ).fetchall()
        old = {row["key"]: (row["id"], row["hash"]) for row in rows}
        columns = ", ".join(schema.PASSAGE_COLUMNS)
        marks = ", ".join("?" * len(schema.PASSAGE_COLUMNS))
        changed = []
        for passage in parsed.passages:
            values = schema.passage_row(passage)
            digest = schema.row_hash(values)
            identifier, held = old.pop(passage.key, (None, b""))
            if held != digest:
                record = schema.record_of(passage.locator)
                changed.append((identifier, document, digest, record, *values))
        self._db.executemany(
            f"INSERT OR REPLACE INTO passages (id, document_id, hash, record, {columns})"  # noqa: S608
            f" VALUES (?, ?, ?, ?, {marks})",
            changed,
        )
        self._db.executemany(
            "DELETE FROM passages WHERE id = ?", [(identifier,) for identifier, _ in old.values()]
        )

    def _write_records(self, document: int, parsed: Parsed) -> None:
        self._db.execute("DELETE FROM records WHERE document_id = ?", (document,))
        self._db.execute("DELETE FROM mentions WHERE document_id = ?", (document,))
        self._db.executemany(
            "INSERT INTO records VALUES (?, ?, ?, ?)",
            [(document, *row) for row in schema.record_rows(parsed.records)],
        )
        self._db.executemany(
            "INSERT INTO mentions VALUES (?, ?, ?, ?)",
            [(document, *row) for row in schema.mention_rows(parsed.mentions)],
        )


def content_digest(path: Path) -> str:
    """Return a digest of all passages of a catalogue: the same for the same input, anywhere."""
    connection = schema.connect(path)
    digest = hashlib.sha256()
    for key, language, value in connection.execute(
        "SELECT key, language, hash FROM passages ORDER BY key, language"
    ):
        digest.update(f"{key}\0{language}\0".encode() + value)
    connection.close()
    return digest.hexdigest()


def _inconsistency(parsed: Parsed) -> str | None:
    """Return what would break citations if this were indexed, or ``None``."""
    document, seen = parsed.document, set()
    for passage in parsed.passages:
        if passage.key != f"{document.key}#{passage.locator}":
            return f"The passage {passage.key} is not named after {document.key}."
        if passage.language != document.language or passage.document != document.key:
            return f"The passage {passage.key} is not of this document."
        if passage.key in seen:
            return f"Two passages have the key {passage.key}."
        seen.add(passage.key)
        if "\n".join(document.text[start:end] for start, end in passage.spans) != passage.text:
            return f"The passage {passage.key} is not a slice of the text."
    try:
        orjson.dumps([schema.document_row(document), document.text])
        for passage in parsed.passages:
            orjson.dumps(schema.passage_row(passage))
    except (TypeError, ValueError):  # a lone surrogate
        return "The document has characters that are not Unicode."
    return None


def _rank(file_format: str, path: str) -> tuple[int, str, str]:
    place = _FORMATS.index(file_format) if file_format in _FORMATS else len(_FORMATS)
    return place, Path(path).name, path


def _spelling(symbol: str) -> str:
    return "".join(symbol.split()).casefold()
