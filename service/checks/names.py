"""Names: of persons, bodies and countries."""

from __future__ import annotations

from collections.abc import Iterator

from config.claim_words import claim_words
from ingest.types import Language
from service.checks.basis import Basis
from service.countries import countries_in, without_currencies
from service.questions import analyse
from service.words import search_key, words


def foreign_name(text: str, basis: Basis) -> bool:
    """Say whether a name is told that no cited passage names.

    Names in capitals are the same in all languages; countries are known in all six; other names
    are compared where the languages are the same.
    """
    language = basis.language
    if language is None:
        return False
    if not _currencies_in(text, language) <= _currencies_of(basis):
        return True
    text = without_currencies(text, language)
    read = analyse(text, language)
    told = set(read.acronyms)
    if not basis.is_foreign:
        told.update(read.names)
    if not all(basis.has(name) for name in told):
        return True
    if not all(_names_country(code, basis) for code in countries_in(text, language)):
        return True
    return not basis.is_foreign and not all(
        _has_person(name, basis) for name in _persons(text, language)
    )


def _currencies_in(text: str, language: Language) -> set[str]:
    named = claim_words(language).currencies
    return {code for code, patterns in named.items() if patterns.search(text)}


def _currencies_of(basis: Basis) -> set[str]:
    return set[str]().union(*(_currencies_in(t.text, t.language) for t in basis.texts))


def _persons(text: str, language: Language) -> Iterator[str]:
    for match in claim_words(language).person.finditer(text):
        yield text[match.start("name") : match.end("name")]


def _has_person(name: str, basis: Basis) -> bool:
    return all(basis.has(word) for word in words(name)) or search_key(name) in basis.key


def _names_country(code: str, basis: Basis) -> bool:
    texts = (without_currencies(text.text, text.language) for text in basis.texts)
    named = zip(texts, basis.texts, strict=True)
    return any(code in countries_in(source, text.language) for source, text in named)
