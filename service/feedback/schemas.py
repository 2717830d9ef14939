"""What ``POST /v1/feedback`` takes."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from ingest.language import detect_query_language
from ingest.types import Language
from service.feedback.types import Feedback, Verdict, Why
from service.schemas import Wire

MAX_COMMENT = 2000

PassageKey = Annotated[
    str, StringConstraints(max_length=300, pattern=r"^[^\x00-\x1f#]+#[^\x00-\x1f]+$")
]


class FeedbackBody(Wire):
    """A reader's word on an answer."""

    answer_id: str = Field(
        pattern=r"^[A-Za-z0-9_-]{1,64}$", description="The `id` of the answer that was read."
    )
    verdict: Verdict = Field(description="Did it help?")
    reason: Why | None = Field(default=None, description="What was wrong, if it did not help.")
    question: str | None = Field(
        default=None,
        min_length=1,
        max_length=20_000,
        description="Sent back if it may be written down; without it no case can be made of this.",
    )
    key: PassageKey | None = Field(
        default=None, description="The passage that this is about.", examples=["CWS/13/9#p15"]
    )
    citations: list[PassageKey] | None = Field(
        default=None, max_length=50, description="Keys of all passages that the answer cited."
    )
    comment: str | None = Field(default=None, max_length=MAX_COMMENT)
    language: Language | None = Field(
        default=None, description="Of the question; by default it is recognised."
    )

    @model_validator(mode="after")
    def _reasons_belong_to_complaints(self) -> Self:
        if self.reason is not None and self.verdict is Verdict.HELPFUL:
            raise ValueError("a reason says what was wrong: it needs the verdict not_helpful")
        return self

    def to_feedback(self) -> Feedback:
        """Return this as it is kept; texts without blanks around them."""
        question = (self.question or "").strip() or None
        language = self.language
        if language is None and question:
            language = detect_query_language(question)
        return Feedback(
            answer_id=self.answer_id,
            verdict=self.verdict,
            reason=self.reason,
            question=question,
            language=language,
            key=self.key,
            citations=None if self.citations is None else tuple(dict.fromkeys(self.citations)),
            comment=(self.comment or "").strip() or None,
        )
