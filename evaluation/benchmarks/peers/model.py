"""Our model, as the peers take it: all systems compare the same vectors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

import config.main  # noqa: F401 - one thread, set before NumPy is loaded
from index.embedders.static import StaticEmbedder


@cache
def shared_model() -> StaticEmbedder:
    """Return the shipped model, loaded once in a process."""
    return StaticEmbedder()


def transform(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return a vector of norm 1 for each text: what txtai calls for external vectors."""
    return shared_model().encode_passages(list(texts))
