"""What a reader says about an answer.

The server keeps no list of what it answered: whoever sends feedback sends back what it is about.
So a question is written down only if its reader hands it over for that purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.types import Language


class Verdict(StrEnum):
    """Did the answer help?"""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"


class Why(StrEnum):
    """What was wrong with it. These codes never change their meaning."""

    WRONG_VALUE = "wrong_value"
    WRONG_CITATION = "wrong_citation"
    NOT_ANSWERED = "not_answered"
    SHOULD_HAVE_REFUSED = "should_have_refused"
    WRONG_LANGUAGE = "wrong_language"
    OUTDATED = "outdated"
    UNCLEAR = "unclear"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One report. ``key``: the one passage that it is about, if it is about one.

    ``citations`` are the keys of all passages that the answer cited; None: not told, empty: none.
    """

    answer_id: str
    verdict: Verdict
    reason: Why | None = None
    question: str | None = None
    language: Language | None = None  # of the question
    key: str | None = None
    citations: tuple[str, ...] | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A report as it is kept. ``times``: how often exactly this was sent."""

    number: int
    day: str  # of the first time; no hour, which could tell who it was
    times: int
    feedback: Feedback
