"""What a sentence says that its footnotes do not support, and by which rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from config.claim_words import claim_words
from ingest.codes import find_all_codes
from ingest.symbols import find_symbols
from ingest.types import Language
from service.countries import names_country
from service.verify_draft.alignment import align
from service.verify_draft.cues import draft_cues
from service.verify_draft.edits import edits_of
from service.verify_draft.tokens import Tokens
from service.verify_draft.types import Edit, Rule

_EDITED = 0.5  # likeness below which a sentence is a new one, not an edited one
_LONGEST_SENTENCE = 1500  # words; comparing takes their square
_LONGEST_LABEL = 4  # words of ours in a row that may stand beside a quote
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_CAPITAL = re.compile(r"(?<![\w’'-])[A-ZÀ-ÞА-ЯЁ][\w’'-]*")

Failed = tuple[Rule, tuple[Edit, ...]]


@dataclass(frozen=True)
class Grounds:
    """What a sentence may rest on.

    ``made`` are statements as they were written and checked, all of whose footnotes are there;
    ``quotes`` are what the footnotes quote, with their languages; ``own`` are words of ours.
    """

    language: Language
    made: tuple[str, ...]
    quotes: tuple[tuple[str, Language], ...]
    own: tuple[str, ...] = ()

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts in the language of the draft; what is in another cannot be compared."""
        told = [text for text, language in self.quotes if language == self.language]
        return tuple(dict.fromkeys((*self.made, " ".join(told), *told)))

    @cached_property
    def labels(self) -> frozenset[str]:
        """Words of ours that stand beside quotes: a label, not a statement."""
        found = (Tokens(words, self.language).words for words in self.own)
        return frozenset(word for words in found if len(words) <= _LONGEST_LABEL for word in words)


def failures(text: str, grounds: Grounds) -> list[Failed]:
    """Return what a sentence says that ``grounds`` do not support; [] if nothing."""
    sentence = Tokens(text, grounds.language)
    if not sentence.words:
        return []
    long = len(sentence.words) > _LONGEST_SENTENCE
    aligned = None if long else align(sentence, grounds.texts)
    if aligned is None:
        return [(Rule.WORD, ())]
    edits = edits_of(aligned, grounds.labels)
    if not edits:
        return []
    found: dict[Rule, tuple[Edit, ...]] = {}
    if codes := _codes(text) - _codes("\n".join(grounds.texts)):
        found[Rule.SYMBOL] = tuple(Edit("", code) for code in sorted(codes))
    if aligned.likeness < _EDITED:
        return [*found.items(), (Rule.WORD, ())]
    for edit in edits:
        for rule in _rules(edit, text, grounds.language):
            found[rule] = (*found.get(rule, ()), edit)
    return list(found.items())


def _codes(text: str) -> frozenset[str]:
    """Return the symbols of a text with their versions, and its codes."""
    found = [symbol.key for symbol in find_symbols(text)]
    found += [code.code for code in find_all_codes(text)]
    return frozenset(found)


def _rules(edit: Edit, text: str, language: Language) -> Iterator[Rule]:
    """Yield what an edit is about; if nothing is known of it, that words differ."""
    found = list(_kinds(edit, text, language))
    yield from found
    if not found:
        yield Rule.WORD if edit.after else Rule.CUT


def _kinds(edit: Edit, text: str, language: Language) -> Iterator[Rule]:
    before, after = Tokens(edit.before, language).words, Tokens(edit.after, language).words
    told = [word for word in after if word not in before]
    if any(map(_DATE.match, told)):
        yield Rule.DATE
    if any(word[0].isdigit() and not _DATE.match(word) for word in told):
        yield Rule.NUMBER
    negation = claim_words(language).negation
    if _count(negation.finditer(edit.before)) != _count(negation.finditer(edit.after)):
        yield Rule.NEGATION
    acts = draft_cues(language).acts.values()
    if any(_count(c.finditer(edit.before)) != _count(c.finditer(edit.after)) for c in acts):
        yield Rule.STATUS
    capitals = {word for m in _CAPITAL.finditer(text) if m.start()
                for word in Tokens(m.group(), language).words}  # fmt: skip
    if not capitals.isdisjoint(told) or names_country(edit.after, language):
        yield Rule.NAME


def _count(matches: Iterator[re.Match[str]]) -> int:
    return sum(1 for _ in matches)


def facts_told(text: str, language: Language, known: str) -> tuple[Edit, ...]:
    """Return the numbers and dates of a heading that stand nowhere in ``known``."""
    held = set(Tokens(known, language).words)
    words = Tokens(text, language).words
    return tuple(Edit("", word) for word in words if word[0].isdigit() and word not in held)
