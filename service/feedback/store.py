"""``HOME/feedback.sqlite``: what readers said, beside the generations of the index.

It cannot stand in the catalogue: that belongs to one generation and never changes once it is
published. This file outlives all of them. Processes write to it at the same time; what ``add``
has returned for is on disk.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import orjson

from ingest.types import LANGUAGES, Language
from service.feedback.errors import FeedbackFull, FeedbackUnavailable
from service.feedback.types import Feedback, Stored, Verdict, Why

FILE = "feedback.sqlite"
FORMAT = 1
_SECONDS_TO_WAIT = 5.0  # for another process that is writing
_PAGE_BYTES = 4096
_TABLE = """
CREATE TABLE feedback (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    digest BLOB NOT NULL UNIQUE,
    day TEXT NOT NULL,
    times INTEGER NOT NULL,
    answer_id TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT,
    question TEXT,
    language TEXT,
    key TEXT,
    citations TEXT,
    comment TEXT
)
"""
_COLUMNS = "answer_id, verdict, reason, question, language, key, citations, comment"


class FeedbackStore:
    """The file in one home; opened for each call, so it may be used from any thread."""

    def __init__(self, home: Path, max_bytes: int = 64 * 1024 * 1024) -> None:
        self.path = home / FILE
        self._max_pages = max(8, max_bytes // _PAGE_BYTES)

    def add(self, feedback: Feedback) -> bool:
        """Keep ``feedback``; return whether it is new. The same again is only counted.

        Raises:
            FeedbackFull: if the file may not grow any more.
            FeedbackUnavailable: if it cannot be written.
        """
        row = _row(feedback)
        digest = hashlib.sha256(orjson.dumps(row)).digest()
        today = datetime.now(UTC).date().isoformat()
        with self._opened(create=True) as connection:
            connection.execute("BEGIN IMMEDIATE")
            known = connection.execute(
                "UPDATE feedback SET times = times + 1 WHERE digest = ?", (digest,)
            )
            if not known.rowcount:
                connection.execute(
                    f"INSERT INTO feedback (digest, day, times, {_COLUMNS})"  # noqa: S608
                    " VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (digest, today, *row),
                )
            connection.execute("COMMIT")
            return not known.rowcount

    def all(self) -> list[Stored]:
        """Return everything that is kept, oldest first; nothing if there is no file.

        Raises:
            FeedbackUnavailable: if the file cannot be read.
        """
        if not self.path.exists():
            return []
        with self._opened() as connection:
            rows = connection.execute(
                f"SELECT number, day, times, {_COLUMNS} FROM feedback ORDER BY number"  # noqa: S608
            )
            return [_stored(row) for row in rows]

    @contextmanager
    def _opened(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        try:
            if create:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.touch(mode=0o600)  # what people wrote is for the service alone
            with closing(sqlite3.connect(self.path, _SECONDS_TO_WAIT, isolation_level=None)) as db:
                # Like the catalogue: one file, no write-ahead log, on disk when it is said to be.
                db.execute("PRAGMA journal_mode = DELETE")
                db.execute("PRAGMA synchronous = FULL")
                db.execute("PRAGMA secure_delete = ON")
                db.execute(f"PRAGMA max_page_count = {self._max_pages}")
                self._prepare(db, create)
                yield db
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
                raise FeedbackFull("no more feedback can be kept here") from error
            raise FeedbackUnavailable(f"feedback cannot be kept or read: {error}") from error
        except OSError as error:
            raise FeedbackUnavailable(f"feedback cannot be kept: {error.strerror}") from error

    def _prepare(self, connection: sqlite3.Connection, create: bool) -> None:
        if _format(connection) == 0 and create:
            connection.execute("BEGIN IMMEDIATE")
            if _format(connection) == 0:  # nobody else was faster
                connection.execute(_TABLE)
                connection.execute(f"PRAGMA user_version = {FORMAT}")
            connection.execute("COMMIT")
        if (found := _format(connection)) != FORMAT:
            raise FeedbackUnavailable(
                f"the file of feedback has format {found}, this program knows {FORMAT}"
            )


def _format(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _row(feedback: Feedback) -> tuple[str | None, ...]:
    cited = feedback.citations
    return (
        feedback.answer_id,
        feedback.verdict.value,
        feedback.reason.value if feedback.reason else None,
        feedback.question,
        feedback.language,
        feedback.key,
        None if cited is None else orjson.dumps(cited).decode(),
        feedback.comment,
    )


def _stored(row: tuple[object, ...]) -> Stored:
    number, day, times, answer_id, verdict, reason, question, language, key, cited, comment = row
    feedback = Feedback(
        answer_id=str(answer_id),
        verdict=Verdict(str(verdict)),
        reason=Why(str(reason)) if reason else None,
        question=_text(question),
        language=_language(language),
        key=_text(key),
        citations=None if cited is None else tuple(orjson.loads(str(cited))),
        comment=_text(comment),
    )
    return Stored(int(str(number)), str(day), int(str(times)), feedback)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _language(value: object) -> Language | None:
    return next((language for language in LANGUAGES if language == value), None)
