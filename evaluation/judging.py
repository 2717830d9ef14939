"""Putting every question of a set, and judging what comes back.

Ranked lists are judged to a depth of a hundred, answers against the passages that they cite.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from config.profiles import profile
from evaluation.questions import Question
from evaluation.values import share_held
from index.types import Hit, Query
from ingest.types import Language, Status
from service.library import Library, Search
from service.messages import messages
from service.types import Answer, AskRequest, Citation

DEPTH = 100  # ranks that are judged
_SHOWN = 10  # passages that an answer lists


@dataclass(frozen=True, slots=True)
class Told:
    """What is judged of one answer; None where a judgement does not apply.

    ``cites_relevant``, ``values_held`` (share of them) and ``holds_wrong`` are of answers to
    answerable questions only; so are ``cited_relevant``, the share of the cited passages that are
    judged relevant, and ``relevant_cited``, the share of those with the best grade that are cited.
    ``as_decision``: an invitation to decide was told without saying that it is one.
    """

    answer: Answer
    cites_relevant: bool | None
    values_held: float | None
    holds_wrong: bool
    quotes: int
    quotes_exact: int
    as_decision: bool
    false_answer: bool
    false_refusal: bool
    language_right: bool
    cited_relevant: float | None = None
    relevant_cited: float | None = None

    @property
    def has_values(self) -> bool | None:
        """Say whether all values are told and nothing that does not belong beside them."""
        return None if self.values_held is None else self.values_held == 1 and not self.holds_wrong

    @property
    def right(self) -> bool:
        """Say whether the reader was served: a proved answer, or a refusal that is due."""
        if self.false_answer or self.false_refusal or self.as_decision:
            return False
        return self.cites_relevant is not False and self.has_values is not False


@dataclass(frozen=True, slots=True)
class Judged:
    """One question, the passages found with their scores, and what was told, if anything.

    ``ranking`` holds at most ``DEPTH`` keys, best first; ``milliseconds`` is what it all took.
    ``parts`` holds the first ten keys that each side of search finds alone.
    """

    question: Question
    ranking: tuple[tuple[str, float], ...]
    told: Told | None = None
    milliseconds: float = 0.0
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def run(self) -> tuple[str, ...]:
        """Return the keys found, best first."""
        return tuple(key for key, _ in self.ranking)

    @property
    def rank(self) -> int | None:
        """Return the rank of the first relevant key, None if it is not in the run."""
        ranks = (rank for rank, key in enumerate(self.run, 1) if self.question.grades.get(key))
        return next(ranks, None)

    @property
    def faults(self) -> tuple[str, ...]:
        """Return the names of what went wrong, for reading errors."""
        told = self.told
        found = {"not_found": self.question.answerable and self.rank is None}
        if told is not None:
            found |= {
                "false_answer": told.false_answer,
                "false_refusal": told.false_refusal,
                "no_relevant_citation": told.cites_relevant is False,
                "value_missing": told.values_held is not None and told.values_held < 1,
                "wrong_value": told.holds_wrong,
                "inexact_quote": told.quotes_exact < told.quotes,
                "invitation_as_decision": told.as_decision,
                "wrong_language": not told.language_right,
            }
        return tuple(name for name, wrong in found.items() if wrong)


def search_all(
    questions: Sequence[Question],
    search: Search,
    language_of: Callable[[str], Language],
    parts: Mapping[str, Search] | None = None,
) -> Iterator[Judged]:
    """Yield what ``search`` finds for each question, taken to be in the language guessed.

    ``parts`` are other searches, by name, whose first ten are kept beside it.
    """
    for question in questions:
        started = time.perf_counter()
        query = Query(question.text, language_of(question.text), top_k=DEPTH)
        ranking = _ranking(search.search(query).hits)
        took = 1000 * (time.perf_counter() - started)
        yield Judged(question, ranking, None, took, _alone(query, parts or {}))


def ask_all(
    questions: Sequence[Question],
    ask: Callable[[AskRequest], Answer],
    search: Search,
    library: Library,
    language_of: Callable[[str], Language],
    parts: Mapping[str, Search] | None = None,
) -> Iterator[Judged]:
    """Yield what ``ask`` tells for each question, judged against the documents in ``library``.

    The ranked list is that of ``search``: an answer lists only what a reader looks at.
    """
    for found in search_all(questions, search, language_of, parts):
        answer = ask(AskRequest(found.question.text, top_k=_SHOWN))
        told = judge(found.question, answer, library)
        yield replace(found, told=told, milliseconds=answer.timings_ms["total"])


def judge_run(
    questions: Sequence[Question], rankings: Mapping[str, Sequence[tuple[str, float]]]
) -> Iterator[Judged]:
    """Yield each question with what some other system found for it."""
    for question in questions:
        yield Judged(question, tuple(rankings.get(question.id, ()))[:DEPTH])


def _alone(query: Query, parts: Mapping[str, Search]) -> dict[str, tuple[str, ...]]:
    shallow = replace(query, top_k=_SHOWN)
    return {
        name: tuple(hit.passage.key for hit in part.search(shallow).hits)
        for name, part in parts.items()
    }


def _ranking(hits: Iterable[Hit]) -> tuple[tuple[str, float], ...]:
    return tuple((hit.passage.key, hit.score) for hit in hits)


def judge(question: Question, answer: Answer, library: Library) -> Told:
    """Return what is right and wrong about ``answer``."""
    told = not answer.abstained
    cited = {citation.key for citation in answer.citations}
    tells = told and question.answerable
    valued = tells and bool(question.values)
    as_decision = told and _tells_as_decision(question, answer)
    only_invites = bool(cited) and cited <= question.invitations and not as_decision
    return Told(
        answer=answer,
        cites_relevant=_cites(question, cited) if tells else None,
        values_held=share_held(answer.answer, question.values) if valued else None,
        holds_wrong=valued and share_held(answer.answer, question.wrong) > 0,
        quotes=len(answer.citations),
        quotes_exact=sum(is_exact(citation, library) for citation in answer.citations),
        as_decision=as_decision,
        false_answer=told and not question.answerable and not only_invites,
        false_refusal=answer.abstained and question.answerable,
        language_right=answer.language == question.language,
        cited_relevant=_share(cited, question.grades.keys()) if tells else None,
        relevant_cited=_share(_whole(question), cited) if tells else None,
    )


def _share(of: Set[str], among: Set[str]) -> float:
    """Return the share of some keys that are among others, 0 where there are none."""
    return len(of & among) / len(of) if of else 0.0


def _whole(question: Question) -> Set[str]:
    """Return the passages that answer the question, or those that help where none does alone."""
    best = max(question.grades.values(), default=0)
    return {key for key, grade in question.grades.items() if grade == best}


def _cites(question: Question, cited: Set[str]) -> bool:
    """Say whether a judged passage is cited, one of each document where every one is needed."""
    proved = cited & question.grades.keys()
    if not question.every_document:
        return bool(proved)
    return _documents(proved) >= _documents(_whole(question))


def _documents(keys: Iterable[str]) -> set[str]:
    return {key.partition("#")[0] for key in keys}


def is_exact(citation: Citation, library: Library) -> bool:
    """Say whether the quote stands letter for letter in the document that it is said to be from."""
    key = citation.key.partition("#")[0]
    document = library.document(key, citation.language)
    return document is not None and bool(citation.quote) and citation.quote in document.text


def _tells_as_decision(question: Question, answer: Answer) -> bool:
    """Say whether an invitation is told without our note and without its own inviting words."""
    if messages(answer.language).notes["invitation_only"] in answer.answer:
        return False
    return any(
        not profile(citation.language).cues.invitation.search(citation.quote)
        for citation in answer.citations
        if citation.status == Status.INVITATION or citation.key in question.invitations
    )
