"""What finds the nearest vectors, and the choice of one by settings."""

from __future__ import annotations

from config.settings import StoreSettings
from index.stores.base import VectorStore


def build_store(settings: StoreSettings, dim: int) -> VectorStore:
    """Return an empty store for vectors of length ``dim``."""
    from index.stores.faiss_store import FaissStore

    return FaissStore(dim, settings.exact_up_to)
