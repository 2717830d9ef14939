"""What the tools give, as JSON Schemas: results are made by ``tools`` as plain objects."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ingest.types import Language


class Given(BaseModel):
    """A result, or a part of one; it may have more fields than are described here."""

    model_config = ConfigDict(extra="allow")


class Address(Given):
    """Where a passage stands, as it is cited."""

    key: str = Field(description="The same in all languages.")
    symbol: str = Field(description="Of the document; name it when you cite.")
    version: str | None
    title: str
    language: Language
    paragraph: str | None = Field(description="Its printed number; name it when you cite.")
    annex: str | None
    section: list[str]
    page: int | None
    source: str
    url: str | None = Field(description="Of the document at its publisher.")
    href: str = Field(description="Of the passage on the HTTP service.")
    status: str = Field(description="Whose words these are: a decision, a proposal, a report…")


class PassageGiven(Address):
    """A passage with its words."""

    text: str = Field(description="Exact words of the document.")
    text_chars: int = Field(description="Length of the whole text.")
    truncated: bool = Field(description="Whether `text` ends before the whole text does.")


class HitGiven(PassageGiven):
    """A passage that was found."""

    rank: int
    score: float = Field(description="In [0, 1]; compares within one result only.")
    languages: list[Language] = Field(description="In which it was found.")


class SearchedGiven(Given):
    """What was searched."""

    documents: int
    passages: int
    languages: list[Language]
    generation: str


class SearchGiven(Given):
    """What ``search`` gives."""

    query: str
    hits: list[HitGiven] = Field(description="Best first.")
    searched: SearchedGiven


class OnePassageGiven(PassageGiven):
    """What ``get_passage`` gives."""

    start: int = Field(description="Characters of the whole text before `text`.")
    held_in: list[Language] = Field(description="Languages for `get_parallel`.")


class ParallelGiven(Given):
    """What ``get_parallel`` gives."""

    key: str
    held_in: list[Language]
    versions: dict[str, PassageGiven] = Field(description="By language.")


class CitationGiven(Address):
    """Where values of a record are printed."""

    n: int
    quote: str = Field(description="Exact words of the document.")
    fields: list[str] = Field(description="Paths of the values that the quote proves.")


class RecordGiven(Given):
    """A record: the fields of its kind, each proven by a citation."""

    id: str
    language: Language
    citations: list[CitationGiven]
    sources: list[dict[str, Any]] = Field(description="Documents that tell of it.")
    differs: list[dict[str, Any]] = Field(description="Other values that some of them tell.")


class RecordsGiven(Given):
    """What ``records`` gives."""

    kind: str
    total: int
    limit: int
    offset: int
    records: list[RecordGiven]
