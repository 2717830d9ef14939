"""How recommendations are worded and referred to: ``languages/recommendations/*.toml``.

How patterns are written: see ``config/profiles.py``. How a recommendation is labelled and what
the columns of its table are called stands in the profile, because structure needs it too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from config.phrases import Phrases
from config.profiles import read_words


@dataclass(frozen=True, slots=True)
class ListWords:
    """Numbers in a row ("4, 10 and 12 to 15"); either ``before`` stands before the first, or
    ``opening`` before the first and ``closing`` after the last."""

    before: Phrases
    opening: Phrases
    closing: Phrases
    after: Phrases  # right after a number: it counts something else ("3 years")


@dataclass(frozen=True, slots=True)
class SetWords:
    """Which set of recommendations a text speaks of, by code of the set ("DA", "ICT")."""

    names: Mapping[str, Phrases]  # say it anywhere
    topics: Mapping[str, Phrases]  # say it in a title or heading only
    other: Phrases  # whose recommendations belong to none of these sets


@dataclass(frozen=True, slots=True)
class AddresseeWords:
    """Who is to act: ``actor`` at the beginning, with words of asking before or after it."""

    before: Phrases
    actor: Phrases
    after: Phrases


@dataclass(frozen=True, slots=True)
class RecommendationWords:
    """All words of this topic in one language; the same fields for all six."""

    sets: SetWords
    proposed: Phrases  # draft or proposed recommendations, in a title or heading
    is_new: Phrases  # a whole cell: nothing older corresponds
    results: Phrases  # a title, heading or column head: results that they are linked with
    addressee: AddresseeWords
    recommendations: ListWords
    paragraphs: ListWords
    joiner: Phrases  # between two numbers or codes of a list
    range: Phrases  # between the first and the last of a range
    of_document: Phrases  # all that stands between paragraph numbers and a document symbol
    document_then: Phrases  # all that stands between a document symbol and paragraph numbers


@cache
def recommendation_words(language: str) -> RecommendationWords:
    """Return the words of ``language``. Raises KeyError for another than the six, ProfileError."""
    return read_words(RecommendationWords, "recommendations", language)
