"""What a question says, in the words of another language, by the glossary and by the model.

The lexical side of each language gets the official terms of the concepts that the question names,
so that a Russian question meets French words; in its own language it gets their synonyms, so that
an everyday word meets the official one. Words that no glossary holds are translated by the nearest
words of the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Protocol, runtime_checkable

from config.glossary import Concept, glossary
from index.analysis import Term, content_words, query_terms
from ingest.types import Language
from ingest.typography import fold, strip_accents

TRANSLATED = 0.8
"""Weight of the first term of a concept in another language, against 1 for a word as typed."""

SYNONYM = 0.6
"""Weight of a synonym in the language of the question."""

FURTHER = 0.6
"""Share of that weight for terms that are not the first of their concept."""

NEAREST = 0.8
"""Weight of a near word, times what the model says of it: its cosine and its rarity."""

_MOST_WORDS = 5  # of a term of the glossary that is looked for

_NEAR_WORDS = 3  # of each word of the question
_LEAST_COSINE = 0.45

_KEYS_IN_MEMORY = 32_768
_NUMBER = re.compile(r"\d+")

Key = tuple[str, ...]  # a term of the glossary as terms of the lexical index


class NearWord(Protocol):
    """A word of another language; ``weight`` in [0, 1], ``of`` is the word that it is near."""

    @property
    def word(self) -> str:
        """The word, folded."""
        ...

    @property
    def weight(self) -> float:
        """How near it is, and how much the other counts."""
        ...

    @property
    def of(self) -> str:
        """The word of the question."""
        ...


@runtime_checkable
class WordTranslator(Protocol):
    """What knows which words of another language are near those of a text."""

    def nearest_words(
        self, query: str, language: Language, count: int, least: float
    ) -> Sequence[NearWord]:
        """Return at most ``count`` for each word, of a cosine of at least ``least``."""
        ...


def nearest(text: str, source: Language, target: Language, model: WordTranslator) -> list[Term]:
    """Return weighted terms of ``target`` near the words of ``text`` in ``source``.

    Numbers need no translation, and words that only make a question get none.
    """
    words = _NUMBER.sub(" ", " ".join(content_words(text, source)))
    weights: dict[str, float] = {}
    for near in model.nearest_words(words, target, _NEAR_WORDS, _LEAST_COSINE):
        if source == "zh" and not query_terms(near.of, source):
            continue  # a single character that only makes a question
        key = _key(near.word, target)
        for term in key:
            weight = NEAREST * near.weight / len(key) ** 0.5
            weights[term] = max(weight, weights.get(term, 0.0))
    return [Term(term, round(weight, 4)) for term, weight in weights.items()]


def expansion(text: str, source: Language, target: Language) -> list[Term]:
    """Return weighted terms of ``target`` for the concepts that ``text`` in ``source`` names.

    A term that stands for several concepts has the highest of their weights. Words of ``text``
    itself are not among them.
    """
    own = {term.text for term in query_terms(text, target)} if source == target else set()
    weights: dict[str, float] = {}
    for concept, matched in _concepts(text, source):
        for place, key in enumerate(_keys(concept, target)):
            if source == target and key == matched:
                continue
            weight = SYNONYM if source == target else TRANSLATED
            weight *= (1.0 if place == 0 else FURTHER) / len(key) ** 0.5
            for term in key:
                if term not in own:
                    weights[term] = max(weight, weights.get(term, 0.0))
    return [Term(term, round(weight, 4)) for term, weight in weights.items()]


def _concepts(text: str, source: Language) -> Iterator[tuple[Concept, Key]]:
    """Yield the concepts that ``text`` names and the term it names each by, longest first."""
    if source == "zh":
        yield from _chinese_concepts(strip_accents(fold(text)))
        return
    terms = [term.text for term in query_terms(text, source)]
    by_key = _lookup(source)
    start = 0
    while start < len(terms):
        for length in range(min(_MOST_WORDS, len(terms) - start), 0, -1):
            key = tuple(terms[start : start + length])
            if concepts := by_key.get(key):
                yield from ((concept, key) for concept in concepts)
                start += length
                break
        else:
            start += 1


def _chinese_concepts(folded: str) -> Iterator[tuple[Concept, Key]]:
    """Chinese has no blanks: terms are looked for as they stand, and none inside a longer one."""
    for term, concept in _chinese_terms():
        if term in folded:
            folded = folded.replace(term, " ")
            yield concept, _key(term, "zh")


@cache
def _chinese_terms() -> tuple[tuple[str, Concept], ...]:
    found = {
        strip_accents(fold(term)): concept
        for concept in reversed(glossary())
        for term in reversed(concept.terms["zh"])
    }
    return tuple(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _lookup(language: Language) -> dict[Key, list[Concept]]:
    found: dict[Key, list[Concept]] = {}
    for concept in glossary():
        for key in _keys(concept, language):
            named = found.setdefault(key, [])
            if concept not in named:
                named.append(concept)
    return found


def _keys(concept: Concept, language: Language) -> Sequence[Key]:
    keys = (_key(term, language) for term in concept.terms[language])
    return tuple(dict.fromkeys(filter(None, keys)))


@lru_cache(_KEYS_IN_MEMORY)
def _key(term: str, language: Language) -> Key:
    if language == "zh":
        # Pairs say the word; its single characters say next to nothing.
        pairs = [t.text for t in query_terms(term, "zh") if t.weight == 1.0]
        return tuple(pairs)
    return tuple(t.text for t in query_terms(term, language))
