"""What a vector store is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.types import Matrix, Vector

Ids = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """The passages that a filter keeps, as a store looks at them: worked out once, used often."""

    ids: Ids
    rows: npt.NDArray[np.int64]  # places of their vectors in the store, ascending

    def __len__(self) -> int:
        """Return the number of passages."""
        return len(self.ids)


class VectorStore(Protocol):
    """Finds the passages whose vectors are nearest to that of a query.

    Every vector carries the 64-bit id of its passage; never does a position mean anything. A
    long passage has several vectors, all with its id: its score is that of the best of them.
    Scores are inner products. A store that was loaded is never changed, and may be searched from
    several threads at once.
    """

    @property
    def dim(self) -> int:
        """Length of the vectors."""
        ...

    def __len__(self) -> int:
        """Return the number of vectors, not of passages."""
        ...

    @property
    def ids(self) -> Ids:
        """The id of each vector, in the order in which they were added."""
        ...

    def add(self, ids: Ids, vectors: Matrix) -> None:
        """Add vectors of shape ``(len(ids), dim)`` with their ids."""
        ...

    def keep(self, ids: Ids) -> Kept:
        """Return a filter that keeps the passages ``ids``, for ``search``."""
        ...

    def search(
        self, vector: Vector, k: int, allowed: Ids | Kept | None = None
    ) -> tuple[Ids, Scores]:
        """Return at most ``k`` distinct ids and their scores, best first, equal scores by id.

        With ``allowed`` only those ids are searched, however few they are: the filter comes
        before the search, so that ``k`` hits are found wherever there are as many.
        """
        ...

    def vectors(self) -> Matrix:
        """Return all vectors in the order of ``ids``, as precisely as they are stored."""
        ...

    def save(self, folder: Path) -> None:
        """Write the store into files in an existing folder."""
        ...

    def load(self, folder: Path) -> None:
        """Read what ``save`` wrote, in place of what is held.

        Raises:
            RetrievalError: if the files are not what they should be.
        """
        ...


def best_of_each(ids: Ids, scores: Scores, k: int) -> tuple[Ids, Scores]:
    """Return the ``k`` best distinct ids with the best score of each; equal scores by id."""
    order = np.lexsort((ids, -scores))
    _, first = np.unique(ids[order], return_index=True)
    kept = order[np.sort(first)[:k]]
    return ids[kept], scores[kept]
