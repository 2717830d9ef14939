"""What a generator is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from service.questions import Question
from service.support import Candidate
from service.types import Draft, Refusal


class Generator(Protocol):
    """Turns evidence into a draft of an answer.

    Rules that every generator keeps, and ``tests/service/generators`` checks:

    * each claim has at least one quote, and each quote is a slice of a passage that it was given
      or that stands beside one in the same document;
    * it says nothing that its quotes do not say; what is not in the evidence is not told;
    * an invitation is never told as a decision;
    * claims are told once, in the order in which they should be read;
    * where the evidence does not answer after all, it returns a Refusal.

    Numbers of citations, their checks and the final text are not its business.
    """

    @property
    def mode(self) -> str:
        """What ``Answer.mode`` says: "extractive" or "generated"."""
        ...

    def generate(self, question: Question, evidence: Sequence[Candidate]) -> Draft | Refusal:
        """Return what to tell. ``evidence`` is not empty, best first."""
        ...
