"""Where everything lies on disk, and how it gets there safely.

    HOME/CURRENT                     which generation is served, and the digest of its manifest
    HOME/LOCK                        held by the process that changes the index
    HOME/generations/000012/         one generation; never changed once it has this name
        manifest.json                counts, checksums, model, versions
        catalogue.sqlite             the truth; everything else is derived from it
        fr/lexical/, fr/vectors/     what is searched, per language
        fr/passages.npy, windows.npy
    HOME/generations/.building-*     left by a writer that was killed; the next one removes it

A generation is built under a name that no reader looks for, brought to disk file by file, and
renamed; then the pointer is replaced. After a crash at any moment the old or the new generation
is served, never something between.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

CATALOGUE = "catalogue.sqlite"
MANIFEST = "manifest.json"
_BUILDING = ".building-"
_NAME = re.compile(r"\d{6,}")


@dataclass(frozen=True, slots=True)
class Pointer:
    """What ``CURRENT`` says: a generation, and the SHA-256 of its manifest."""

    generation: str
    manifest: str

    @property
    def checksum(self) -> str:
        """What tells a damaged pointer from one to a damaged generation."""
        return hashlib.sha256(f"{self.generation} {self.manifest}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths below one home."""

    home: Path

    @property
    def current(self) -> Path:
        """The pointer."""
        return self.home / "CURRENT"

    @property
    def lock(self) -> Path:
        """The lock of the writer."""
        return self.home / "LOCK"

    @property
    def generations(self) -> Path:
        """The folder of all generations."""
        return self.home / "generations"

    def generation(self, name: str) -> Path:
        """The folder of one generation."""
        return self.generations / name

    def building(self, name: str) -> Path:
        """The folder in which a generation is built."""
        return self.generations / f"{_BUILDING}{name}"

    def names(self) -> list[str]:
        """Return the names of all generations, oldest first."""
        if not self.generations.is_dir():
            return []
        found = [path.name for path in self.generations.iterdir() if _NAME.fullmatch(path.name)]
        return sorted(found, key=int)

    def next_name(self) -> str:
        """Return a name that no generation has had: a counter, since clocks jump."""
        pointed = self.read_pointer()
        numbers = [int(name) for name in self.names()]
        return f"{max([0, *numbers, int(pointed.generation) if pointed else 0]) + 1:06d}"

    def read_pointer(self) -> Pointer | None:
        """Return the pointer, or ``None`` if there is none or it is damaged."""
        try:
            found = orjson.loads(self.current.read_bytes())
            pointer = Pointer(str(found["generation"]), str(found["manifest"]))
            return pointer if found["checksum"] == pointer.checksum else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write_pointer(self, pointer: Pointer) -> None:
        """Replace the pointer in one step; when this returns, it survives a loss of power."""
        fresh = self.home / f".CURRENT-{os.getpid()}"
        fields = {**asdict(pointer), "checksum": pointer.checksum}
        fresh.write_bytes(orjson.dumps(fields) + b"\n")
        sync(fresh)
        fresh.replace(self.current)
        sync(self.home)

    def remove_stale(self) -> None:
        """Remove what killed writers left. Only the holder of the lock may call this."""
        if self.generations.is_dir():
            for path in self.generations.glob(f"{_BUILDING}*"):
                shutil.rmtree(path, ignore_errors=True)
        for path in self.home.glob(".CURRENT-*"):
            path.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Remove a generation; readers that hold it go on reading."""
        # Renamed first, so that nobody can meet half of it under its name.
        doomed = self.building(f"{name}-removed")
        with contextlib.suppress(FileNotFoundError):
            self.generation(name).rename(doomed)
            shutil.rmtree(doomed, ignore_errors=True)


def files_below(folder: Path) -> list[str]:
    """Return the paths of all files below ``folder``, relative to it, in alphabetical order."""
    # Unlike a glob, this walks on when the folder is removed under its feet.
    found = [Path(parent, name) for parent, _, names in os.walk(folder) for name in names]
    return sorted(path.relative_to(folder).as_posix() for path in found)


def sync(path: Path) -> None:
    """Bring a file or a folder's list of names to disk.

    An error is never retried: the second call may succeed although the data are lost.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Bring everything below ``folder``, and itself, to disk."""
    for path in sorted(folder.rglob("*"), reverse=True):
        sync(path)
    sync(folder)
