"""What a summary is, before it becomes JSON, Markdown or a Word file.

Citation numbers start at 1 and count through the whole summary; a statement without citations
does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.types import Searched
from ingest.types import Language
from service.types import Citation, Dropped, Statement


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """What is to be summarised: exactly one of document, meeting or topic.

    ``agenda_item`` narrows a document or meeting to one item. ``language`` is that of the summary.
    """

    symbol: str | None = None
    meeting: str | None = None  # "CWS/13"
    topic: str | None = None
    agenda_item: str | None = None
    language: Language = "en"


@dataclass(frozen=True, slots=True)
class SummarySection:
    """Statements under one heading of ours: decisions, invitations, deadlines, positions, ..."""

    name: str  # "decisions": the same in all languages
    heading: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A document that is quoted, and the hash of the file it was read from."""

    key: str
    language: Language
    title: str
    source: str
    sha256: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary with all that is needed to check it again.

    ``mode`` is "extractive", or "generated" where a model worded some of it. ``reason`` says why
    there is none, else None.
    """

    title: str
    subject: str  # symbol, meeting or topic as it was asked for
    language: Language
    mode: str
    reason: str | None
    sections: tuple[SummarySection, ...]
    citations: tuple[Citation, ...]
    sources: tuple[SourceFile, ...]
    searched: Searched
    made_at: str  # ISO 8601, UTC
    dropped: tuple[Dropped, ...] = ()  # sentences of a model that failed a check
    notes: tuple[str, ...] = ()  # what went wrong on the way: "model_timeout"
