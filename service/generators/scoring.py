"""How well each sentence that may be told answers a question.

A sentence is worth what it holds of the subject, weighted by rarity, and more if it holds what is
asked for: the date, the number, the address, a person. Where the fact stands in the sentence after
the one that names its subject, both are tried together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.types import Passage, Status
from service.counts import counts_what_is_asked
from service.kinds import has_person, has_what_is_asked, is_recognisable
from service.questions import Kind, Question, asks_decision
from service.references import SESSION
from service.sentences import Sentence, cover, sentences_of
from service.support import Candidate, Text, holds, text_of
from service.words import words

_ASIDE = 0.5  # what a term is worth that the passage holds, but not the sentence
_WISH = 0.3  # what a delegation says is a wish or an opinion before it is a fact
_ELSEWHERE = 0.8  # of another session than the one asked about
_INVITES = 0.4  # what a body is invited to do is no fact
_ASKED = 0.4  # for a sentence that holds the date, number or address asked for
_PERSON = 0.3  # for one that names a person or a delegation, where it is asked who
_DEFINES = 0.8  # for one that begins with the term asked about, in quotation marks
_NAMED = 0.5  # for a sentence that holds the numbers, codes and names asked about
_RANK = 0.5  # for the place of the passage among the hits
_RANK_ABROAD = 0.8  # in another language, where few words are shared
_MEANT_ABROAD = 0.6  # for the sentence in another language most like the question in meaning
_TOGETHER = 0.1  # how much more two sentences must say than the second alone

_DEFINED = re.compile(
    r"\A\W{0,3}(?:\w{1,3}[).、]|[（(]\w{1,3}[)）])?\s*(?:\w{1,5}\s)?"
    r"[\"“«„「『]\s*(?P<term>[^\"”»“」』]{2,80}?)\s*[\"”»“」』]"
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence that may be told.

    ``fits``: it holds what is asked for, as far as that can be recognised.
    """

    candidate: Candidate
    sentence: Sentence
    intro: Sentence | None  # what introduces the list that it is an item of
    score: float
    held: frozenset[str]
    fits: bool
    defines: bool = False


Likeness = Callable[[str, Sequence[str]], Sequence[float]]
"""Says how much each of several texts says what a text says; nothing, if it cannot."""


def ranked(
    question: Question, evidence: Sequence[Candidate], likeness: Likeness | None = None
) -> list[Scored]:
    """Return every sentence of the evidence, best first; ties in reading order."""
    found = _weighed(question, list(_scored(question, evidence)), likeness)
    return sorted(found, key=lambda scored: scored.score, reverse=True)


def _weighed(
    question: Question, found: Sequence[Scored], likeness: Likeness | None
) -> Iterable[Scored]:
    """Return the sentences, those in another language with what they mean added.

    They share few words with the question; in its own language words tell more than meaning.
    """
    abroad = [each for each in found if each.candidate.foreign]
    told = [" ".join(s.text for s in (each.intro, each.sentence) if s) for each in abroad]
    likes = likeness(question.text, told) if likeness and told else ()
    if not likes:
        return found
    best = max(*likes, 0.01)
    meant = [
        replace(each, score=each.score + _MEANT_ABROAD * like / best)
        for each, like in zip(abroad, likes, strict=True)
    ]
    return [*meant, *(each for each in found if not each.candidate.foreign)]


def _scored(question: Question, evidence: Sequence[Candidate]) -> Iterable[Scored]:
    top = max((candidate.hit.score for candidate in evidence), default=0.0) or 1.0
    for candidate in evidence:
        rank = _RANK_ABROAD if candidate.foreign else _RANK
        place = rank * candidate.hit.score / top
        before: Scored | None = None
        for sentence, intro in _introduced(candidate.passage):
            scored = _score(question, candidate, sentence, intro, place)
            if before is not None and not sentence.item and scored.fits and not before.fits:
                both = cover(before.sentence, sentence, candidate.passage)
                together = _score(question, candidate, both, None, place - _TOGETHER)
                if together.score > scored.score:
                    scored = together
            yield scored
            before = None if sentence.item or sentence.introduces else scored


def _introduced(passage: Passage) -> Iterator[tuple[Sentence, Sentence | None]]:
    """Yield each sentence, and what introduces the list that it is an item of."""
    intro: Sentence | None = None
    item = 0
    for sentence in sentences_of(passage):
        # What follows an item in its line is no part of it.
        yield sentence, intro if sentence.item and sentence.item != item else None
        item = sentence.item
        intro = intro if sentence.item else sentence


def _score(
    question: Question,
    candidate: Candidate,
    sentence: Sentence,
    intro: Sentence | None,
    place: float,
) -> Scored:
    text = text_of(sentence.text, candidate.passage.language)
    total = sum(candidate.weights.values()) or 1.0
    held = frozenset(term for term in candidate.held if holds(text, candidate, term, question))
    own = sum(candidate.held[term] for term in held)
    aside = sum(candidate.held.values()) - own
    score = place + (own + _aside(question, candidate) * aside) / total
    score += _NAMED * _constraint_share(question, candidate, text)
    if _is_of_another_session(question, text):
        score -= _ELSEWHERE
    if candidate.passage.status is Status.DELEGATION:
        score -= _WISH
    if candidate.passage.status is Status.INVITATION and not asks_decision(question):
        score -= _INVITES
    fits = has_what_is_asked(question.kinds, text, candidate.head)
    if fits and is_recognisable(question.kinds):
        score += _ASKED
    if Kind.WHO in question.kinds and has_person(text):
        score += _PERSON
    if counts_what_is_asked(question, sentence.text, candidate.passage.language):
        score += _ASKED
    defines = Kind.DEFINITION in question.kinds and _defines(question, candidate, sentence)
    return Scored(candidate, sentence, intro, score + _DEFINES * defines, held, fits, defines)


def _is_of_another_session(question: Question, text: Text) -> bool:
    """Say whether a sentence names sessions, and none of those that are asked about."""
    asked = set(question.part(SESSION))
    named = {part.number for part in text.parts if part.kind == SESSION}
    return bool(asked and named) and asked.isdisjoint(named)


def _aside(question: Question, candidate: Candidate) -> float:
    """Return what a term beside the sentence is worth: a decision seldom names its subject."""
    decision = asks_decision(question) and candidate.passage.status is Status.DECISION
    return 1.0 if decision else _ASIDE


def _constraint_share(question: Question, candidate: Candidate, text: Text) -> float:
    """Return, in [0, 1], how many of the numbers, codes and names asked about are in ``text``."""
    around = candidate.around
    in_head = candidate.head.numbers if candidate.head else frozenset[str]()
    numbers = (*question.numbers, *question.years)
    met = [number in text.numbers or number in in_head for number in numbers]
    met += [part in text.parts for part in question.parts if part.kind == SESSION]
    met += [code in text.codes for code in question.codes]
    met += [text.has(name) or around.has(name) for name in question.acronyms]
    return sum(met) / len(met) if met else 0.0


def _defines(question: Question, candidate: Candidate, sentence: Sentence) -> bool:
    """Say whether a sentence begins with a term in quotation marks that the question names."""
    match = _DEFINED.match(sentence.text)
    if match is None:
        return False
    asked = text_of(question.text, question.language)
    return all(asked.has(word, candidate.slack) for word in words(match["term"]))
