"""From a checked quote to the citation that a reader sees."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from index.types import DocumentEntry
from ingest.types import Document, Language, Passage
from service.to_json import href
from service.types import Citation, Quote


class Place(TypedDict):
    """Where a citation points, whoever makes it: all of it but its number and its quote."""

    key: str
    symbol: str
    version: str | None
    title: str
    language: Language
    paragraph: str | None
    annex: str | None
    section: tuple[str, ...]
    page: int | None
    source: str
    url: str | None
    status: str
    text: str
    href: str
    parallel: dict[str, str]


def place(
    passage: Passage, document: Document | DocumentEntry, held: Iterable[Language] = ()
) -> Place:
    """Return where ``passage`` stands; ``held`` are the languages that it is held in."""
    return {
        "key": passage.key,
        "symbol": document.symbol,
        "version": document.version,
        "title": document.title,
        "language": passage.language,
        "paragraph": passage.paragraph,
        "annex": passage.annex,
        "section": passage.section,
        "page": passage.page,
        "source": document.source,
        "url": document.url,
        "status": passage.status.value,
        "text": passage.text,
        "href": href(document, passage.locator),
        "parallel": {other: passage.key for other in held if other != passage.language},
    }


def cite(n: int, quote: Quote, held: Iterable[Language]) -> Citation:
    """Return citation number ``n``; ``held`` are the languages that its paragraph is held in."""
    found = quote.evidence
    return Citation(
        n=n,
        quote=quote.text,
        score=round(found.score, 4),
        **place(found.passage, found.document, held),
    )
