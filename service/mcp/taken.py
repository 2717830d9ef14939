"""What the tools take: wire models with bounds, which refuse unknown fields."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from index.records.types import Wanted
from index.types import Filters
from ingest.records.types import OutcomeKind, State
from ingest.types import Language
from service.schemas import DocumentFilters, FiltersBody, Number, Values, Wire

LONGEST_TEXT = 20_000  # characters of one passage in one result

Key = Annotated[
    str,
    StringConstraints(min_length=3, max_length=300),
    Field(description="Document, '#', place.", examples=["CWS/13/9#p15"]),
]


class SearchTool(Wire):
    """What ``search`` takes."""

    query: str = Field(
        min_length=1,
        max_length=2000,
        description="What to look for, in any of the six languages; a symbol or a paragraph"
        " number in it is understood.",
    )
    language: Language | None = Field(
        default=None, description="Of the query; by default it is recognised."
    )
    filters: FiltersBody = Field(default=FiltersBody())
    top_k: int = Field(default=10, ge=1, le=30, description="How many passages at most.")
    text_chars: int = Field(
        default=1500, ge=100, le=4000, description="Longer passages are cut after so many."
    )


class PassageTool(Wire):
    """What ``get_passage`` takes."""

    key: Key
    language: Language | None = Field(
        default=None, description="By default the first that it is held in."
    )
    start: int = Field(
        default=0,
        ge=0,
        le=10_000_000,
        description=f"Characters to skip in a text of more than {LONGEST_TEXT}.",
    )


class ParallelTool(Wire):
    """What ``get_parallel`` takes."""

    key: Key
    language: list[Language] = Field(
        default=[], max_length=6, description="Only these; by default all that are held."
    )


class RecordFilters(DocumentFilters):
    """Keep only records, and documents that tell of them, that match every field that is set."""

    set: Values = Field(default=[], description="Of recommendations: sets, such as DA or ICT.")
    number: list[Number] = Field(
        default=[], max_length=100, description="Of recommendations: numbers in the set."
    )
    code: Values = Field(default=[], description="Of projects: codes.")
    status: list[State] = Field(
        default=[], max_length=6, description="Of recommendations and projects: how far they are."
    )
    meeting: Values = Field(
        default=[], description="Of outcomes: body and session.", examples=[["WILD/1"]]
    )
    outcome: list[OutcomeKind] = Field(
        default=[], max_length=10, description="Of outcomes: their kinds."
    )
    document_kind: Values = Field(default=[], description="Kinds of document.")

    def to_filters(self) -> Filters:
        """Return which documents are read."""
        return self.of_documents(self.document_kind)

    def to_wanted(self) -> Wanted:
        """Return which of the things that they tell of are kept."""
        return Wanted(
            set=tuple(self.set),
            number=tuple(self.number),
            status=tuple(self.status),
            code=tuple(self.code),
            outcome=tuple(kind.value for kind in self.outcome),
            meeting=tuple(self.meeting),
        )


class RecordsTool(Wire):
    """What ``records`` takes."""

    kind: Literal["recommendation", "project", "outcome"] = Field(description="What to list.")
    filters: RecordFilters = Field(default=RecordFilters())
    language: Language | None = Field(
        default=None, description="Shown in this language where it is told in it."
    )
    thread: bool = Field(default=False, description="Also what was said about each over time.")
    limit: int = Field(default=10, ge=1, le=50, description="How many at most.")
    offset: int = Field(default=0, ge=0, le=1_000_000, description="How many to skip.")
