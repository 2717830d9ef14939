"""What a question is about in the words of all languages: its concepts in the glossary.

A term of the question counts as held by a passage that names its concept by any term of the
passage's language: "échéance" by "date limite", "бюджет" by "budget".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from config.glossary import Concept, glossary
from index.analysis import query_terms
from ingest.types import LANGUAGES, Language
from service.words import is_han, search_key

Phrase = tuple[str, ...]
"""A term of the glossary as terms of the lexical index."""

_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A concept that a question names: by which of its terms, and what it is called elsewhere."""

    terms: frozenset[str]
    phrases: Mapping[Language, tuple[Phrase, ...]]


def concepts_in(text: str, language: Language) -> tuple[Named, ...]:
    """Return the concepts that ``text`` names, the longest terms first tried at each place."""
    places = _chinese(text) if language == "zh" else _phrases(text, language)
    return tuple(
        Named(frozenset(phrase), _called(tuple(concept.terms[code] for code in LANGUAGES)))
        for phrase in places
        for concept in _by_phrase(language)[phrase]
    )


def _phrases(text: str, language: Language) -> Iterator[Phrase]:
    """Yield the terms of the glossary that stand in ``text``, none inside a longer one."""
    terms = [term.text for term in query_terms(text, language)]
    known = _by_phrase(language)
    start = 0
    while start < len(terms):
        lengths = range(min(_MOST_WORDS, len(terms) - start), 0, -1)
        length = next((n for n in lengths if tuple(terms[start : start + n]) in known), 0)
        if length:
            yield tuple(terms[start : start + length])
        start += length or 1


def _chinese(text: str) -> Iterator[Phrase]:
    """Yield terms as they stand: Chinese has no blanks between them."""
    key = search_key(text)
    for term, phrase in _chinese_terms():
        if term in key:
            key = key.replace(term, " ")
            yield phrase


@cache
def _chinese_terms() -> Sequence[tuple[str, Phrase]]:
    found = {search_key(term): _phrase(term, "zh") for c in glossary() for term in c.terms["zh"]}
    longest_first = sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))
    return [item for item in longest_first if item[1]]


@cache
def _by_phrase(language: Language) -> Mapping[Phrase, Sequence[Concept]]:
    found: dict[Phrase, list[Concept]] = {}
    for concept in glossary():
        for term in concept.terms[language]:
            named = found.setdefault(_phrase(term, language), [])
            if concept not in named:
                named.append(concept)
    found.pop((), None)
    return found


@cache
def _called(terms: tuple[tuple[str, ...], ...]) -> Mapping[Language, tuple[Phrase, ...]]:
    """Return what a concept is called in each language; ``terms`` are in order of language."""
    return {
        language: tuple(filter(None, dict.fromkeys(_phrase(t, language) for t in held)))
        for language, held in zip(LANGUAGES, terms, strict=True)
    }


@cache
def _phrase(term: str, language: Language) -> Phrase:
    found = [each.text for each in query_terms(term, language)]
    if language == "zh" and len(found) > 1:
        # Pairs say the word; its single characters say next to nothing.
        found = [text for text in found if not (is_han(text) and len(text) == 1)]
    return tuple(found)
