"""Our model, as the peers take it: all systems compare the same vectors.

Peers load it with model2vec, the quicker of the two libraries for models of this kind (the other
is sentence-transformers). So that what our own encoder brings can be told from the rest, a peer
can also be handed that.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

import config.main  # noqa: F401 - one thread, set before NumPy is loaded
from index.embedders.static import SHIPPED_MODEL, StaticEmbedder
from index.embedders.static_files import read_static_files

if TYPE_CHECKING:
    from model2vec import StaticModel  # type: ignore[import-not-found, unused-ignore]


@cache
def model_of_library() -> StaticModel:
    """Return the shipped model as model2vec holds it, loaded once in a process."""
    from model2vec import StaticModel

    files = read_static_files(SHIPPED_MODEL)
    vectors = files.vectors * files.scales[:, None].astype(np.float32)
    return StaticModel(vectors, files.tokenizer, normalize=True, max_length=None)


@cache
def our_model() -> StaticEmbedder:
    """Return the shipped model as we hold it, loaded once in a process."""
    return StaticEmbedder()


def transform(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return a vector of norm 1 for each text: what txtai calls for external vectors."""
    found: npt.NDArray[np.float32] = model_of_library().encode(
        list(texts), use_multiprocessing=False
    )
    return found


def transform_by_ours(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return the same vectors from our encoder, which remembers words."""
    return our_model().encode_passages(list(texts))
