"""The command that reads files: what happened to each, and how far the run is."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from config.commands import DONE, FAILED, PARTLY, Command
from config.settings import Settings
from index.types import FileEntry, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.ingestion import IngestReport

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of ``ingest``."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
    parser.add_argument(
        "--metadata", type=Path, metavar="FILE.csv", help="a table with a row for each file"
    )
    parser.add_argument("--prune", action="store_true", help="remove documents whose file is gone")


def run(arguments: Namespace, settings: Settings) -> int:
    """Read the files and publish a new generation."""
    from index.errors import RetrievalError
    from index.ingestion import ingest
    from ingest.errors import IngestError

    try:
        with _progress(quiet=arguments.json) as progress:
            report = ingest(
                settings,
                arguments.paths,
                metadata=arguments.metadata,
                prune=arguments.prune,
                on_file=progress.file,
                on_index=progress.index,
            )
    except (IngestError, RetrievalError) as error:
        sys.stderr.write(f"wipo-rag: {_plain(str(error))}\n")
        if arguments.json:
            _print_json({"error": str(error)})
        return FAILED
    if arguments.json:
        _print_json(_document(report))
    else:
        sys.stdout.write(_summary(report) + "\n")
    return PARTLY if report.rejected else DONE


# --- what is told at the end ------------------------------------------------------------------


def _document(report: IngestReport) -> dict[str, Any]:
    return {
        "generation": report.generation,
        "documents": report.documents,
        "passages": report.passages,
        "files": [_entry(entry) for entry in report.files],
        "counts": _counts(report),
        "removed": list(report.removed),
    }


def _entry(entry: FileEntry) -> dict[str, Any]:
    """Return one file as JSON; an alternate was read, and another file of it is the one used."""
    alternate = entry.outcome is Outcome.ALTERNATE
    return {
        "path": entry.file.path,
        "outcome": str(Outcome.ADDED if alternate else entry.outcome),
        "code": "alternate" if alternate else entry.code,
        "message": "another file of this document is used" if alternate else entry.message,
        "document": entry.document,
        "language": entry.language,
    }


def _counts(report: IngestReport) -> dict[str, int]:
    names = [_entry(entry)["outcome"] for entry in report.files]
    return {name: names.count(name) for name in ("added", "updated", "unchanged", "rejected")}


def _summary(report: IngestReport) -> str:
    counts = ", ".join(f"{count} {name}" for name, count in _counts(report).items() if count)
    removed = f", {len(report.removed)} removed" if report.removed else ""
    return (
        f"{counts or 'no files'}{removed}; generation {report.generation} holds "
        f"{report.documents} documents, {report.passages} passages"
    )


def _print_json(document: dict[str, Any]) -> None:
    import orjson

    sys.stdout.write(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode() + "\n")


# --- what is told on the way ------------------------------------------------------------------


class _Lines:
    """One line a file on standard error, for logs and pipes."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet

    def file(self, done: int, total: int, entry: FileEntry) -> None:
        """Tell what became of a file; unchanged ones are many and say nothing."""
        del done, total
        if not self._quiet or entry.outcome is Outcome.REJECTED:
            sys.stderr.write(_line(entry) + "\n")

    def index(self, done: int, total: int) -> None:
        """Tell nothing: the end is told on standard output."""


class _Bar(_Lines):
    """The same above a bar with rate and remaining time, redrawn in place."""

    WIDTH = 30

    def __init__(self) -> None:
        super().__init__(quiet=False)
        self._began = monotonic()

    def file(self, done: int, total: int, entry: FileEntry) -> None:
        """Tell what became of a file, and how far the run is."""
        sys.stderr.write("\r\x1b[K")
        super().file(done, total, entry)
        self._draw("reading", done, total)

    def index(self, done: int, total: int) -> None:
        """Tell how far the indexing is."""
        self._draw("indexing", done, total)

    def _draw(self, what: str, done: int, total: int) -> None:
        seconds = max(monotonic() - self._began, 1e-6)
        rate = done / seconds
        left = (total - done) / rate if rate else 0
        filled = self.WIDTH * done // max(total, 1)
        bar = "█" * filled + "░" * (self.WIDTH - filled)
        sys.stderr.write(f"\r\x1b[K{what} {bar} {done}/{total}  {rate:.1f}/s  {left:.0f} s left")
        sys.stderr.flush()


@contextmanager
def _progress(*, quiet: bool) -> Iterator[_Lines]:
    if quiet or not sys.stderr.isatty():
        yield _Lines(quiet=quiet)
        return
    try:
        yield _Bar()
    finally:
        sys.stderr.write("\r\x1b[K")


def _line(entry: FileEntry) -> str:
    name = Path(entry.file.path).name
    told = _entry(entry)
    document = f"  {entry.document} [{entry.language}]" if entry.document else ""
    reason = f"  ({told['code']}) {told['message']}" if told["code"] else ""
    return _plain(f"{told['outcome']:9} {name}{document}{reason}")


def _plain(text: str) -> str:
    """Return text that cannot steer a terminal: file names and parsers' words are foreign."""
    return _CONTROL.sub("\ufffd", text)


COMMAND = Command("ingest", "read files and folders into the index", configure, run)
