"""From a question to an Answer: search, judge the evidence, tell what it says, check, number."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from config.settings import Settings
from index.types import Filters, Hit, Query, SearchResult
from service.checks import Support
from service.checks.form import defused
from service.citing import cite
from service.composing import answer_text
from service.conversation.carrying import search_on, ways_to_judge
from service.conversation.understanding import Understanding, Understood
from service.errors import BadRequest
from service.facts.answering import RecordAnswers
from service.generators.base import Generator
from service.generators.chat import ChatGenerator
from service.generators.extractive import ExtractiveGenerator
from service.library import Library, Search
from service.questions import Question
from service.telling import Teller, Told
from service.types import (
    Answer,
    AskRequest,
    Citation,
    Claim,
    Draft,
    Dropped,
    Quote,
    Refusal,
    Retrieved,
    Statement,
)

_LEAST_CANDIDATES = 20  # passages judged, however few are shown


class Answerer:
    """Answers questions from one generation of an index. Safe to use from many threads."""

    def __init__(
        self,
        search: Search,
        library: Library,
        settings: Settings,
        generator: Generator | None = None,
        records: RecordAnswers | None = None,
        chat: ChatGenerator | None = None,
        support: Support | None = None,
    ) -> None:
        self._search = search
        self._library = library
        self._settings = settings
        likeness = getattr(search, "likeness", None)
        quoting = generator or ExtractiveGenerator(
            library, settings.service.max_statements, likeness
        )
        longest = settings.service.max_question_chars
        self._understanding = Understanding(search, library, longest)
        self._teller = Teller(library, quoting, records, chat, support, likeness)

    def ask(self, request: AskRequest) -> Answer:
        """Return the answer to ``request``, or an abstention with its reason.

        Raises:
            BadRequest: if the question is empty or longer than the settings allow.
        """
        started = time.perf_counter()
        found = self.retrieve(request)
        return self.answer(found, started)

    def retrieve(self, request: AskRequest) -> Found:
        """Return what search finds for ``request``, and how the question was understood.

        Raises:
            BadRequest: see ``ask``.
        """
        text = self._accepted(request.question)
        top_k = request.top_k or self._settings.search.top_k
        started = time.perf_counter()
        understood = self._understanding.understand(text, request.history)
        asked = understood.question
        depth = max(top_k, _LEAST_CANDIDATES)
        query = Query(asked.text, asked.language, request.filters, depth)
        result, understood = search_on(self._search, self._library, query, understood)
        asked = understood.question
        question = replace(asked, reply=request.language or asked.reply)
        return Found(text, question, result, top_k, since(started), request.filters, understood)

    def answer(self, found: Found, started: float) -> Answer:
        """Return the answer that rests on ``found``; ``started``: when the question came."""
        begun = time.perf_counter()
        told = self._tell(found)
        outcome = told.outcome
        citations = self._citations(outcome)
        statements = _statements(outcome, citations)
        refused = outcome if isinstance(outcome, Refusal) else None
        return Answer(
            id=_identity(found, statements, citations),
            question=found.text,
            language=found.question.reply,
            mode=told.mode,
            abstained=refused is not None,
            reason=refused.reason if refused else None,
            answer=answer_text(outcome, statements, citations, found.question.reply),
            statements=statements,
            citations=citations,
            retrieved=retrieved(found),
            searched=found.result.searched,
            timings_ms={
                "retrieve": found.retrieve_ms,
                "answer": since(begun),
                "total": since(started),
            },
            dropped=tuple(Dropped(defused(each.text), each.reason) for each in told.dropped),
            notes=told.notes,
            rewritten=found.understood.rewritten,
        )

    def _tell(self, found: Found) -> Told:
        """Return what is told; a follow-up is judged on what was cited before, too."""
        refused: Told | None = None
        for question, hits in ways_to_judge(found.question, found.result.hits, found.understood):
            told = self._teller.tell(question, hits, found.filters)
            if isinstance(told.outcome, Draft):
                return told
            if refused is None or question is found.question:
                refused = told
        assert refused is not None  # noqa: S101 - there is one way at least
        return refused

    def _accepted(self, question: str) -> str:
        text = question.strip()
        most = self._settings.service.max_question_chars
        if not text:
            raise BadRequest("the question is empty")
        if len(text) > most:
            raise BadRequest(f"the question has {len(text)} characters; at most {most} are read")
        return text

    def _citations(self, outcome: Draft | Refusal) -> tuple[Citation, ...]:
        """Return one numbered citation for each distinct quote, in order of first use."""
        quotes = outcome.quotes if isinstance(outcome, Refusal) else _quotes(outcome)
        distinct = list(dict.fromkeys(quotes))
        held = self._library.parallel({quote.evidence.passage.key for quote in distinct})
        return tuple(
            cite(n, quote, held.get(quote.evidence.passage.key, ()))
            for n, quote in enumerate(distinct, 1)
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A question as understood, and what search found for it."""

    text: str  # as it was asked, without blanks around it
    question: Question
    result: SearchResult
    top_k: int
    retrieve_ms: float
    filters: Filters
    understood: Understood


def retrieved(found: Found) -> tuple[Retrieved, ...]:
    """Return the first ``top_k`` hits as the contract lists them, in rank order."""
    return tuple(_retrieved(hit) for hit in found.result.hits[: found.top_k])


def since(started: float) -> float:
    """Return the milliseconds since ``started``, a ``time.perf_counter()``, with one decimal."""
    return round((time.perf_counter() - started) * 1000, 1)


def _retrieved(hit: Hit) -> Retrieved:
    return Retrieved(
        key=hit.passage.key,
        symbol=hit.document.symbol,
        language=hit.passage.language,
        source=hit.document.source,
        text=hit.passage.text,
        score=round(hit.score, 4),
        status=hit.passage.status.value,
    )


def _quotes(draft: Draft) -> Iterator[Quote]:
    for claim in draft.claims:
        yield from claim.quotes


def _statements(outcome: Draft | Refusal, citations: Sequence[Citation]) -> tuple[Statement, ...]:
    if isinstance(outcome, Refusal):
        return ()
    numbers = {(c.key, c.language, c.quote): c.n for c in citations}

    def cited(claim: Claim) -> tuple[int, ...]:
        passages = [(quote.evidence.passage, quote.text) for quote in claim.quotes]
        return tuple(dict.fromkeys(numbers[p.key, p.language, text] for p, text in passages))

    return tuple(Statement(claim.text, cited(claim)) for claim in outcome.claims)


def _identity(found: Found, statements: Sequence[Statement], citations: Sequence[Citation]) -> str:
    """Return an id made of the question and what answers it: the same again, the same id."""
    asked = found.understood.rewritten or found.text
    parts = [asked, found.question.reply, found.result.searched.generation]
    parts += [statement.text for statement in statements]
    parts += [f"{c.key} {c.language} {c.quote}" for c in citations]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
