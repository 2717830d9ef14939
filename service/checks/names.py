"""Names: of persons, bodies and countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from config.claim_words import claim_words
from config.profiles import plain
from ingest.types import LANGUAGES, Language
from service.checks.basis import Basis
from service.questions import analyse
from service.words import blank, search_key, words

_SHORTEST_STEM = 4
_ADJECTIVE = ("ая", "ое", "ие", "ый", "ий", "ой")  # endings that change as a whole, in Russian


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
    text = _without_currencies(text, language)
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


def _without_currencies(text: str, language: Language) -> str:
    """Return a text without its currencies: a franc is no country."""
    found = [
        match.span()
        for patterns in claim_words(language).currencies.values()
        for match in patterns.finditer(text)
    ]
    return blank(text, found)


def _persons(text: str, language: Language) -> Iterator[str]:
    for match in claim_words(language).person.finditer(text):
        yield text[match.start("name") : match.end("name")]


def _has_person(name: str, basis: Basis) -> bool:
    return all(basis.has(word) for word in words(name)) or search_key(name) in basis.key


# --- countries ----------------------------------------------------------------------------------


@cache
def _countries() -> dict[Language, dict[str, str]]:
    """Return name -> code by language, the longest names first."""
    found: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    for name in ("countries.txt", "states.txt"):
        source = files("config").joinpath("terminology", name).read_text(encoding="utf-8")
        lines = source.splitlines()
        head, *rest = [line.split("\t") for line in lines if not line.startswith("#")]
        for language in LANGUAGES:
            column = head.index(language)
            named = ((plain(row[column]), row[0]) for row in rest if row[column:])
            found[language].update((name, code) for name, code in named if name)
    return {
        language: dict(sorted(named.items(), key=lambda item: -len(item[0])))
        for language, named in found.items()
    }


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    forms = (_form(name, language) for name in _countries()[language])
    return re.compile("|".join(forms))


def _form(name: str, language: Language) -> str:
    """Return the pattern of a name; Russian ones change their last letter, Arabic their first."""
    if language == "zh":
        return f"({re.escape(name)})"
    if language == "ar":
        return rf"(?<!\w)[وفبل]{{0,2}}({re.escape(name)})(?!\w)"
    if language == "ru":
        words = " ".join(map(_inflected, name.split(" ")))
        return rf"(?<!\w)({words})(?!\w)"
    return rf"(?<!\w)({re.escape(name)})(?!\w)"


def _inflected(word: str) -> str:
    if len(word) <= _SHORTEST_STEM:
        return re.escape(word)
    cut = 2 if word[-2:] in _ADJECTIVE else 1
    return rf"{re.escape(word[:-cut])}\w{{0,{cut + 1}}}"


def countries_in(text: str, language: Language) -> set[str]:
    """Return the codes of the countries that a text names."""
    codes = list(_countries()[language].values())
    found = _pattern(language).finditer(plain(text))
    return {codes[match.lastindex - 1] for match in found if match.lastindex}


def _names_country(code: str, basis: Basis) -> bool:
    texts = (_without_currencies(text.text, text.language) for text in basis.texts)
    named = zip(texts, basis.texts, strict=True)
    return any(code in countries_in(source, text.language) for source, text in named)


def without_countries(text: str, language: Language) -> str:
    """Return a text, folded and as long as it was, without the names of countries."""
    simple = plain(text)
    return blank(simple, [match.span() for match in _pattern(language).finditer(simple)])


def names_country(text: str, language: Language) -> bool:
    """Say whether a text names any country."""
    return bool(countries_in(text, language))
