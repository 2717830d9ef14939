"""Extracts recommendations."""

from __future__ import annotations

from ingest.records.proofs import Source
from ingest.records.types import Recommendation


def extract_recommendations(source: Source) -> list[Recommendation]:
    """Return the recommendations of a document in reading order."""
    del source
    return []
