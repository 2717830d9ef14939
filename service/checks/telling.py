"""The words of a clause that say something: no digits, no stop words, no mere letters."""

from __future__ import annotations

from functools import lru_cache

from config.claim_words import claim_words
from config.profiles import plain, profile
from ingest.types import Language
from service.words import is_han, words

_LONG = 5  # letters: "members", but not "this"
NOT = "\u00ac"  # before a word that is told to be what is not meant


def telling_words(text: str, language: Language) -> list[str]:
    """Return the words in order, repeated ones too; "non-personnel" is marked as such."""
    pieces = claim_words(language).contrary.pattern.split(plain(text))
    found = _telling(pieces[0], language)
    for piece in pieces[1:]:
        first, *rest = _telling(piece, language) or [""]
        found += [NOT + first, *rest] if first else rest
    return found


def _telling(text: str, language: Language) -> list[str]:
    text = claim_words(language).joins.pattern.sub(" ", text)
    found = [w for w in words(text) if not w[0].isdigit() and not _says_nothing(w, language)]
    return [w for w in found if len(w) > 2 or not w.isascii()]


def _says_nothing(word: str, language: Language) -> bool:
    """Say whether a word is empty; long ones that are usual in all documents count things here."""
    is_long = len(word) >= _LONG and not is_han(word)
    return word in _empty(language) and not is_long


@lru_cache(8)
def _empty(language: Language) -> frozenset[str]:
    return frozenset(w for word in profile(language).vocabulary.stop for w in words(word))
