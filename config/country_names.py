"""Names of countries and areas in six languages: ``terminology/countries.txt``, ``states.txt``."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from config.phrases import plain
from config.tables import read_rows

_FILES = ("countries.txt", "states.txt")
_ADJECTIVE = ("ая", "ие", "ий", "ое", "ой", "ые", "ый", "яя")
_SHORTEST_STEM = 3
_VOWELS = "[\u064b-\u0652]*"  # signs that Arabic may print or leave out
_AFTER_PREFIX = r"(?:(?<!\w)|(?<=(?<!\w)[وفبل])|(?<=(?<!\w)[وفبل][وفبل]))"  # Arabic: "and", "in"


@cache
def country_codes(language: str) -> dict[str, str]:
    """Return the codes of all names in a language, folded as ``plain`` folds, as they are listed.

    Raises ValueError for none of the six languages.
    """
    found: dict[str, str] = {}
    for name in _FILES:
        heads, rows = read_rows("terminology", name)
        column = heads.index(language)
        named = ((plain(row[column]), row[0]) for row in rows if row[column:])
        found.update((name, code) for name, code in named if name.strip())
    return found


@cache
def country_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of any name, the longest first, to be used on ``plain`` text.

    Russian names may have other endings. Raises ValueError for none of the six languages.
    """
    names = sorted(country_codes(language), key=lambda name: (-len(name), name))
    forms = [_form(name, language) for name in names]
    return re.compile("|".join(forms))


def _form(name: str, language: str) -> str:
    if language == "zh":
        return re.escape(name)
    if language == "ar":
        letters = (re.escape(c) for c in name if unicodedata.category(c) != "Mn")
        return rf"{_AFTER_PREFIX}{_VOWELS.join(letters)}(?!\w)"
    if language == "ru":
        return rf"(?<!\w){' '.join(map(_inflected, name.split(' ')))}(?!\w)"
    return rf"(?<!\w){re.escape(name)}(?!\w)"


def _inflected(word: str) -> str:
    if len(word) <= _SHORTEST_STEM:
        return re.escape(word)
    cut = 2 if word.endswith(_ADJECTIVE) else 1
    return rf"{re.escape(word[:-cut])}\w{{0,{cut + 1}}}"
