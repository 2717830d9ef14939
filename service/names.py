"""Short names that mean the same in all languages: WIPO, OMPI and ВОИС are one word."""

from __future__ import annotations

from functools import cache

from config.tables import read_table
from service.words import search_key, words

Phrase = tuple[str, ...]
"""The words of a name, as search keys."""


@cache
def _groups() -> dict[str, tuple[Phrase, ...]]:
    groups: dict[str, tuple[Phrase, ...]] = {}
    for names in read_table("terminology", "acronyms.toml")["same"]:
        keys = [search_key(name) for name in names]
        phrases = tuple(tuple(words(key)) for key in keys)
        groups.update((key, phrases) for key in keys)
    return groups


def phrases_of(key: str) -> tuple[Phrase, ...]:
    """Return every form of the name ``key``; none if it is no name of ``config/terminology``."""
    return _groups().get(key, ())


def has_forms(key: str) -> bool:
    """Say whether ``key`` is a name with forms in other languages."""
    return key in _groups()
