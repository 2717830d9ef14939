"""What the routes of records take from a query string."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from index.records.types import Wanted
from index.types import Filters
from ingest.records.types import OutcomeKind, State
from ingest.types import Language
from service.schemas import Day, Values, Wire

Format = Literal["json", "csv"]
Number = Annotated[int, Field(ge=0, le=100_000)]

_FORMAT = "The same as `Accept: text/csv`."
_OUTCOMES = frozenset(kind.value for kind in OutcomeKind)


class RecordsQuery(Wire):
    """Keep only what is told by documents that match every field that is set."""

    language: list[Language] = Field(default=[], max_length=6, description="Of the document.")
    body: Values = Field(default=[], description="Committees and other bodies.")
    session: Values = Field(default=[], description="Numbers of sessions.")
    symbol: Values = Field(default=[], description="Document symbols.")
    meeting_id: Values = Field(default=[], description="Meetings, as the site numbers them.")
    kind: Values = Field(default=[], description="Kinds of document.")
    date_from: Day | None = Field(default=None, description="Earliest date, inclusive.")
    date_to: Day | None = Field(default=None, description="Latest date, inclusive.")
    include_superseded: bool = Field(
        default=False, description="Also what versions say that another replaces."
    )
    prefer: Language | None = Field(
        default=None,
        description="Shown in this language where it is told in it; keeps what is not.",
    )
    limit: int = Field(default=100, ge=1, le=1000, description="How many at most.")
    offset: int = Field(default=0, ge=0, le=1_000_000, description="How many to skip.")
    format: Format = Field(default="json", description=_FORMAT)

    def to_filters(self) -> Filters:
        """Return which documents are read."""
        return Filters(
            language=tuple(self.language),
            body=tuple(self.body),
            session=tuple(self.session),
            symbol=tuple(self.symbol),
            meeting_id=tuple(self.meeting_id),
            kind=tuple(self.kind),
            date_from=self.date_from,
            date_to=self.date_to,
            include_superseded=self.include_superseded,
        )

    def to_wanted(self) -> Wanted:
        """Return which of the things that they tell of are kept."""
        return Wanted()

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages to show things in, best first."""
        return (self.prefer, *self.language) if self.prefer else tuple(self.language)


class RecommendationsQuery(RecordsQuery):
    """How ``GET /v1/recommendations`` narrows its list."""

    set: Values = Field(default=[], description="Sets, such as DA or ICT.")
    number: list[Number] = Field(default=[], max_length=100, description="Numbers in the set.")
    status: list[State] = Field(default=[], max_length=6, description="How far it has come.")

    def to_wanted(self) -> Wanted:
        """See RecordsQuery.to_wanted."""
        return Wanted(set=tuple(self.set), number=tuple(self.number), status=tuple(self.status))


class ProjectsQuery(RecordsQuery):
    """How ``GET /v1/projects`` narrows its list."""

    code: Values = Field(default=[], description="Project codes.", examples=[["DA_4_10_03"]])
    status: list[State] = Field(default=[], max_length=6, description="How far it has come.")

    def to_wanted(self) -> Wanted:
        """See RecordsQuery.to_wanted."""
        return Wanted(code=tuple(self.code), status=tuple(self.status))


class OutcomesQuery(RecordsQuery):
    """How ``GET /v1/outcomes`` narrows its list."""

    meeting: Values = Field(
        default=[], description="Body and session; adds threads.", examples=[["WILD/1"]]
    )
    kind: Values = Field(
        default=[],
        description=f"Kinds of outcome ({', '.join(sorted(_OUTCOMES))}), or of document.",
    )

    def to_filters(self) -> Filters:
        """See RecordsQuery.to_filters."""
        return replace(super().to_filters(), kind=document_kinds(self.kind))

    def to_wanted(self) -> Wanted:
        """See RecordsQuery.to_wanted."""
        return Wanted(meeting=tuple(self.meeting), outcome=outcome_kinds(self.kind))


class RecordQuery(Wire):
    """How one record is shown."""

    language: Language | None = Field(
        default=None, description="Shown in this language where it is told in it."
    )
    include_superseded: bool = Field(
        default=False, description="Also what versions say that another replaces."
    )
    format: Format = Field(default="json", description=_FORMAT)

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages to show it in, best first."""
        return (self.language,) if self.language else ()


def outcome_kinds(kinds: list[str]) -> tuple[str, ...]:
    """Return those of ``kinds`` that are kinds of outcome."""
    return tuple(kind for kind in kinds if kind in _OUTCOMES)


def document_kinds(kinds: list[str]) -> tuple[str, ...]:
    """Return those of ``kinds`` that are kinds of document."""
    return tuple(kind for kind in kinds if kind not in _OUTCOMES)
