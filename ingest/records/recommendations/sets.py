"""Which set of recommendations is meant: by the words nearby, then by what stands above."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from config.phrases import Phrases, plain
from config.recommendation_words import SetWords, recommendation_words
from ingest.records.proofs import Source
from ingest.types import Passage, Span

OTHER = ""
"""The recommendations of an evaluation or audit: of no set that has a name."""

LARGEST = {"DA": 45}
_OF_LISTS = {"CWS": "ICT"}  # by body: whose own lists belong to a set
_OF_MENTIONS = {"CDIP": "DA"}  # by body: which recommendations its documents number


def set_of_list(source: Source, passage: Passage) -> str:
    """Return the set of the recommendations told in ``passage``: "DA", "ICT" or the symbol."""
    document = source.document
    above = (*reversed(passage.section), document.title)
    found = set_by_headings(above, recommendation_words(source.language).sets)
    if found is None:
        found = _OF_LISTS.get(document.body or "")
    return found or document.symbol


def set_by_headings(headings: Iterable[str], words: SetWords) -> str | None:
    """Return the set that the first heading of those names which names one; "" for another."""
    for heading in headings:
        if words.other.search(heading):
            return OTHER
        for named in (words.names, words.topics):
            for code, phrases in named.items():
                if phrases.search(heading):
                    return code
    return None


def set_of_mention(source: Source, passage: Passage, sentence: Span, at: Span) -> str | None:
    """Return the set that the numbers at ``at`` belong to; None where nothing tells it."""
    words = recommendation_words(source.language).sets
    found = _nearest(source.text(sentence), sentence.start, at, words)
    if found is None:
        found = set_by_headings(reversed(passage.section), words)
    if found is None:
        found = set_by_headings((source.document.title,), words)
    if found is None:
        found = _OF_MENTIONS.get(source.document.body or "")
    return found or None


def _nearest(sentence: str, start: int, at: Span, words: SetWords) -> str | None:
    """Return the set named nearest to ``at`` in ``sentence``, which begins at ``start``."""
    simple = plain(sentence)
    named: Mapping[str, Phrases] = {**words.names, OTHER: words.other}
    found = [
        (max(at.start - start - match.end(), match.start() - (at.end - start), 0), code)
        for code, phrases in named.items()
        for match in phrases.pattern.finditer(simple)
    ]
    return min(found)[1] if found else None
