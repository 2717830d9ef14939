"""What service/ needs of an index: someone who searches, and someone who knows the documents.

``index.search.Searcher`` and ``index.catalogue.Catalogue`` are these; tests bring small ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from index.types import Query, SearchResult
from ingest.types import Document, Language, Passage


class Search(Protocol):
    """Ranks passages for a query."""

    def search(self, query: Query) -> SearchResult:
        """Return the hits of ``query``, best first."""
        ...


class Library(Protocol):
    """Knows every document and passage of one generation."""

    def document(self, key: str, language: Language) -> Document | None:
        """Return a document with its text, or None."""
        ...

    def passages(self, document: str, language: Language) -> Sequence[Passage]:
        """Return the passages of the document with this key, in reading order."""
        ...

    def passage(self, key: str, language: Language) -> Passage | None:
        """Return one passage, or None."""
        ...

    def holds(self, symbol: str) -> bool:
        """Say whether a document of this symbol is held, in any version or language."""
        ...

    def parallel(self, keys: Iterable[str]) -> dict[str, tuple[Language, ...]]:
        """Return the languages that each passage key is held in; keys not held are left out."""
        ...
