"""What turns text into vectors, and the choice of one by settings."""

from __future__ import annotations

from typing import assert_never

from config.settings import (
    EmbedderSettings,
    HashingEmbedderSettings,
    SentenceTransformersSettings,
    ShippedEmbedderSettings,
)
from index.embedders.base import Embedder


def build_embedder(settings: EmbedderSettings) -> Embedder:
    """Return the embedder that ``settings.kind`` names, its model loaded.

    Raises:
        ExtraMissing: if it needs an extra that is not installed.
        ModelUnavailable: if its model cannot be loaded.
    """
    match settings:
        case ShippedEmbedderSettings():
            from index.embedders.static import StaticEmbedder

            return StaticEmbedder()
        case HashingEmbedderSettings():
            from index.embedders.hashing import HashingEmbedder

            return HashingEmbedder(settings.dim)
        case SentenceTransformersSettings():
            from index.embedders.sentence_transformers import SentenceTransformersEmbedder

            return SentenceTransformersEmbedder(settings)
        case _:
            assert_never(settings)
