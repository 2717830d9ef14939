"""What an embedder is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from index.types import Matrix, Vector


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
