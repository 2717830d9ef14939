"""Countries and areas that a text names, in six languages, whatever form a name has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from config.claim_words import claim_words
from config.country_names import country_codes
from config.profiles import plain
from ingest.types import Language
from service.words import blank

_SHORTEST = 3  # letters of a name that has no endings
_ENDING = "аяеыйь"  # last letters of names that change
_ADJECTIVE = ("ая", "ое", "ие", "ый", "ий", "ой")  # endings that change as a whole, in Russian
_UNCHANGED = "ёиоуэю"
_TEXTS_IN_MEMORY = 4096


@cache
def _countries(language: Language) -> dict[str, str]:
    """Return name -> code, the longest names first."""
    return dict(sorted(country_codes(language).items(), key=lambda item: -len(item[0])))


@cache
def _pattern(language: Language, flags: int = 0) -> re.Pattern[str]:
    forms = (_form(name, language) for name in _countries(language))
    return re.compile("|".join(forms), flags)


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
    if len(word) <= _SHORTEST:
        return re.escape(word)
    if word[-2:] in _ADJECTIVE:
        return rf"{re.escape(word[:-2])}\w{{0,3}}"
    if word[-1] in _ENDING:
        return rf"{re.escape(word[:-1])}\w{{0,2}}"
    if word[-1] in _UNCHANGED:
        return re.escape(word)
    return rf"{re.escape(word)}\w{{0,2}}"


def countries_in(text: str, language: Language) -> set[str]:
    """Return the codes of the countries that a text names."""
    codes = list(_countries(language).values())
    found = _pattern(language).finditer(plain(text))
    return {codes[match.lastindex - 1] for match in found if match.lastindex}


def without_countries(text: str, language: Language) -> str:
    """Return a text, folded and as long as it was, without the names of countries."""
    simple = plain(text)
    return blank(simple, [match.span() for match in _pattern(language).finditer(simple)])


def names_country(text: str, language: Language) -> bool:
    """Say whether a text names any country."""
    return bool(countries_in(text, language))


def without_currencies(text: str, language: Language) -> str:
    """Return a text without its currencies: a franc is no country."""
    found = [
        match.span()
        for patterns in claim_words(language).currencies.values()
        for match in patterns.finditer(text)
    ]
    return blank(text, found)


@lru_cache(_TEXTS_IN_MEMORY)
def countries_named(text: str, language: Language) -> frozenset[str]:
    """Return the codes of the countries that a text names, those of currencies left out.

    Where the script has capitals a name begins with one, and titles are all capitals.
    """
    return frozenset(code for code, _ in _named(text, language))


def country_words(text: str, language: Language) -> list[tuple[int, int]]:
    """Return where in a text the names of countries stand."""
    return [span for _, span in _named(text, language)]


def country_as_written(text: str, language: Language, code: str) -> str:
    """Return a country as a text names it; its code where it does not."""
    spans = (span for found, span in _named(text, language) if found == code)
    return next((text[start:end] for start, end in spans), code)


def _named(text: str, language: Language) -> Iterator[tuple[str, tuple[int, int]]]:
    codes = list(_countries(language).values())
    simple = plain(without_currencies(text, language))
    for match in _pattern(language, re.IGNORECASE).finditer(simple):
        group = match.lastindex
        if group and not text[match.start(group)].islower():
            yield codes[group - 1], match.span(group)
