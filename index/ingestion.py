"""One run over files: what is new is parsed and indexed, the rest stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from config.settings import Settings
from index.types import FileEntry, FileState, Outcome
from index.writer import Progress, Writer
from ingest.sandbox import Sandbox
from ingest.sidecar import read_metadata_csv
from ingest.sources import SourceFile, discover, read_source
from ingest.types import Parsed, Rejection

OnFile = Callable[[int, int, FileEntry], None]
"""Told of each file: how many are done, of how many, and what became of this one."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one run did. ``removed`` are the paths whose file was gone (with ``prune``)."""

    generation: str
    documents: int
    passages: int
    files: tuple[FileEntry, ...]
    removed: tuple[str, ...]

    @property
    def rejected(self) -> int:
        """How many files could not be read."""
        return sum(entry.outcome is Outcome.REJECTED for entry in self.files)


def ingest(
    settings: Settings,
    paths: Sequence[Path],
    *,
    metadata: Path | None = None,
    prune: bool = False,
    on_file: OnFile | None = None,
    on_index: Progress | None = None,
) -> IngestReport:
    """Bring the index up to date with ``paths`` and publish a new generation.

    Files whose bytes and metadata did not change are not read again. With ``prune`` documents
    go whose file no longer exists, wherever it was.

    Raises:
        IngestError: if the table of metadata cannot be read.
        RetrievalError: if the index cannot be written; what was there before stays.
    """
    table = read_metadata_csv(metadata) if metadata else {}
    found = discover(paths)
    with Writer(settings) as writer:
        removed = _prune(writer, found) if prune else []
        entries: list[FileEntry] = []
        for entry in _outcomes(settings, writer, found, table):
            entries.append(entry)
            if on_file is not None:
                on_file(len(entries), len(found), entry)
        manifest = writer.publish(on_index)
    return IngestReport(
        generation=manifest.generation,
        documents=manifest.documents,
        passages=manifest.passages,
        files=tuple(entries),
        removed=tuple(removed),
    )


def _prune(writer: Writer, found: Sequence[Path]) -> list[str]:
    held = [path for path in writer.known_files() if Path(path).exists()]
    return writer.remove_missing([*held, *map(str, found)])


def _outcomes(
    settings: Settings,
    writer: Writer,
    found: Sequence[Path],
    table: Mapping[str, dict[str, str]],
) -> Iterator[FileEntry]:
    """Yield what becomes of each file, in order; only new and changed ones are parsed."""
    known = writer.known_files()
    skipped: dict[Path, FileEntry] = {}

    def to_parse() -> Iterator[SourceFile]:
        for path in found:
            source = read_source(path, settings.ingest, table)
            before = known.get(str(path))
            if before is not None and _is_settled(before, source):
                skipped[path] = before
            yield source

    with Sandbox(settings.ingest) as sandbox:
        results = sandbox.parse(to_parse(), skip=lambda source: source.path in skipped)
        for source, result in results:
            if result is None:
                entry = skipped[source.path]
                is_rejected = entry.outcome is Outcome.REJECTED
                yield entry if is_rejected else replace(entry, outcome=Outcome.UNCHANGED)
            else:
                yield writer.put(_state(source), _located(result, source))


def _is_settled(before: FileEntry, source: SourceFile) -> bool:
    """Return whether the file need not be read again.

    A rejected one is tried again (the parser may have been mended, the office program installed),
    unless it ran into the limits: that costs a minute each time.
    """
    if source.problem is not None or before.file.sha256 != source.fingerprint:
        return False
    return before.outcome is not Outcome.REJECTED or before.code == "limit"


def _state(source: SourceFile) -> FileState:
    return FileState(str(source.path), source.fingerprint, source.size, source.mtime_ns)


def _located(result: Parsed | Rejection, source: SourceFile) -> Parsed | Rejection:
    """Return ``result`` with the whole path of a rejected file: names alone are not unique."""
    return replace(result, source=str(source.path)) if isinstance(result, Rejection) else result
