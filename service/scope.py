"""Whether passages mean what a question means, and whether it has to do with the documents at all.

Likeness in meaning only ever adds to what words tell: it is the same for a near miss and an answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.generators.scoring import Likeness
from service.messages import Messages
from service.questions import Question, asks_decision
from service.support import Candidate
from service.types import Reason, Refusal

SEMANTIC = 0.45
_ALIKE = 0.5  # likeness to a question of what answers it in other words
_ELSEWHERE_ABROAD, _UNLIKE_ABROAD = 0.7, 0.33  # where all is in other languages
_ELSEWHERE = 0.6  # of the subject that nothing found holds, where it is out of scope
_UNLIKE = 0.4  # likeness to a question of which nothing found speaks


def meant(
    question: Question, held: Sequence[Candidate], likeness: Likeness | None
) -> tuple[Candidate, ...]:
    """Return those that mean much the same as the question, in its own language.

    There, meaning tells other words for a thing from words for another; abroad it does not.
    """
    if likeness is None or not held or asks_decision(question):
        return ()
    likes = likeness(question.text, [c.text.text for c in held])
    return tuple(c for c, like in zip(held, likes, strict=False) if like >= _ALIKE)


def uncovered(
    question: Question,
    candidates: Sequence[Candidate],
    texts: Messages,
    likeness: Likeness | None,
) -> Refusal:
    """Tell a subject that the documents do not have from a detail that they do not tell."""
    semantic = max((c.hit.scores.get("cosine", 0.0) for c in candidates), default=0.0)
    shares_nothing = not any(candidate.held for candidate in candidates)
    if shares_nothing and semantic < SEMANTIC:
        return Refusal(Reason.OUT_OF_SCOPE, texts.abstain["out_of_scope"])
    nothing_like = _means_nothing_like(question, candidates, likeness, _UNLIKE)
    if _share_unheld(candidates) >= _ELSEWHERE and nothing_like:
        return Refusal(Reason.OUT_OF_SCOPE, texts.abstain["out_of_scope"])
    return Refusal(Reason.NOT_IN_DOCUMENTS, texts.abstain["not_in_documents"])


def is_nothing_of_ours(
    question: Question,
    covered: Sequence[Candidate],
    candidates: Sequence[Candidate],
    likeness: Likeness | None,
) -> bool:
    """Say whether a question has to do with nothing here, though a passage abroad shares a word.

    It names no country, code or body, and asks for no decision, which would say that it has.
    """
    if not all(c.foreign for c in covered) or question.acronyms:
        return False
    if question.countries or question.codes or question.symbols or asks_decision(question):
        return False
    nothing_like = _means_nothing_like(question, candidates, likeness, _UNLIKE_ABROAD)
    return nothing_like and _share_unheld(candidates) >= _ELSEWHERE_ABROAD


def _share_unheld(candidates: Sequence[Candidate]) -> float:
    """Return how much of the subject is in nothing that was found, of any language."""
    weights = candidates[0].weights
    held = frozenset[str]().union(*(candidate.held for candidate in candidates))
    unheld = sum(weight for term, weight in weights.items() if term not in held)
    return unheld / (sum(weights.values()) or 1.0)


def _means_nothing_like(
    question: Question, candidates: Sequence[Candidate], likeness: Likeness | None, least: float
) -> bool:
    if likeness is None or question.years or question.numbers or question.parts:
        return False
    return max(likeness(question.text, [c.text.text for c in candidates]), default=1.0) < least
