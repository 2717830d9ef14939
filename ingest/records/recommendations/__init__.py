"""Which recommendations does a document tell in their own words?

``listed`` reads a table or list of them, ``quoted`` a field of a form that quotes some. A sentence
that only refers to one is a mention (``ingest/records/mentions.py``) and tells none.
"""

from __future__ import annotations

from ingest.records.proofs import Source
from ingest.records.recommendations.listed import read_lists
from ingest.records.recommendations.quoted import read_quotes
from ingest.records.types import Recommendation


def extract_recommendations(source: Source) -> list[Recommendation]:
    """Return the recommendations of a document in reading order."""
    return [*read_lists(source), *read_quotes(source)]
