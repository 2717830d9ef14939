"""From a question and what came before it to one that stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.analysis import Term
from ingest.language import detect_query_language
from ingest.types import Language, Passage
from service.conversation.leaning import How, Leaning, leaning
from service.conversation.rewriting import Said, joined, said
from service.conversation.told import cited_passages, nth_told
from service.library import Library
from service.questions import Question, analyse
from service.types import Turn

_TURNS = 8  # as many earlier turns are read
_LONGEST_TURN = 500  # characters; of longer ones the end
_CITED = 12  # passages that are carried from a turn


@dataclass(frozen=True, slots=True)
class Understood:
    """A question to search for. ``rewritten`` is its text, None where it stood alone.

    ``carried`` are the passages that the answer before cited; none for one that stands alone.
    """

    question: Question
    rewritten: str | None = None
    carried: tuple[Passage, ...] = ()


def understand(
    text: str, history: Sequence[Turn], library: Library, longest: int = 2000
) -> Understood:
    """Return ``text`` as it is meant after ``history``; ``longest``: characters of a question.

    A question that stands alone is never changed.
    """
    turns = tuple(history[-_TURNS:])
    if not turns:
        return Understood(analyse(text, detect_query_language(text)))
    before: list[Said] = []
    cited: tuple[Passage, ...] = ()
    for turn in turns:
        asked = turn.question.strip()[-_LONGEST_TURN:]
        if not asked:
            continue
        language = _language(asked, before)
        before.append(_resolved(asked, language, before, cited) or said(asked, language))
        cited = cited_passages(turn.citations[:_CITED], language, library)
    language = _language(text, before)
    found = _resolved(text, language, before, cited)
    if found is None or len(found.reading.shown) > longest:
        return Understood(analyse(text, language))
    leant = leaning(text, language)
    assert leant is not None  # noqa: S101 - else there were nothing to resolve
    question = _weighed(found, leant)
    return Understood(replace(question, reply=language), question.text, cited)


def _language(text: str, before: Sequence[Said]) -> Language:
    """Return the language of ``text``: that of the question before, where only it makes sense."""
    language = detect_query_language(text)
    if not before or leaning(text, language) is not None:
        return language
    last = before[-1].reading.language
    short = leaning(text, last) if last != language else None
    return last if short is not None and short.how is not How.ABOUT else language


def _resolved(
    text: str, language: Language, before: Sequence[Said], cited: Sequence[Passage]
) -> Said | None:
    leant = leaning(text, language) if before else None
    if leant is None:
        return None
    told = nth_told(cited, leant.nth) if leant.nth is not None else None
    return joined(leant, before, told)


def _weighed(found: Said, leant: Leaning) -> Question:
    """Return the question, with twice the weight for what it says itself.

    What its subject brings along ("the tool launched in 2030") need not be said again by what
    answers: only its codes, symbols and parts must.
    """
    question = found.reading.question
    own = analyse(leant.reading.text, question.language)
    weights = {term.text for term in own.terms}
    question = replace(question, terms=_doubled(question.terms, weights))
    if leant.how is How.ABOUT:
        question = replace(question, numbers=own.numbers, years=own.years, names=own.names)
    return question


def _doubled(terms: Sequence[Term], own: set[str]) -> tuple[Term, ...]:
    return tuple(
        term._replace(weight=2 * term.weight) if term.text in own else term for term in terms
    )
