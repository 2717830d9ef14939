"""What the HTTP service takes: wire models that refuse unknown fields and know their bounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from index.types import Filters
from ingest.types import Language, Status
from service import types

Short = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Values = Annotated[list[Short], Field(max_length=50)]
Earlier = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Number = Annotated[int, Field(ge=0, le=100_000)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class Wire(BaseModel):
    """What comes in; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class DocumentFilters(Wire):
    """Keep only documents that match every field that is set."""

    language: list[Language] = Field(default=[], max_length=6, description="Of the document.")
    body: Values = Field(default=[], description="Committees and other bodies.", examples=[["CWS"]])
    session: Values = Field(default=[], description="Numbers of sessions.", examples=[["13"]])
    symbol: Values = Field(default=[], description="Document symbols.", examples=[["CWS/13/9"]])
    meeting_id: Values = Field(default=[], description="Meetings, as the site numbers them.")
    date_from: Day | None = Field(default=None, description="Earliest date, inclusive.")
    date_to: Day | None = Field(default=None, description="Latest date, inclusive.")
    include_superseded: bool = Field(
        default=False, description="Also what versions say that another replaces."
    )

    def of_documents(self, kind: Iterable[str], status: Iterable[Status] = ()) -> Filters:
        """Return these as the index takes them, with kinds of document and of speech."""
        return Filters(
            language=tuple(self.language),
            body=tuple(self.body),
            session=tuple(self.session),
            symbol=tuple(self.symbol),
            meeting_id=tuple(self.meeting_id),
            kind=tuple(kind),
            status=tuple(each.value for each in status),
            date_from=self.date_from,
            date_to=self.date_to,
            include_superseded=self.include_superseded,
        )


class FiltersBody(DocumentFilters):
    """Keep only passages of documents that match every field that is set."""

    kind: Values = Field(default=[], description="Kinds of document.")
    status: list[Status] = Field(default=[], max_length=8, description="Kinds of speech.")

    def to_filters(self) -> Filters:
        """Return these as the index takes them."""
        return self.of_documents(self.kind, self.status)


class Turn(Wire):
    """An earlier question of the same reader, and what the answer to it cited."""

    question: Earlier
    citations: list[Key] = Field(
        default=[], max_length=100, description="Keys of the passages that were cited, best first."
    )


class AskBody(Wire):
    """What ``POST /v1/ask`` takes."""

    question: str = Field(
        min_length=1, max_length=20_000, examples=["Quels sont les résultats du WILD ?"]
    )
    language: Language | None = Field(
        default=None, description="Of the answer; by default that of the question."
    )
    filters: FiltersBody = Field(default=FiltersBody())
    top_k: int | None = Field(default=None, ge=1, le=100, description="Passages in `retrieved`.")
    history: list[Earlier | Turn] = Field(
        default=[],
        max_length=100,
        description="Earlier questions, oldest first, with the keys that were cited or without.",
        examples=[[{"question": "Who proposed DA_16_20_02?", "citations": ["CDIP/90/6#p1"]}]],
    )

    def to_request(self) -> types.AskRequest:
        """Return this as the answerer takes it."""
        return types.AskRequest(
            question=self.question,
            language=self.language,
            filters=self.filters.to_filters(),
            top_k=self.top_k,
            history=tuple(map(_turn, self.history)),
        )


def _turn(given: str | Turn) -> types.Turn:
    if isinstance(given, str):
        return types.Turn(given)
    return types.Turn(given.question, tuple(given.citations))


class SearchBody(Wire):
    """What ``POST /v1/search`` takes."""

    query: str = Field(min_length=1, max_length=2000, examples=["protección de los artesanos"])
    language: Language | None = Field(
        default=None, description="Of the query; by default it is recognised."
    )
    filters: FiltersBody = Field(default=FiltersBody())
    top_k: int = Field(default=10, ge=1, le=100, description="How many hits at most.")


class DocumentsQuery(Wire):
    """How ``GET /v1/documents`` narrows its list."""

    language: list[Language] = Field(default=[], max_length=6, description="Of the document.")
    body: Values = Field(default=[], description="Committees and other bodies.")
    session: Values = Field(default=[], description="Numbers of sessions.")
    kind: Values = Field(default=[], description="Kinds of document.")
    meeting_id: Values = Field(default=[], description="Meetings, as the site numbers them.")
    in_force: bool | None = Field(default=None, description="Only versions in force, or others.")
    limit: int = Field(default=100, ge=1, le=1000, description="How many at most.")
    offset: int = Field(default=0, ge=0, le=1_000_000, description="How many to skip.")


class LanguagesQuery(Wire):
    """Which languages ``GET /v1/documents/{symbol}`` shows."""

    language: list[Language] = Field(
        default=[], max_length=6, description="Only these; by default all that are held."
    )
