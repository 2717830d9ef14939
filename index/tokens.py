"""The tokens of every window, for late interaction: kept as numbers, two bytes each.

A window keeps each of its tokens once: only the one most like a token of the query counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.arrays import load_array
from index.embedders.base import TokenEmbedder, Tokens, TokenSequences
from index.errors import RetrievalError
from index.stores.base import Ids
from index.types import Vector

_TOKEN, _PLACE = np.dtype("<u2"), np.dtype("<i8")
_TOKEN_BITS = np.uint64(16)


class TokenStore:
    """Token sequences, each with the id of the passage that it is a window of."""

    def __init__(self, sequences: TokenSequences, owners: Ids) -> None:
        self._all = sequences
        order = np.argsort(owners, kind="stable")
        self._order = order
        self._owners = owners[order]

    @classmethod
    def load(cls, folder: Path) -> TokenStore:
        """Return what ``save`` wrote.

        Raises:
            RetrievalError: if the files are not what they should be.
        """
        tokens = load_array(folder / "tokens.npy", _TOKEN)
        starts, owners = (
            load_array(folder / f"{name}.npy", _PLACE) for name in ("starts", "owners")
        )
        agree = len(starts) == len(owners) + 1 and starts[0] == 0 and starts[-1] == len(tokens)
        if not agree or np.any(np.diff(starts) < 0):
            raise RetrievalError(f"{folder}: tokens and windows do not agree")
        return cls(TokenSequences(tokens, starts), owners)

    def scores(self, embedder: TokenEmbedder, query: Tokens, ids: Sequence[int]) -> Vector:
        """Return per passage the late-interaction score of its best window, in [-1, 1].

        float32 of shape ``(len(ids),)``; ``ids`` are distinct and must be held.
        """
        wanted = np.asarray(ids, np.int64)
        first = np.searchsorted(self._owners, wanted, "left")
        last = np.searchsorted(self._owners, wanted, "right")
        counts = last - first
        if not len(wanted) or not counts.all():
            return np.zeros(len(wanted), np.float32)
        groups = np.zeros(len(wanted), np.int64)
        np.cumsum(counts[:-1], out=groups[1:])
        steps = np.arange(counts.sum()) - np.repeat(groups, counts)
        windows = self._order[np.repeat(first, counts) + steps]
        best = embedder.maxsim(query, self._all.take(windows))
        return np.asarray(np.maximum.reduceat(best, groups), np.float32)


class TokenWriter:
    """Collects the tokens of windows while a part is built."""

    def __init__(self) -> None:
        self._ids: list[npt.NDArray[np.uint16]] = [np.empty(0, _TOKEN)]
        self._counts: list[Ids] = [np.empty(0, _PLACE)]
        self._owners: list[int] = []

    def add(self, sequences: Sequence[Tokens], owners: Sequence[int]) -> None:
        """Add windows in order."""
        laid = TokenSequences.of(sequences)
        windows = np.repeat(np.arange(len(laid), dtype=np.uint64), np.diff(laid.starts))
        pairs = windows << _TOKEN_BITS | laid.ids
        pairs.sort()
        pairs = pairs[np.flatnonzero(np.diff(pairs, prepend=~pairs[:1]))]
        self._ids.append(pairs.astype(_TOKEN))  # the lower bits
        self._counts.append(np.bincount(pairs >> _TOKEN_BITS, minlength=len(laid)))
        self._owners.extend(owners)

    def save(self, folder: Path) -> None:
        """Write all windows into a new folder."""
        folder.mkdir()
        counts = np.concatenate(self._counts)
        starts = np.zeros(len(counts) + 1, _PLACE)
        np.cumsum(counts, out=starts[1:])
        np.save(folder / "tokens.npy", np.concatenate(self._ids))
        np.save(folder / "starts.npy", starts)
        np.save(folder / "owners.npy", np.array(self._owners, _PLACE))
