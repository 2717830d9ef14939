"""What was decided, at which session, and about what."""

from __future__ import annotations

from collections.abc import Sequence

from config.profiles import profile
from ingest.types import Passage, Status
from service.discussions import REPORTS
from service.messages import messages
from service.references import SESSION, find_parts
from service.sentences import sentences_of
from service.support import Candidate
from service.words import search_key

_OPENING = 120  # characters in which a decision says at which session it was taken
_AS_MUCH = 0.9  # of the subject that another passage holds, for a decision to be about it
_NO_DECISIONS = (Status.DELEGATION, Status.INVITATION, Status.RECOMMENDATION, Status.PROJECT)


def is_decision(candidate: Candidate) -> bool:
    """Say whether a passage is a decision, tells of one, or says that there was none."""
    return tells_of_decision(candidate.passage, candidate.text.key)


def tells_of_decision(passage: Passage, key: str | None = None) -> bool:
    """Say whether a passage is a decision, tells of one, or says that there was none.

    ``key`` is its text as a search key, where that is known.
    """
    if passage.status is Status.DECISION:
        return True
    if passage.status is Status.INVITATION:
        return False
    if messages(passage.language).evidence["undecided"].search(key or search_key(passage.text)):
        return True
    return passage.status not in _NO_DECISIONS and _tells_of_one(passage)


def _tells_of_one(passage: Passage) -> bool:
    """Say whether a sentence says that something was decided: "were approved by the CDIP"."""
    cues = profile(passage.language).cues
    if cues.proposed.search(passage.text) or cues.invitation.search(passage.text):
        return False
    sentences = (sentence.text for sentence in sentences_of(passage))
    return any(cues.decision.match(s) or cues.outcome.match(s) for s in sentences)


def was_taken_at(candidate: Candidate, session: str) -> bool:
    """Say whether what a passage tells was decided at a session.

    A report tells of its own session. Other documents are written before theirs, and name the
    session whose decision they recall where they begin to speak of it.
    """
    passage, document = candidate.passage, candidate.document
    if passage.status is Status.INVITATION or document.kind in REPORTS:
        return session == document.session
    parts, _ = find_parts(candidate.text.text[:_OPENING], passage.language)
    named = [part.number for part in parts if part.kind == SESSION]
    return named[:1] == [session]


def about_it(
    decisions: Sequence[Candidate], candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Return the decisions that hold as much of the subject as what is said elsewhere.

    What a delegation wished or a document proposes is not what was decided on something alike.
    """
    others = [c for c in candidates if c.passage.status is not Status.DECISION]
    return tuple(c for c in decisions if c.coverage >= _AS_MUCH * _elsewhere(c, others))


def _elsewhere(decision: Candidate, others: Sequence[Candidate]) -> float:
    """Return the best coverage outside the section of a decision."""
    mine = decision.document.key, decision.passage.section
    return max(
        (c.coverage for c in others if (c.document.key, c.passage.section) != mine), default=0.0
    )
