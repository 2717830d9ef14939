"""How questions ask about recommendations, projects and outcomes, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from config.phrases import Phrases
from config.profiles import read_words


@dataclass(frozen=True, slots=True)
class AskingWords:
    """Searched anywhere in a question; all six languages have the same keys.

    ``things``: kinds of records; ``sets``: of recommendations; ``states``: how far a thing has
    come; ``fields``: which of its values is asked for.
    """

    became: Phrases  # what came of a thing: its whole history is asked for
    most: Phrases
    least: Phrases
    all: Phrases
    things: Mapping[str, Phrases]
    sets: Mapping[str, Phrases]
    states: Mapping[str, Phrases]
    fields: Mapping[str, Phrases]


@cache
def asking_words(language: str) -> AskingWords:
    """Return how ``language`` asks about records. Raises as ``read_words`` does."""
    return read_words(AskingWords, "asking", language)
