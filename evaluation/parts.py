"""The two sides of search, each alone: one may cover for the other where it is broken."""

from __future__ import annotations

from dataclasses import dataclass, replace

from config.settings import SearchSettings
from index.search import Searcher
from index.types import Query, SearchResult

WORDS = SearchSettings(lexical_weight=1, late_interaction=False, nearest_translation=False)
VECTORS = SearchSettings(lexical_weight=0, nearest_translation=False)


@dataclass(frozen=True, slots=True)
class InOwnLanguage:
    """Searches the documents in the language of the question, where any are held.

    Other languages would cover for one whose words are cut wrongly, too.
    """

    searcher: Searcher

    def search(self, query: Query) -> SearchResult:
        """Return what is found in the language of the query, or in all."""
        own = replace(query.filters, language=(query.language,))
        held = self.searcher.searched(own).passages > 0
        return self.searcher.search(replace(query, filters=own) if held else query)


def parts_of(searcher: Searcher) -> dict[str, InOwnLanguage]:
    """Return searchers of the same index that go by words alone, and by vectors alone."""
    return {
        "words": InOwnLanguage(searcher.varied(WORDS)),
        "vectors": InOwnLanguage(searcher.varied(VECTORS)),
    }
