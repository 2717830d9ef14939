"""Exact search in NumPy: obviously right, and what the other stores are measured against."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from index.arrays import load_array
from index.errors import RetrievalError
from index.stores.base import Ids, Kept, Scores, best_of_each
from index.types import Matrix, Vector


class FlatStore:
    """Keeps float32 vectors in one matrix. See VectorStore."""

    def __init__(self, dim: int) -> None:
        self._dim = dim
        self._ids: Ids = np.empty(0, np.int64)
        self._vectors: Matrix = np.empty((0, dim), np.float32)

    @property
    def dim(self) -> int:
        """See VectorStore.dim."""
        return self._dim

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def ids(self) -> Ids:
        """See VectorStore.ids."""
        return self._ids

    def add(self, ids: Ids, vectors: Matrix) -> None:
        """See VectorStore.add."""
        self._ids = np.concatenate([self._ids, ids])
        self._vectors = np.concatenate([self._vectors, vectors])

    def keep(self, ids: Ids) -> Kept:
        """See VectorStore.keep."""
        return Kept(ids, np.flatnonzero(np.isin(self._ids, ids)))

    def search(
        self, vector: Vector, k: int, allowed: Ids | Kept | None = None
    ) -> tuple[Ids, Scores]:
        """See VectorStore.search."""
        if allowed is None:
            return best_of_each(self._ids, self._vectors @ vector, k)
        rows = (allowed if isinstance(allowed, Kept) else self.keep(allowed)).rows
        return best_of_each(self._ids[rows], self._vectors[rows] @ vector, k)

    def vectors(self) -> Matrix:
        """See VectorStore.vectors."""
        return self._vectors

    def save(self, folder: Path) -> None:
        """See VectorStore.save."""
        np.save(folder / "ids.npy", self._ids)
        np.save(folder / "vectors.npy", self._vectors)

    def load(self, folder: Path) -> None:
        """See VectorStore.load."""
        ids = load_array(folder / "ids.npy", np.int64)
        vectors = load_array(folder / "vectors.npy", np.float32, columns=self._dim)
        if len(vectors) != len(ids):
            raise RetrievalError(f"{folder}: {vectors.shape} vectors for {len(ids)} ids")
        self._ids, self._vectors = ids, vectors
