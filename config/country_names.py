"""Names of countries and areas in six languages: ``terminology/countries.txt``, ``states.txt``."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

from config.phrases import plain

_FILES = ("countries.txt", "states.txt")
_ADJECTIVE = ("ая", "ие", "ий", "ое", "ой", "ые", "ый", "яя")
_SHORTEST_STEM = 3
_VOWELS = "[\u064b-\u0652]*"  # signs that Arabic may print or leave out
_AFTER_PREFIX = r"(?:(?<!\w)|(?<=(?<!\w)[وفبل])|(?<=(?<!\w)[وفبل][وفبل]))"  # Arabic: "and", "in"


@cache
def country_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of any name, the longest first, to be used on ``plain`` text.

    Russian names may have other endings. Raises ValueError for none of the six languages.
    """
    names: set[str] = set()
    for name in _FILES:
        source = files("config").joinpath("terminology", name).read_text(encoding="utf-8")
        head, *rows = [r.split("\t") for r in source.splitlines() if not r.startswith("#")]
        column = head.index(language)
        names.update(plain(row[column]) for row in rows if row[column].strip())
    forms = [_form(name, language) for name in sorted(names, key=lambda name: (-len(name), name))]
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
