"""What a reranker is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]  # shape (n,), each in [0, 1]


class Reranker(Protocol):
    """Reads a query together with a passage and says how well the passage answers it.

    That is slower and sees more than comparing vectors made apart, so it is asked about the best
    few only. The same query and passage give the same score, whatever stands beside them. What
    is too long for the model is cut off at its end. May be called from several threads at once.
    """

    @property
    def name(self) -> str:
        """What it is called in reports; nothing stored depends on it."""
        ...

    def scores(self, query: str, passages: Sequence[str]) -> Scores:
        """Return one score a passage, float32 in [0, 1] of shape ``(len(passages),)``."""
        ...
