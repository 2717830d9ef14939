"""Vectors of an earlier generation by what was embedded, so that it need not be again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from config.settings import StoreSettings
from index.arrays import load_array
from index.stores import build_store
from index.types import Matrix

_FILE = "windows.npy"
_HASH_BYTES = 16
_HASH = np.dtype(f"V{_HASH_BYTES}")


def hash_of(embedder: str, text: str) -> bytes:
    """Return 16 bytes that tell apart what an embedder is given."""
    return hashlib.blake2b(f"{embedder}\0{text}".encode(), digest_size=_HASH_BYTES).digest()


def save_hashes(folder: Path, hashes: Sequence[bytes]) -> None:
    """Write what ``VectorCache.of`` reads beside the vectors of a part."""
    np.save(folder / _FILE, np.array(hashes, _HASH))


class VectorCache:
    """The vectors of one part; empty unless made by ``of``."""

    def __init__(self) -> None:
        self._rows: dict[bytes, int] = {}
        self._vectors: Matrix | None = None

    @classmethod
    def of(cls, folder: Path, dim: int, settings: StoreSettings) -> VectorCache:
        """Return the vectors of the part in ``folder``; none if there is no such part."""
        cache = cls()
        if (folder / _FILE).is_file():
            hashes = load_array(folder / _FILE, _HASH)
            store = build_store(settings, dim)
            store.load(folder / "vectors")
            cache._vectors = store.vectors()
            cache._rows = {value: row for row, value in enumerate(hashes.tolist())}
        return cache

    def fill(self, hashes: Sequence[bytes], vectors: Matrix) -> list[int]:
        """Copy what is known into ``vectors`` and return the places of what is not."""
        if self._vectors is None:
            return list(range(len(hashes)))
        missing = []
        for place, value in enumerate(hashes):
            row = self._rows.get(value)
            if row is None:
                missing.append(place)
            else:
                vectors[place] = self._vectors[row]
        return missing
