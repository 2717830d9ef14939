"""What earlier answers told: the passages that they cited, as far as they are held."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.types import Language, Passage
from service.library import Library
from service.sentences import sentences_of, unnumbered
from service.words import is_han

_LEAST_ITEMS = 2
_NAME = re.compile(r"[^,;:.،؛；，。：(（]{3,80}")
_LABEL = re.compile(r"\A[\s(（\"“]*(?:[ivx]{1,5}|\w{1,2})[)）\"”.、]\s*|\A[-–—•*▪◦·]\s*")
_MOST_WORDS, _MOST_HAN = 8, 20


def cited_passages(
    keys: Sequence[str], language: Language, library: Library
) -> tuple[Passage, ...]:
    """Return the passages with these keys that are held, in ``language`` where it is."""
    held = library.parallel(keys)
    found = []
    for key in dict.fromkeys(keys):
        languages = held.get(key, ())
        if not languages:
            continue
        passage = library.passage(key, language if language in languages else languages[0])
        if passage is not None:
            found.append(passage)
    return tuple(found)


def nth_told(cited: Sequence[Passage], nth: int) -> str | None:
    """Return what the ``nth`` thing of the list that was told is called, None if there is none.

    The list is that in a cited passage, or the cited passages themselves.
    """
    for passage in cited:
        items = _items(passage)
        if len(items) >= _LEAST_ITEMS:
            return _at(items, nth)
    if len(cited) >= _LEAST_ITEMS:
        return _at([unnumbered(passage) for passage in cited], nth)
    return None


def _items(passage: Passage) -> list[str]:
    firsts: dict[int, str] = {}
    for sentence in sentences_of(passage):
        if sentence.item:
            firsts.setdefault(sentence.item, sentence.text)
    return [firsts[item] for item in sorted(firsts)]


def _at(items: Sequence[str], nth: int) -> str | None:
    if nth == -1:
        nth = len(items)
    if not 1 <= nth <= len(items):
        return None
    return _name(items[nth - 1])


def _name(text: str) -> str | None:
    """Return how an item begins: up to its first comma, not longer than a name."""
    found = _NAME.search(_LABEL.sub("", " ".join(text.split())))
    if found is None:
        return None
    name = found.group().strip()
    if any(map(is_han, name)):
        return name[:_MOST_HAN]
    return " ".join(name.split()[:_MOST_WORDS])
