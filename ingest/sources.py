"""Which files are meant by the paths that a user gives, and what is said about them elsewhere?"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from config.settings import IngestSettings
from ingest.errors import IngestError
from ingest.sidecar import read_sidecar
from ingest.types import Rejection

SIDECAR = ".meta.json"

PARSER = "4"
"""Version of what parsing yields; a new one makes every file be read again."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read. ``sha256`` is of its bytes, ``fingerprint`` of bytes and metadata.

    ``problem`` is set where the file was refused before it was opened by a parser.
    """

    path: Path
    size: int
    sha256: str
    fingerprint: str
    mtime_ns: int = 0
    metadata: dict[str, str] = field(default_factory=dict)
    problem: Rejection | None = None


def discover(paths: Iterable[Path]) -> list[Path]:
    """Return the files that ``paths`` name, folders searched, sorted, each once.

    Hidden files, sidecars and links that lead out of a folder are passed over. A path that does
    not exist is returned as it is: reading it will say so.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _files_under(path) if path.is_dir() else (path,):
            found.setdefault(Path(os.path.abspath(file)))  # noqa: PTH100 (links stay)
    return list(found)


def _files_under(folder: Path) -> Iterator[Path]:
    root = folder.resolve()
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith(".") or name.endswith(SIDECAR):
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                continue
            yield path


def read_source(
    path: Path, settings: IngestSettings, table: Mapping[str, dict[str, str]]
) -> SourceFile:
    """Return ``path`` with its checksum and metadata; ``table`` are the rows of ``--metadata``."""
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            return _refused(path, "not_a_file", "this is not a regular file")
        if info.st_size > settings.max_file_mb * 1e6:
            return _refused(
                path, "too_large", f"the file has over {settings.max_file_mb:g} MB", info.st_size
            )
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        sidecar = path.with_name(path.name + SIDECAR)
        if not sidecar.exists():
            sidecar = path.with_name(path.stem + SIDECAR)
        beside = read_sidecar(sidecar) if sidecar.exists() else {}
        metadata = {**table.get(path.name, {}), **beside}
    except IngestError as error:
        return _refused(path, error.code, str(error))
    except FileNotFoundError:
        return _refused(path, "not_found", "there is no such file")
    except OSError as error:
        return _refused(path, "unreadable", f"the file cannot be read: {error.strerror}")
    said = "\0".join(f"{key}={value}" for key, value in sorted(metadata.items()))
    fingerprint = hashlib.sha256(f"{PARSER}\0{sha256}\0{said}".encode()).hexdigest()
    return SourceFile(path, info.st_size, sha256, fingerprint, info.st_mtime_ns, metadata)


def _refused(path: Path, code: str, message: str, size: int = 0) -> SourceFile:
    problem = Rejection(path.name, code, message)
    return SourceFile(path, size, "", "", problem=problem)
