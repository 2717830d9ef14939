"""From a checked quote to the citation that a reader sees."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.types import Language, Passage
from service.to_json import place
from service.types import Citation, Quote


def cite(n: int, quote: Quote, held: Iterable[Language]) -> Citation:
    """Return citation number ``n``; ``held`` are the languages that its paragraph is held in."""
    found = quote.evidence
    return Citation(
        n=n,
        quote=quote.text,
        score=round(found.score, 4),
        parallel=parallel(found.passage, held),
        **place(found.passage, found.document),
    )


def parallel(passage: Passage, held: Iterable[Language]) -> dict[str, str]:
    """Return the key of a passage by each further language of those that it is held in."""
    return {other: passage.key for other in held if other != passage.language}
