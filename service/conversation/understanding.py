"""From a question and what came before it to one that stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from index.types import Query
from ingest.language import detect_query_language
from ingest.types import Language, Passage
from service.conversation.leaning import How, bare, leaning
from service.conversation.reading import stripped
from service.conversation.rewriting import Said, joined, said
from service.conversation.told import cited_passages, nth_told
from service.library import Library, Search
from service.questions import Question, analyse
from service.references import SESSION
from service.types import Turn

_TURNS = 8  # as many earlier turns are read
_LONGEST_TURN = 500  # characters; of longer ones the end
_CITED = 12  # passages that are carried from a turn
_FOUND = 3  # passages nearest to the question before, carried beside those cited
_BROUGHT = 0.5  # what all words of the subject weigh together, those asked with weighing 1


@dataclass(frozen=True, slots=True)
class Understood:
    """A question to search for. ``rewritten`` is its text, None where it stood alone.

    ``carried`` are the passages that the answer before cited; none for one that stands alone.
    ``near`` is how the question is judged on the documents of these alone, where what it is about
    need not be said again; ``near_first``: before it is judged on all that was found. ``alone`` is
    the question by itself, where it is meant so unless these documents hold most of it.
    """

    question: Question
    rewritten: str | None = None
    carried: tuple[Passage, ...] = ()
    near: Question | None = None
    near_first: bool = False
    alone: Question | None = None


class Understanding:
    """Reads questions after a history, with the documents that are held."""

    def __init__(self, search: Search, library: Library, longest: int) -> None:
        """``longest``: characters that a rewritten question may have."""
        self._search = search
        self._library = library
        self._longest = longest

    def understand(self, text: str, history: Sequence[Turn]) -> Understood:
        """Return ``text`` as it is meant after ``history``, oldest turn first.

        A question that stands alone is never changed.
        """
        turns = [turn for turn in history[-_TURNS:] if stripped(turn.question)]
        before: list[Said] = []
        told = _Told(self._search, self._library)
        for turn in turns:
            asked = turn.question.strip()[-_LONGEST_TURN:]
            language = _language(asked, before)
            found = _resolved(asked, language, before, told)
            keys = turn.citations[:_CITED]
            if found is not None and _is_perhaps(asked, language) and not told.led_to(keys):
                found = None
            before.append(found or said(asked, language))
            told = _Told(self._search, self._library, before[-1], keys)
        language = _language(text, before)
        found = _resolved(text, language, before, told)
        if found is None or len(found.reading.shown) > self._longest:
            return Understood(analyse(text, language))
        leant = leaning(text, language)
        assert leant is not None  # noqa: S101 - else there were nothing to resolve
        own = analyse(bare(leant.reading).text, language)
        question = _of(found, own) if found.about else found.reading.question
        question = replace(question, reply=language)
        if leant.nth is not None or not own.terms:
            return Understood(question, question.text, told.passages)
        alone = analyse(text, language) if leant.how is How.PERHAPS else None
        parts = any(part.kind != SESSION for part in question.parts)
        named = question.codes or question.symbols or parts
        near, near_first = _near(question, own), found.about and not named
        return Understood(question, question.text, told.passages, near, near_first, alone)


class _Told:
    """What the answer to a question rested on, and what is nearest to that question.

    A client may not say what was cited, and what is asked next may stand in a document that was
    only found.
    """

    def __init__(
        self, search: Search, library: Library, asked: Said | None = None, keys: Sequence[str] = ()
    ) -> None:
        self._search = search
        self._library = library
        self._asked = asked
        self._keys = keys

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages, best first."""
        if self._asked is None:
            return ()
        language = self._asked.reading.language
        cited = cited_passages(self._keys, language, self._library)
        query = Query(self._asked.reading.shown, language, top_k=_FOUND)
        found = (hit.passage for hit in self._search.search(query).hits)
        keys = {passage.key for passage in cited}
        return (*cited, *(each for each in found if each.key not in keys))

    def led_to(self, keys: Sequence[str]) -> bool:
        """Say whether passages with these keys stand in the same documents; True without keys."""
        documents = {passage.document for passage in self.passages}
        return all(key.partition("#")[0] in documents for key in keys)


def _is_perhaps(text: str, language: Language) -> bool:
    leant = leaning(text, language)
    return leant is not None and leant.how is How.PERHAPS


def _language(text: str, before: Sequence[Said]) -> Language:
    """Return the language of ``text``: that of the question before, where only it makes sense."""
    language = detect_query_language(text)
    if not before or leaning(text, language) is not None:
        return language
    last = before[-1].reading.language
    short = leaning(text, last) if last != language else None
    return last if short is not None and short.how is not How.ABOUT else language


def _resolved(text: str, language: Language, before: Sequence[Said], told: _Told) -> Said | None:
    leant = leaning(text, language) if before else None
    if leant is None:
        return None
    named = nth_told(told.passages, leant.nth) if leant.nth is not None else None
    return joined(leant, before, named)


def _of(found: Said, own: Question) -> Question:
    """Return the question as rewritten, asking for what it asked for by itself.

    What its subject brings along ("the tool launched in 2030") need not be said again by what
    answers: only its codes, symbols and parts must.
    """
    question = found.reading.question
    kinds = own.kinds
    weights = {term.text for term in own.terms}
    terms = tuple(
        term._replace(weight=2 * term.weight) if term.text in weights else term
        for term in question.terms
    )
    return replace(
        question,
        kinds=kinds,
        terms=terms,
        numbers=own.numbers,
        years=own.years,
        names=own.names,
        countries=own.countries,
    )


def _near(question: Question, own: Question) -> Question:
    """Return the question for passages that are about its subject already.

    What it says itself weighs most; its subject tells apart passages that hold as much of that.
    """
    mine = {term.text for term in own.terms}
    others = [term for term in question.terms if term.text not in mine]
    share = _BROUGHT * sum(term.weight for term in own.terms) / max(len(others), 1)
    return replace(
        question,
        terms=(*own.terms, *(term._replace(weight=share) for term in others)),
        numbers=own.numbers,
        years=own.years,
        names=own.names,
        countries=own.countries,
        acronyms=own.acronyms,
        quoted=own.quoted,
    )
