"""What a question is made of, by place: words that ask, things it names, and its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from config.asking_words import asking_words
from config.followup_words import followup_words
from config.phrases import plain_word
from config.profiles import profile
from ingest.codes import find_codes, find_project_codes
from ingest.symbols import find_symbols
from ingest.types import Language, Span
from service.messages import messages
from service.questions import Question, analyse, code_spans
from service.references import SESSION, find_parts
from service.words import HAN, blank, search_key

PROJECT, DOCUMENT, CODE, NAME = "project", "document", "code", "name"

_TOKEN = re.compile(f"[{HAN}]|[^\\W_{HAN}]+(?:[-.][^\\W_{HAN}]+)*")
_PUNCTUATION = " \t\n.,;:?!¿¡؟؛،。，？！：；…"
_READ_IN_MEMORY = 256


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something that a question names outright; ``kind`` is PROJECT, ..., or that of a Part."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Word:
    """One word (in Chinese a character). ``asks``: it belongs to how something is asked.

    ``idle``: it says nothing by itself. What is neither, and no anchor, is subject.
    """

    span: Span
    asks: bool
    idle: bool
    anchored: bool

    @property
    def is_subject(self) -> bool:
        """Say whether the word carries the subject."""
        return not (self.asks or self.idle or self.anchored)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question, without punctuation around it, and what stands where in it.

    ``shown`` has the punctuation.
    """

    text: str
    shown: str
    question: Question
    words: tuple[Word, ...]
    anchors: tuple[Anchor, ...]

    @property
    def language(self) -> Language:
        """The language that it was read in."""
        return self.question.language

    def anchor(self, kind: str) -> Anchor | None:
        """Return the last anchor of a kind."""
        return next((each for each in reversed(self.anchors) if each.kind == kind), None)

    def slice(self, span: Span) -> str:
        """Return the words at ``span``."""
        return self.text[span.start : span.end]

    @property
    def subject(self) -> tuple[Word, ...]:
        """The words that carry the subject."""
        return tuple(word for word in self.words if word.is_subject)

    @property
    def size(self) -> int:
        """How many words carry the subject; two Chinese characters count as one."""
        if self.language == "zh":
            return (len(self.subject) + 1) // 2
        return len(self.subject)

    def thing(self) -> str:
        """Return what the question is about: without the words that ask at either end.

        What follows a document, project or part that is named tells what is asked of it, unless
        it is tied to it by a preposition.
        """
        kept = [word for word in self.words if word.is_subject or word.anchored]
        if not kept:
            return ""
        sure = [each.span for each in self.anchors if each.kind not in (NAME, SESSION)]
        named = [word for word in kept if _inside(word.span, sure)]
        known = followup_words(self.language)
        last = (named or kept)[-1]
        if known.prepositions.match(self.text[last.span.end :].lstrip()):
            last = kept[-1]  # "recommendation 7 of the Agenda"
        text = self.text[kept[0].span.start : last.span.end]
        while lead := known.leads.match(text) or known.articles.match(text):
            if lead.end() == len(text):
                break
            text = text[lead.end() :].lstrip()
        return text


def stripped(text: str) -> str:
    """Return ``text`` without punctuation and blanks around it."""
    return text.strip(_PUNCTUATION)


@lru_cache(_READ_IN_MEMORY)
def read(text: str, language: Language) -> Reading:
    """Return ``text``, a question in ``language``, as read."""
    shown, text = text.strip(), stripped(text)
    question = analyse(shown, language)
    anchors = tuple(sorted(_anchors(text, language, question), key=lambda each: each.span))
    asking = list(_asking(text, language))
    stop = profile(language).vocabulary.stop
    saying = messages(language).saying
    words = []
    for match in _TOKEN.finditer(text):
        span = Span(*match.span())
        word = plain_word(match.group())
        idle = word in stop or saying.search(search_key(match.group())) is not None
        words.append(Word(span, _inside(span, asking), idle, _inside(span, anchors_of(anchors))))
    return Reading(text, shown, question, tuple(words), anchors)


def anchors_of(anchors: tuple[Anchor, ...]) -> list[Span]:
    """Return where anchors stand."""
    return [each.span for each in anchors]


def _inside(span: Span, others: list[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _anchors(text: str, language: Language, question: Question) -> Iterator[Anchor]:
    projects = find_project_codes(text)
    for symbol in find_symbols(text):
        yield Anchor(DOCUMENT, Span(symbol.start, symbol.end))
    for code in projects:
        yield Anchor(PROJECT, Span(code.start, code.end))
    for code in find_codes(text):
        if not any(other.start <= code.start < other.end for other in projects):
            yield Anchor(CODE, Span(code.start, code.end))
    bare = blank(text, code_spans(text))
    for span in find_parts(bare, language)[1]:
        parts, _ = find_parts(text[span.start : span.end], language)
        if parts:
            yield Anchor(parts[0].kind, span)
    named = {*question.names, *question.acronyms}
    for match in _TOKEN.finditer(bare):
        if search_key(match.group()) in named:
            yield Anchor(NAME, Span(*match.span()))


def _asking(text: str, language: Language) -> Iterator[Span]:
    """Yield where words of asking stand: who, how much, what is the budget."""
    followup, known = followup_words(language), asking_words(language)
    for phrases in (followup.asking, followup.wider, known.became, *known.fields.values()):
        for match in phrases.finditer(text):
            yield Span(*match.span())
    key = search_key(text)
    if len(key) == len(text):  # else places in one are not those in the other
        for cue in messages(language).asks.values():
            for found in cue.finditer(key):
                yield Span(*found.span())
