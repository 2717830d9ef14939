"""What is told to a question: by records, by a model where one is set, or by quotes; then checked.

A model is asked only where records or passages are evidence for an answer. What it words is told
if at least half of it passes all checks; else the same question is answered without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.types import Filters, Hit
from service.checks import Support, genuine, verified
from service.decisions import tells_of_decision
from service.evidence import judge
from service.facts.answering import RecordAnswers
from service.generators.base import Generator
from service.generators.chat import ChatGenerator
from service.generators.scoring import Likeness
from service.library import Library
from service.messages import messages
from service.questions import Question, asks_decision
from service.support import Candidate, weigh
from service.types import Claim, Draft, Dropped, Reason, Refusal
from service.versions import in_language

TOO_LITTLE = "too_little_left"
_LEFT = 0.5  # share of a model's sentences that must hold, for its answer to be told


@dataclass(frozen=True, slots=True)
class Told:
    """What is told, what was left out, and what went wrong."""

    outcome: Draft | Refusal
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def mode(self) -> str:
        """What ``Answer.mode`` says."""
        worded = isinstance(self.outcome, Draft) and self.outcome.worded is not None
        return "generated" if worded else "extractive"


class Teller:
    """Finds what to tell. Safe to use from many threads."""

    def __init__(
        self,
        library: Library,
        generator: Generator,
        records: RecordAnswers | None = None,
        chat: ChatGenerator | None = None,
        support: Support | None = None,
        likeness: Likeness | None = None,
    ) -> None:
        self._library = library
        self._generator = generator
        self._records = records
        self._chat = chat
        self._support = support
        self._likeness = likeness

    def tell(self, question: Question, hits: Sequence[Hit], filters: Filters) -> Told:
        """Return what records tell, a model words or documents say, of that what holds."""
        known = self._of_records(question, hits, filters)
        if isinstance(known, Refusal) or (known is not None and self._chat is None):
            return Told(known)
        found = weigh(question, hits, self._library)
        evidence = judge(question, found, self._library, self._likeness)
        if isinstance(evidence, Refusal):
            if known is None:
                return Told(replace(evidence, quotes=genuine(evidence.quotes, self._library)))
            evidence = ()
        worded = self._worded(question, evidence, known.claims if known else ())
        if worded is not None and _is_enough(worded, question):
            return Told(worded, worded.dropped, worded.notes)
        plain = known or self._quoted(question, evidence)
        if worded is None:
            return Told(plain)
        notes = (*worded.notes, TOO_LITTLE) if worded.dropped else worded.notes
        return Told(plain, worded.dropped, notes)

    def _of_records(
        self, question: Question, hits: Sequence[Hit], filters: Filters
    ) -> Draft | Refusal | None:
        """Return what records tell, None where they are not what is asked for."""
        if self._records is None:
            return None
        known = self._records.answer(question, filters, hits)
        if isinstance(known, Refusal):
            return replace(known, quotes=genuine(known.quotes, self._library))
        if known is None:
            return None
        known = verified(known, self._library)
        return known if known.claims else None

    def _worded(
        self, question: Question, evidence: Sequence[Candidate], facts: Sequence[Claim]
    ) -> Draft | None:
        """Return what of a model's draft passed all checks; None if no model is set."""
        if self._chat is None:
            return None
        draft = self._chat.generate(question, evidence, facts)
        return verified(draft, self._library, support=self._support)

    def _quoted(self, question: Question, evidence: Sequence[Candidate]) -> Draft | Refusal:
        """Return a draft in the documents' own sentences, or why there is none."""
        draft = self._generator.generate(question, evidence)
        if isinstance(draft, Refusal):
            return replace(draft, quotes=genuine(draft.quotes, self._library))
        draft = in_language(draft, question.reply, self._library)
        draft = verified(
            draft, self._library, as_decision=asks_decision(question) and not draft.note
        )
        if not draft.claims:
            message = messages(question.reply).abstain["not_in_documents"]
            return Refusal(Reason.NOT_IN_DOCUMENTS, message)
        return draft


def _is_enough(draft: Draft, question: Question) -> bool:
    """Say whether what is left of a model's draft still answers.

    Asked what was decided, one sentence at least must rest on a passage that tells of a decision.
    """
    told = len(draft.claims)
    if not told or told < _LEFT * (told + len(draft.dropped)):
        return False
    if not asks_decision(question):
        return True
    quotes = (quote for claim in draft.claims for quote in claim.quotes)
    return any(tells_of_decision(quote.evidence.passage) for quote in quotes)
