"""The JSON of the fixed contract, in one place: what service/ emits, as bytes of UTF-8."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any
from urllib.parse import quote

import orjson

from index.types import DocumentEntry, Hit, Searched, SearchResult
from ingest.types import Document, Passage
from service.types import Answer


def dumps(payload: object, *, indent: bool = False, newline: bool = False) -> bytes:
    """Return ``payload`` as JSON; dataclasses become objects with their fields in order."""
    options = orjson.OPT_INDENT_2 if indent else 0
    if newline:
        options |= orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(payload, option=options)


def answer_payload(answer: Answer) -> dict[str, Any]:
    """Return an Answer as the object of the contract."""
    return shallow(answer)


def search_payload(query: str, result: SearchResult) -> dict[str, Any]:
    """Return a SearchResult as the object that ``POST /v1/search`` answers with."""
    return {
        "query": query,
        "hits": [hit_payload(hit) for hit in result.hits],
        "searched": searched_payload(result.searched),
    }


def hit_payload(hit: Hit) -> dict[str, Any]:
    """Return one Hit: its passage, where it stands, and the scores that led to its rank."""
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        **passage_payload(hit.passage, hit.document),
        "languages": list(hit.languages),
        "scores": {name: round(score, 4) for name, score in hit.scores.items()},
    }


def place(passage: Passage, document: Document | DocumentEntry) -> dict[str, Any]:
    """Return where a passage stands and what it says: what whoever shows or cites it tells."""
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
    }


def passage_payload(passage: Passage, document: Document) -> dict[str, Any]:
    """Return a Passage with what a reader needs to find it in its document."""
    return place(passage, document) | {
        "section": list(passage.section),
        "page_label": passage.page_label,
        "locator": passage.locator,
        "kind": passage.kind.value,
    }


def document_payload(document: Document) -> dict[str, Any]:
    """Return what is known of a Document, without its text."""
    payload = shallow(document)
    del payload["text"]
    return {**payload, "href": href(document)}


def entry_payload(entry: DocumentEntry) -> dict[str, Any]:
    """Return one document of a list."""
    payload = shallow(entry)
    del payload["id"]
    return {**payload, "href": f"/documents/{quote(entry.key)}/{entry.language}"}


def searched_payload(searched: Searched) -> dict[str, Any]:
    """Return what was searched."""
    return shallow(searched)


def href(document: Document | DocumentEntry, locator: str = "") -> str:
    """Return the address of a document, or of a passage in it, on this service."""
    path = f"/documents/{quote(document.key)}/{document.language}"
    return f"{path}#{locator}" if locator else path


def shallow(value: object) -> dict[str, Any]:
    """Return the fields of a dataclass by name, in order."""
    if not is_dataclass(value):
        raise TypeError(f"not a dataclass: {type(value).__name__}")
    return {entry.name: getattr(value, entry.name) for entry in fields(value)}
