"""How well each passage that was found supports a question, measured on words it holds.

The weight of a word grows with its rarity among the passages found: a word that all of them
hold tells them apart no better than no word. A passage in another language than the question
can only share what languages share: names, numbers, codes and words of common origin, so its
coverage says less and is marked as such.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from index.types import Hit
from ingest.codes import find_all_codes, find_codes, find_project_codes
from ingest.symbols import find_symbols
from ingest.types import Document, Language, Passage
from service.countries import countries_named
from service.discussions import discussion
from service.library import Library
from service.messages import messages
from service.names import phrases_of
from service.questions import Question, asks_decision, code_spans
from service.records import RECORD, records_of
from service.references import ANNEX, PARAGRAPH, RECOMMENDATION, Part, find_parts, ordinals
from service.sentences import items_in, unnumbered
from service.words import Vocabulary, blank, is_han, numbers, search_key, words

_ROW = re.compile(r"(?:\A|/)t\d+/r\d+\Z")
_TEXTS_IN_MEMORY = 4096
_SLACK = 3
_LONG_NAME = 7  # letters of a name whose adjective may end otherwise: Afrique, africain
_DECLINED = re.compile("[\u0430-\u044f]")  # names in Cyrillic letters end in other ways, too
_OPENING = 1500  # characters in which a document says what it is about
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PAIR, _SPANNING = 0.5, 0.2
_UNKNOWN = 0.5  # what a word counts that may be there under another name
_AROUND = 0.8  # what a word is worth that stands in the title or heading above, not in the text


class Text:
    """Some words of a document, ready to be asked what they contain."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language: Language = language

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words."""
        return Vocabulary(self.text, self.language)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Numbers, in digits, in words or as ordinals."""
        counted = {str(value) for value, _ in ordinals(self.text, self.language)}
        written = numbers(blank(self.text, code_spans(self.text)))
        return frozenset(counted | written | self.number_words)

    @cached_property
    def number_words(self) -> frozenset[str]:
        """Numbers written in words."""
        return frozenset(messages(self.language).numbers.find(self.text))

    @cached_property
    def codes(self) -> frozenset[str]:
        """Symbols without version, project codes and other codes."""
        found = [symbol.symbol for symbol in find_symbols(self.text)]
        return frozenset(found + [code.code for code in find_all_codes(self.text)])

    @cached_property
    def parts(self) -> frozenset[Part]:
        """Numbered parts of documents that it names."""
        return frozenset(find_parts(self.text, self.language)[0])

    @cached_property
    def countries(self) -> frozenset[str]:
        """Codes of the countries that it names."""
        return countries_named(self.text, self.language)

    @cached_property
    def key(self) -> str:
        """The whole as one search key."""
        return search_key(self.text)

    def has(self, word: str, slack: int = 1) -> bool:
        """Say whether a form of ``word`` occurs, or a name that means the same."""
        if self.vocabulary.holds(word, slack):
            return True
        return any(map(self.has_phrase, phrases_of(word)))

    def has_phrase(self, phrase: Sequence[str]) -> bool:
        """Say whether forms of all words of ``phrase`` occur."""
        return all(map(self.vocabulary.holds, phrase))


@lru_cache(_TEXTS_IN_MEMORY)
def text_of(text: str, language: Language) -> Text:
    """Return ``text`` to be asked; the same passages come back for other questions."""
    return Text(text, language)


@dataclass(frozen=True)
class Candidate:
    """A passage that was found, and what it shares with the question.

    ``text`` is the passage's own, ``around`` what stands above it. ``coverage`` in [0, 1] is the
    weighted share of the question's terms that it holds, ``named_share`` that of what stands
    above it alone, ``held`` the terms that it holds with their weights,
    ``weights`` those of all terms. ``foreign``: it is in another language than the question.
    """

    hit: Hit
    foreign: bool
    text: Text
    around: Text
    set_size: int = 0  # of the recommendations, if it is one of a set
    coverage: float = 0.0
    named_share: float = 0.0
    held: Mapping[str, float] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)

    @property
    def passage(self) -> Passage:
        """The passage."""
        return self.hit.passage

    @property
    def document(self) -> Document:
        """The document that it stands in."""
        return self.hit.document

    @property
    def slack(self) -> int:
        """How many letters a word may end differently: more from language to language."""
        return _SLACK if self.foreign else 1

    @property
    def head(self) -> Text | None:
        """What stands above a row of a table and says what its cells are; None above others."""
        return self.around if _ROW.search(self.passage.locator) else None

    def has(self, word: str) -> bool:
        """Say whether the passage or what stands above it holds ``word``."""
        return self.text.has(word, self.slack) or self.around.has(word, self.slack)

    @cached_property
    def codes(self) -> frozenset[str]:
        """Symbols and codes in the passage, above it, and by which its document presents itself."""
        return self.text.codes | self.around.codes | _presented(self.document).codes

    def has_name(self, name: str) -> bool:
        """Say whether a name stands in the passage or above it, as noun or adjective."""
        slack = _SLACK if len(name) >= _LONG_NAME else int(_DECLINED.match(name) is not None)
        return self.text.has(name, slack) or self.around.has(name, slack)

    def names_country(self, code: str) -> bool:
        """Say whether a country is named in the passage or above it, in any form."""
        return code in self.text.countries or code in self.around.countries

    def is_part(self, part: Part) -> bool:
        """Say whether the passage is, or belongs to, or mentions a numbered part."""
        return self.is_itself(part) or part in self.text.parts

    def is_itself(self, part: Part) -> bool:
        """Say whether the passage is, or belongs to, a numbered part."""
        passage = self.passage
        own = {
            PARAGRAPH: passage.paragraph == part.number,
            ANNEX: passage.annex == part.number or (passage.annex == "" and part.number == "I"),
            RECOMMENDATION: f"rec-{part.number}" in passage.locator.split("/"),
        }
        return own.get(part.kind, False)

    def holds_phrase(self, phrase: str) -> bool:
        """Say whether the words of ``phrase`` are there, in any form."""
        return all(map(self.has_name, words(phrase)))

    def has_number(self, number: str) -> bool:
        """Say whether a number stands in the passage or above it, in digits or in words."""
        if number in self.text.numbers or number in self.around.numbers:
            return True
        return number in (str(self.set_size), str(items_in(self.passage)))

    def is_of_year(self, year: str) -> bool:
        """Say whether the passage names a year, or its document presents itself as of it."""
        return self.has_number(year) or year in _presented(self.document).years

    def is_of_session(self, number: str) -> bool:
        """Say whether the passage speaks of, or comes from, the session with this number."""
        return number == self.document.session or self.has_number(number)


@dataclass(frozen=True, slots=True)
class _Presented:
    """What a document says of itself where it begins: codes and years."""

    codes: frozenset[str]
    years: frozenset[str]


def _presented(document: Document) -> _Presented:
    return _present(document.symbol, document.date or "", document.title, document.text[:_OPENING])


@lru_cache(256)
def _present(symbol: str, date: str, title: str, opening: str) -> _Presented:
    text = f"{title}\n{opening}"
    codes = {code.code for code in (*find_project_codes(text), *find_codes(title))}
    return _Presented(frozenset(codes | {symbol}), frozenset([date[:4], *_YEAR.findall(text)]))


def weigh(question: Question, hits: Iterable[Hit], library: Library) -> tuple[Candidate, ...]:
    """Return the hits as candidates, in their order."""
    sizes = _SetSizes(library)
    read = [_read(hit, question, library, sizes) for hit in hits]
    weights = term_weights(question, read)
    return tuple(_covered(candidate, weights, question) for candidate in read)


class _SetSizes:
    """How many recommendations the set has that a passage belongs to; each is counted once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._sizes: dict[tuple[str, Language, str], int] = {}

    def of(self, passage: Passage) -> int:
        """Return the size of the set, 0 for a passage that belongs to none."""
        match = RECORD.match(passage.locator)
        if match is None:
            return 0
        name = passage.document, passage.language, match["set"]
        if name not in self._sizes:
            self._sizes[name] = len(records_of(self._library, *name))
        return self._sizes[name]


def _read(hit: Hit, question: Question, library: Library, sizes: _SetSizes) -> Candidate:
    passage, document = hit.passage, hit.document
    language = passage.language
    before = discussion(passage, document, library) if asks_decision(question) else ()
    above = (
        document.title,
        document.body or "",
        *passage.section,
        *passage.context,
        *(other.text for other in before),
    )
    around = "\n".join(dict.fromkeys(part for part in above if part))
    text = text_of(unnumbered(passage), language)
    foreign = language != question.language
    return Candidate(hit, foreign, text, text_of(around, language), sizes.of(passage))


def term_weights(question: Question, read: Sequence[Candidate]) -> dict[str, float]:
    """Return term -> weight: its own times ``log(1 + n / (1 + df))`` over the n passages."""
    n = max(len(read), 1)
    weights = {}
    for term in question.terms:
        df = sum(
            holds(c.text, c, term.text, question) or holds(c.around, c, term.text, question)
            for c in read
        )
        weights[term.text] = term.weight * math.log(1 + n / (1 + df))
    return weights


def holds(text: Text, candidate: Candidate, term: str, question: Question) -> bool:
    """Say whether ``text`` holds a term of the question: as such, or by its concept."""
    if text.has(term, candidate.slack):
        return True
    named = (concept for concept in question.concepts if term in concept.terms)
    return any(text.has_phrase(p) for concept in named for p in concept.phrases[text.language])


def _missed(term: str, candidate: Candidate, held: Mapping[str, float], known: bool) -> float:
    """Return how much a missing term counts against a passage.

    Chinese pairs overlap, and one that shares a character with a pair that is held most likely
    spans two words. In
    another language a word that the glossary does not know may be there under another name.
    """
    if is_han(term):
        shares = any(character in other for character in term for other in held)
        return _SPANNING if shares else _PAIR
    return _UNKNOWN if candidate.foreign and not known else 1.0


def _covered(candidate: Candidate, weights: Mapping[str, float], question: Question) -> Candidate:
    share, above, held = 0.0, 0.0, {}
    for term, weight in weights.items():
        is_above = holds(candidate.around, candidate, term, question)
        above += weight * is_above
        if holds(candidate.text, candidate, term, question):
            share += weight
        elif is_above:
            share += weight * _AROUND
        else:
            continue
        held[term] = weight
    known = frozenset[str]().union(*(concept.terms for concept in question.concepts))
    total = sum(held.values())
    for term, weight in weights.items():
        if term not in held:
            total += weight * _missed(term, candidate, held, term in known)
    total = total or 1.0
    return replace(
        candidate, coverage=share / total, named_share=above / total, held=held, weights=weights
    )
