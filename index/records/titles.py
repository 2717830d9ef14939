"""When are two titles of projects the same title?"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from config.phrases import Phrases, captured, plain
from config.profiles import profile, read_words
from config.tables import read_table
from index.analysis import bare, query_terms
from ingest.romans import roman
from ingest.types import Language

_LARGEST = 39
_ENDS = " \t\n,.:;()[]（）【】《》「」-\"'"
_SHORT_NAME = re.compile(r"[(（]([^\W\d_]{2,8})[)）]")
_TITLES_IN_MEMORY = 16_384


@dataclass(frozen=True, slots=True)
class TitleWords:
    """What may stand around the subject of a title."""

    lead: Phrases  # before it: "Project on"
    phase: Phrases  # behind it, with its number in a group


class TitleKey(NamedTuple):
    """What the titles of one project in one language have in common."""

    language: Language
    terms: tuple[str, ...]
    phase: Hashable


@lru_cache(_TITLES_IN_MEMORY)
def title_key(title: str, phase: int | None, language: Language) -> TitleKey:
    """Return what is compared of a title: its words without endings, articles and typography.

    A phase at its end is no part of it; ``phase`` is what the document says elsewhere. A short
    name is the name that it stands for, and adds nothing in brackets behind it.
    """
    words = _words(language)
    text = _SHORT_NAME.sub(lambda match: " " if match[1].isupper() else match[0], plain(title))
    text = text.strip(_ENDS)
    found = [match for match in words.phase.pattern.finditer(text) if match.end() == len(text)]
    printed: Hashable = None
    if found and found[-1].start():
        printed = _number(captured(found[-1]) or "", language)
        text = text[: found[-1].start()].strip(_ENDS)
    if (lead := words.lead.pattern.match(text)) and lead.end() < len(text):
        text = text[lead.end() :]
    named = _with_short_names(bare(text))
    terms = tuple(term.text for term in query_terms(named, language)) or (named,)
    return TitleKey(language, terms, phase if phase is not None else printed)


@cache
def _words(language: Language) -> TitleWords:
    return read_words(TitleWords, "titles", language)


def _number(text: str, language: Language) -> Hashable:
    for number in range(1, _LARGEST + 1):
        if text.upper() == roman(number):
            return number
    return profile(language).ordinals.value(text) or text.casefold()


@cache
def _short_names() -> tuple[re.Pattern[str], dict[str, str]]:
    groups = read_table("terminology", "acronyms.toml")["same"]
    names = {bare(name): bare(group[0]) for group in groups for name in group}
    ordered = sorted(names, key=len, reverse=True)
    # Chinese has no word ends; its names are told by their characters alone.
    parts = [rf"(?<!\w){re.escape(n)}(?!\w)" if n < "\u3000" else re.escape(n) for n in ordered]
    return re.compile("|".join(parts)), names


def _with_short_names(text: str) -> str:
    pattern, names = _short_names()
    return pattern.sub(lambda match: f" {names[match[0]]} ", text)
