"""The container of old Office files (.doc, .xls, encrypted .docx): the names of its streams.

Only the directory and the first bytes of a stream are read, each chain of sectors at most once
through, so that a hostile file costs no more than its own length.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import DamagedFile

_HEADER = 512
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA  # from here on, numbers are marks, not sectors
_MOST_SECTORS = 4096  # of a directory: 16,000 streams and folders
_MINI_STREAM_BELOW = 4096  # bytes; smaller streams lie elsewhere
_STREAM = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream: its first sector and its size in bytes."""

    sector: int
    size: int


class CompoundFile:
    """An open container. Use it as a context manager."""

    def __init__(self, path: Path) -> None:
        """Read the directory. Raises DamagedFile where it is broken."""
        self._file = path.open("rb")
        try:
            self._read_header()
            self._entries = self._read_directory()
        except struct.error as error:
            self._file.close()
            raise DamagedFile("The old Office file is cut off or broken.") from error
        except DamagedFile:
            self._file.close()
            raise

    def __enter__(self) -> CompoundFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def names(self) -> set[str]:
        """Return the names of all streams, at any depth."""
        return set(self._entries)

    def start_of(self, name: str, size: int) -> bytes:
        """Return the first ``size`` bytes of a stream; nothing of a very small one."""
        entry = self._entries[name]
        if entry.size < _MINI_STREAM_BELOW:
            return b""
        return self._sector(entry.sector)[:size]

    def _read_header(self) -> None:
        header = self._file.read(_HEADER)
        (self._shift,) = struct.unpack_from("<H", header, 30)
        if self._shift not in (9, 12):
            raise DamagedFile("The old Office file has an impossible sector size.")
        (self._first,) = struct.unpack_from("<I", header, 48)
        self._tables: tuple[int, ...] = struct.unpack_from("<109I", header, 76)

    def _sector(self, number: int) -> bytes:
        self._file.seek((number + 1) << self._shift)
        return self._file.read(1 << self._shift)

    def _next(self, number: int) -> int:
        """Return the sector that follows ``number`` in its chain."""
        table, place = divmod(number, (1 << self._shift) // 4)
        if table >= len(self._tables) or self._tables[table] >= _LAST_SECTOR:
            return _LAST_SECTOR
        (following,) = struct.unpack_from("<I", self._sector(self._tables[table]), 4 * place)
        return int(following)

    def _read_directory(self) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        sector, seen = self._first, set[int]()
        while sector < _LAST_SECTOR and sector not in seen and len(seen) < _MOST_SECTORS:
            seen.add(sector)
            data = self._sector(sector)
            for at in range(0, len(data) - _ENTRY + 1, _ENTRY):
                length, kind = struct.unpack_from("<HB", data, at + 64)
                if kind == _STREAM and 2 <= length <= 64:
                    name = data[at : at + length - 2].decode("utf-16-le", "replace")
                    first, size = struct.unpack_from("<II", data, at + 116)
                    entries.setdefault(name, Entry(first, size))
            sector = self._next(sector)
        return entries
