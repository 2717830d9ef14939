"""What a generation says about itself, and whether its files are what it says."""

from __future__ import annotations

import hashlib
import os
import platform
import sqlite3
import time
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import orjson

from config.settings import Settings
from index import schema
from index.errors import UnknownFormat
from index.layout import MANIFEST, files_below

FORMAT = 1
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class PartCounts:
    """How much is held in one language."""

    documents: int
    passages: int
    vectors: int


@dataclass(frozen=True, slots=True)
class FileFact:
    """Size in bytes and SHA-256 of one file."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a generation, and what made it.

    ``content`` is a digest of all passages: the same for the same input and settings, whatever
    the order of the files and the machine. ``purged`` says that what came before was removed
    because it held something that was deleted.
    """

    generation: str
    created: str
    parts: dict[str, PartCounts]
    embedder: str
    dim: int
    settings: str
    content: str
    versions: dict[str, str]
    files: dict[str, FileFact]
    purged: bool = False
    format: int = FORMAT

    @property
    def documents(self) -> int:
        """Documents in all languages."""
        return sum(part.documents for part in self.parts.values())

    @property
    def passages(self) -> int:
        """Passages in all languages."""
        return sum(part.passages for part in self.parts.values())

    @property
    def vectors(self) -> int:
        """Vectors in all languages."""
        return sum(part.vectors for part in self.parts.values())


def write_manifest(folder: Path, manifest: Manifest) -> str:
    """Write the manifest into its generation and return its SHA-256."""
    body = asdict(manifest)
    data = orjson.dumps(
        {**body, "checksum": _checksum(body)}, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS
    )
    (folder / MANIFEST).write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a generation.

    Raises:
        ValueError: if it is missing, or not as it was written.
        UnknownFormat: if a newer version of this program wrote it.
    """
    try:
        body = orjson.loads((folder / MANIFEST).read_bytes())
        written = body.pop("checksum")
        if written != _checksum(body):
            raise ValueError(f"{MANIFEST}: its checksum does not match")
        if body["format"] > FORMAT:
            raise UnknownFormat(
                f"generation {folder.name} has format {body['format']}, this program knows up to"
                f" {FORMAT}: upgrade it"
            )
        body["parts"] = {name: PartCounts(**part) for name, part in body["parts"].items()}
        body["files"] = {name: FileFact(**fact) for name, fact in body["files"].items()}
        return Manifest(**body)
    except (OSError, KeyError, TypeError, AttributeError, orjson.JSONDecodeError) as error:
        raise ValueError(f"{MANIFEST}: {error or type(error).__name__}") from error


def manifest_digest(folder: Path) -> str:
    """Return the SHA-256 of a manifest as it lies on disk; empty if it cannot be read."""
    try:
        return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""


def file_facts(folder: Path) -> dict[str, FileFact]:
    """Return size and digest of every file of a generation but its manifest."""
    return {name: _fact(folder / name) for name in files_below(folder) if name != MANIFEST}


def problems(folder: Path) -> list[str]:
    """Return what is wrong with the files of a generation, reading every byte; [] if nothing.

    Raises:
        UnknownFormat: if a newer version of this program wrote it.
    """
    try:
        manifest = read_manifest(folder)
    except ValueError as error:
        return [str(error)]
    found = set(files_below(folder)) - {MANIFEST}
    wrong = [f"{name}: is missing" for name in sorted(manifest.files.keys() - found)]
    wrong += [f"{name}: does not belong here" for name in sorted(found - manifest.files.keys())]
    for name in sorted(found & manifest.files.keys()):
        try:
            fact = _fact(folder / name)
        except OSError as error:
            wrong.append(f"{name}: {error.strerror}")
            continue
        if fact != manifest.files[name]:
            wrong.append(f"{name}: has changed since it was written")
    if manifest.generation != folder.name:
        wrong.append(f"{MANIFEST}: is that of generation {manifest.generation}")
    return wrong


def settings_digest(settings: Settings) -> str:
    """Return a digest of the settings that what is stored depends on."""
    stored = {
        "embedder": settings.embedder.model_dump(mode="json"),
        "store": settings.store.model_dump(mode="json"),
        "window_chars": settings.search.window_chars,
        "catalogue": schema.FORMAT,
    }
    return hashlib.sha256(orjson.dumps(stored, option=orjson.OPT_SORT_KEYS)).hexdigest()


def versions() -> dict[str, str]:
    """Return the versions of what writes a generation."""
    found = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    for name in ("wipo-rag", "tantivy", "faiss-cpu", "numpy"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # run from a checkout
            found[name] = "unknown"
    return found


def now() -> str:
    """Return the time as ISO 8601 in UTC, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def _checksum(body: dict[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _fact(path: Path) -> FileFact:
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return FileFact(size, digest.hexdigest())
