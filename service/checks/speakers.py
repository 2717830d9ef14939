"""Who said it: what one delegation said is not told of another that the same passage names.

A clause that names a State is compared with the sentences in which the source names it, and with
those in which it names others only. Where languages differ only numbers can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ingest.types import Language
from service.checks.basis import Basis
from service.checks.counting import numbers_of
from service.checks.telling import telling_words
from service.countries import countries_in, without_countries
from service.words import Vocabulary

_MARGIN = 2  # words more that others hold, for a clause to be theirs
_PIECE = re.compile(r"[;；؛]")
_CLAUSE = re.compile(r"[;；؛，،]|,(?=\s)")


class _Said(NamedTuple):
    """A sentence, whom it names, and whom it goes on about."""

    named: frozenset[str]
    words: Vocabulary
    numbers: frozenset[str]


def is_of_another(text: str, basis: Basis) -> bool:
    """Say whether a sentence gives to one State what its source gives to another."""
    language = basis.language
    if language is None:
        return False
    said = list(_said_in(basis))
    return any(_is_of_another(*clause, said, basis) for clause in _clauses(text, language))


def _is_of_another(clause: str, named: frozenset[str], said: list[_Said], basis: Basis) -> bool:
    own = [each for each in said if each.named & named]
    others = [each for each in said if each.named and not each.named & named]
    if not own or not others or basis.language is None:
        return False
    numbers = numbers_of(clause, basis.language)
    free = frozenset[str]().union(*(each.numbers for each in said if not each.named))
    theirs = frozenset[str]().union(*(each.numbers for each in others))
    ours = frozenset[str]().union(*(each.numbers for each in own))
    if (numbers & theirs) - ours - free:
        return True
    if basis.is_foreign:
        return False
    words = telling_words(without_countries(clause, basis.language), basis.language)
    best = max(sum(each.words.holds(word, 3) for word in words) for each in others)
    held = sum(any(each.words.holds(word, 3) for each in own) for word in words)
    return best - held >= _MARGIN


def _said_in(basis: Basis) -> Iterator[_Said]:
    """Yield all sentences; one that names nobody goes on about who spoke before it."""
    for passage in basis.passages:
        before: frozenset[str] = frozenset()
        for sentence in basis.sentences_in(passage):
            for piece in _PIECE.split(sentence):
                named = frozenset(countries_in(piece, passage.language))
                before = named or before
                yield _said(piece, passage.language, before)


@lru_cache(1024)
def _said(piece: str, language: Language, named: frozenset[str]) -> _Said:
    words = telling_words(without_countries(piece, language), language)
    return _Said(named, Vocabulary(" ".join(words), language), numbers_of(piece, language))


def _clauses(text: str, language: Language) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the clauses of a sentence, each with what follows it up to the next that names one."""
    told, named = "", frozenset[str]()
    for piece in _CLAUSE.split(text):
        here = frozenset(countries_in(piece, language))
        if here and named:
            yield told, named
            told, named = "", frozenset()
        told, named = f"{told}, {piece}", named or here
    if named:
        yield told, named
