"""What the routes of records take from a query string."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from index.records.types import Wanted
from index.types import Filters
from ingest.records.types import OutcomeKind, State
from ingest.types import Language
from service.schemas import DocumentFilters, Number, Values, Wire

Format = Literal["json", "csv"]

_FORMAT = "The same as `Accept: text/csv`."
_OUTCOMES = frozenset(kind.value for kind in OutcomeKind)


class RecordsQuery(DocumentFilters):
    """Keep only what is told by documents that match every field that is set."""

    kind: Values = Field(default=[], description="Kinds of document.")
    prefer: Language | None = Field(
        default=None,
        description="Shown in this language where it is told in it; keeps what is not.",
    )
    limit: int = Field(default=100, ge=1, le=1000, description="How many at most.")
    offset: int = Field(default=0, ge=0, le=1_000_000, description="How many to skip.")
    format: Format = Field(default="json", description=_FORMAT)

    def to_filters(self) -> Filters:
        """Return which documents are read."""
        return self.of_documents(self.kind)

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
        return self.of_documents(document_kinds(self.kind))

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
