"""Late interaction: for each token of a query the most similar token of each passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.embedders.static_files import StaticFiles


@dataclass(frozen=True, slots=True)
class Passages:
    """Token ids of several passages: passage ``p`` has ``ids[starts[p] : starts[p + 1]]``."""

    ids: npt.NDArray[np.uint16]
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, passages: Sequence[npt.NDArray[np.uint16]]) -> Passages:
        """Return passages given one by one, laid end to end."""
        starts = np.zeros(len(passages) + 1, np.int64)
        np.cumsum([len(ids) for ids in passages], out=starts[1:])
        flat = np.concatenate(passages) if len(passages) else np.empty(0, np.uint16)
        return cls(flat, starts)

    def __len__(self) -> int:
        return len(self.starts) - 1


def best_cosines(
    files: StaticFiles,
    asked: npt.NDArray[np.uint16],
    ids: npt.NDArray[np.uint16],
    starts: npt.NDArray[np.int64],
) -> npt.NDArray[np.float32]:
    """Return the best cosine of each token of ``asked`` in each passage, shape (passages, asked).

    ``starts`` says where in ``ids`` each passage begins; none may be empty.
    """
    seen = np.zeros(len(files.vectors), bool)
    seen[ids] = True
    present = np.flatnonzero(seen)
    places = np.empty(len(seen), np.int32)
    places[present] = np.arange(len(present), dtype=np.int32)
    query = files.vectors[asked].astype(np.float32) * files.units[asked, None]
    # Each token of all passages is compared once, however often it occurs.
    cosines = query @ files.vectors[present].astype(np.float32).T
    cosines *= files.units[present]
    best = np.empty((len(starts), len(asked)), np.float32)
    here = places[ids]
    for column, row in enumerate(cosines):
        best[:, column] = np.maximum.reduceat(row[here], starts)
    return best
