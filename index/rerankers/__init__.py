"""What reads the best paragraphs once more, and the choice of one by settings."""

from __future__ import annotations

from typing import assert_never

from config.settings import CrossEncoderSettings, NoRerankerSettings, RerankerSettings
from index.rerankers.base import Reranker


def build_reranker(settings: RerankerSettings) -> Reranker | None:
    """Return the reranker that ``settings.kind`` names, its model loaded; None for none.

    Raises:
        ExtraMissing: if it needs an extra that is not installed.
        ModelUnavailable: if its model cannot be loaded.
    """
    match settings:
        case NoRerankerSettings():
            return None
        case CrossEncoderSettings():
            from index.rerankers.cross_encoder import CrossEncoderReranker

            return CrossEncoderReranker(settings)
        case _:
            assert_never(settings)
