"""Extracts projects."""

from __future__ import annotations

from ingest.records.proofs import Source
from ingest.records.types import Project


def extract_projects(source: Source) -> list[Project]:
    """Return the projects of a document in reading order."""
    del source
    return []
