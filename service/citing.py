"""From a checked quote to the citation that a reader sees."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.types import Language
from service.to_json import href
from service.types import Citation, Quote


def cite(n: int, quote: Quote, held: Iterable[Language]) -> Citation:
    """Return citation number ``n``; ``held`` are the languages that its paragraph is held in."""
    passage, document = quote.evidence.passage, quote.evidence.document
    return Citation(
        n=n,
        key=passage.key,
        symbol=document.symbol,
        version=document.version,
        title=document.title,
        language=passage.language,
        paragraph=passage.paragraph,
        annex=passage.annex,
        section=passage.section,
        page=passage.page,
        source=document.source,
        url=document.url,
        status=passage.status.value,
        quote=quote.text,
        text=passage.text,
        score=round(quote.evidence.score, 4),
        href=href(document, passage.locator),
        parallel={other: passage.key for other in held if other != passage.language},
    )
