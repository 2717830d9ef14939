"""All records of one document, by every extractor."""

from __future__ import annotations

from ingest.records.mentions import extract_mentions
from ingest.records.outcomes import extract_outcomes
from ingest.records.projects import extract_projects
from ingest.records.proofs import Source
from ingest.records.recommendations import extract_recommendations
from ingest.records.types import Mention, Record
from ingest.types import Block, Document, Passage


def extract_records(
    document: Document, blocks: tuple[Block, ...], passages: tuple[Passage, ...]
) -> tuple[tuple[Record, ...], tuple[Mention, ...]]:
    """Return the records of a document in reading order by kind, and what it mentions."""
    source = Source(document, blocks, passages)
    records: tuple[Record, ...] = (
        *extract_recommendations(source),
        *extract_projects(source),
        *extract_outcomes(source),
    )
    return records, tuple(extract_mentions(source))
