"""What an embedder is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from index.types import Matrix, Vector

Tokens = npt.NDArray[np.uint16]  # the tokens of one text, in order


class Embedder(Protocol):
    """Turns text into unit vectors.

    Queries and passages have a method each because asymmetric models put a different prompt
    before the two; symmetric ones do the same in both. The same text gives the same vector,
    whatever stands beside it. A text without any word may give the zero vector. Both methods may
    be called from several threads at once.
    """

    @property
    def name(self) -> str:
        """What is written into a generation, and must match when it is opened."""
        ...

    @property
    def dim(self) -> int:
        """Length of the vectors."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        """Return float32 of shape ``(len(texts), dim)``, each row of L2 norm 1."""
        ...

    def encode_query(self, text: str) -> Vector:
        """Return float32 of shape ``(dim,)`` and L2 norm 1."""
        ...


@dataclass(frozen=True, slots=True)
class TokenSequences:
    """Tokens of several texts end to end: text ``t`` has ``ids[starts[t] : starts[t + 1]]``."""

    ids: npt.NDArray[np.uint16]
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[Tokens]) -> TokenSequences:
        """Return texts given one by one, laid end to end."""
        starts = np.zeros(len(texts) + 1, np.int64)
        np.cumsum([len(ids) for ids in texts], out=starts[1:])
        return cls(np.concatenate(texts) if texts else np.empty(0, np.uint16), starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, places: npt.NDArray[np.int64]) -> TokenSequences:
        """Return the texts at ``places``, in that order."""
        first, last = self.starts[places].tolist(), self.starts[places + 1].tolist()
        return TokenSequences.of([self.ids[a:b] for a, b in zip(first, last, strict=True)])


@runtime_checkable
class TokenEmbedder(Embedder, Protocol):
    """An embedder that has a vector for each token, too, so that texts can be compared by them."""

    def token_ids(self, text: str) -> Tokens:
        """Return the tokens of a text, in order."""
        ...

    def tokens_of(self, texts: Sequence[str]) -> list[Tokens]:
        """Return ``token_ids`` of each text."""
        ...

    def pool(self, ids: Sequence[Tokens]) -> Matrix:
        """Return ``encode_passages`` of the texts that have these tokens."""
        ...

    def maxsim(self, query: Tokens, passages: TokenSequences) -> Vector:
        """Return per passage the weighted mean, over the tokens of the query, of the best cosine
        with one of its tokens; float32 in [-1, 1] of shape ``(len(passages),)``.
        """
        ...
