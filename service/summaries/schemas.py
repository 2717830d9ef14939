"""What ``POST /v1/summaries`` takes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from ingest.types import Language
from service.schemas import Wire
from service.summaries.types import SummaryRequest

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Topic = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class SummaryBody(Wire):
    """Exactly one of ``symbol``, ``meeting`` and ``topic``."""

    symbol: Name | None = Field(default=None, description="A document.", examples=["CWS/90/4"])
    meeting: Name | None = Field(
        default=None, description="A session of a body, or a meeting number.", examples=["CWS/89"]
    )
    topic: Topic | None = Field(default=None, description="What it is to be about.")
    agenda_item: Name | None = Field(
        default=None, description="Only this item of the document or meeting.", examples=["6"]
    )
    language: Language = Field(
        default="en", description="Of our own words; quotes stay in that of the document."
    )

    def to_request(self) -> SummaryRequest:
        """Return this as summaries take it."""
        return SummaryRequest(
            self.symbol, self.meeting, self.topic, self.agenda_item, self.language
        )
