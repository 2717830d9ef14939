"""A sentence beside the words that it was made of: what was put in, taken out, exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import NamedTuple

from ingest.types import BlockKind, Language, Passage, Span, Status
from service.sentences import sentences_of
from service.verify_draft.tokens import Tokens

_COLON, _SEMICOLON = re.compile(r":(?=\s)|："), re.compile(r"(?<=[;；؛])")
_JOINED = 3  # sentences of a source that one sentence of a draft may be made of


class Change(NamedTuple):
    """Where words differ: ``[a, b)`` of the source's tokens, ``[c, d)`` of the sentence's."""

    a: int
    b: int
    c: int
    d: int


@dataclass(frozen=True)
class Alignment:
    """A sentence of a draft, and what of its sources it was made of."""

    source: Tokens
    sentence: Tokens

    @cached_property
    def _matcher(self) -> SequenceMatcher[str]:
        return SequenceMatcher(None, self.source.words, self.sentence.words, autojunk=False)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What differs, in order."""
        codes = self._matcher.get_opcodes()
        return tuple(Change(*code[1:]) for code in codes if code[0] != "equal")

    @cached_property
    def likeness(self) -> float:
        """How much both have in common, in order; 1: all."""
        return self._matcher.ratio()


def align(sentence: Tokens, texts: Sequence[str]) -> Alignment | None:
    """Return ``sentence`` beside what is likest it of ``texts``; None if there is none.

    Compared are single sentences or what semicolons part, a few in a row, and whole texts.
    """
    found = [
        Alignment(source, sentence)
        for text in texts
        for source in _sources(text, sentence.language)
        if source.words
    ]
    return max(found, key=lambda alignment: alignment.likeness, default=None)


@lru_cache(1024)
def _sources(text: str, language: Language) -> tuple[Tokens, ...]:
    return tuple(Tokens(each, language) for each in dict.fromkeys(_runs(text, language)))


def _runs(text: str, language: Language) -> Iterator[str]:
    found = sentences_in(text, language)
    parts = [part for sentence in found for part in _parts(sentence)]
    yield text
    for pieces in (found, parts):
        for count in range(1, _JOINED + 1):
            for first in range(len(pieces) - count + 1):
                yield " ".join(pieces[first : first + count])


def _parts(sentence: str) -> list[str]:
    """Return what semicolons part; not in a list, whose items rest on what introduces them."""
    return [sentence] if _COLON.search(sentence) else _SEMICOLON.split(sentence)


def sentences_in(text: str, language: Language) -> list[str]:
    """Return the sentences of a text that is no passage."""
    passage = Passage(
        key="",
        document="",
        language=language,
        locator="",
        text=text,
        spans=(Span(0, len(text)),),
        status=Status.OTHER,
        kind=BlockKind.PARAGRAPH,
        order=0,
    )
    return [sentence.text for sentence in sentences_of(passage)]
