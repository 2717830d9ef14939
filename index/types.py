"""What index/ takes and emits: a Query with Filters goes in, ranked Hits come out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from ingest.types import Document, Language, Passage

Vector = npt.NDArray[np.float32]  # shape (dim,), L2 norm 1
Matrix = npt.NDArray[np.float32]  # shape (n, dim), rows of L2 norm 1


@dataclass(frozen=True, slots=True)
class Filters:
    """Keep only passages of documents that match every field that is set.

    An empty tuple keeps everything. Dates are ISO 8601 and inclusive. Of the versions of one
    work (``Prov.``, ``Rev.``, final) only the one in force is searched, unless
    ``include_superseded`` or the version is named in ``symbol``.
    """

    language: tuple[Language, ...] = ()
    body: tuple[str, ...] = ()
    session: tuple[str, ...] = ()
    symbol: tuple[str, ...] = ()
    meeting_id: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None
    include_superseded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """One question put to the index. ``language`` is that of the text (already decided)."""

    text: str
    language: Language
    filters: Filters = field(default_factory=Filters)
    top_k: int = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage in a ranked list.

    ``score`` lies in [0, 1], grows with relevance and compares only within one list; ``rank``
    starts at 1. ``languages`` are the versions of the paragraph that were found, best first; the
    passage is the one in the query's language where it is held, else the best. ``scores`` keeps
    what led to the score (``lexical``, ``dense``, ``lookup``, ``reranker``).
    """

    passage: Passage
    document: Document
    score: float
    rank: int
    languages: tuple[Language, ...] = ()
    scores: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched for one answer: after filters, versions in force only."""

    documents: int
    passages: int
    languages: tuple[Language, ...]
    generation: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits in rank order and what they were searched in."""

    hits: tuple[Hit, ...]
    searched: Searched


# --- what the catalogue tells about itself ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document in a list: all that is known of it but its text.

    ``id`` is its number in this catalogue; ``in_force`` is false for a superseded version.
    """

    id: int
    key: str
    symbol: str
    version: str | None
    language: Language
    title: str
    body: str | None
    session: str | None
    date: str | None
    kind: str
    source: str
    url: str | None
    meeting_id: str | None
    doc_id: str | None
    format: str
    pages: int | None
    passages: int
    in_force: bool
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was found. ``sha256`` is of all that its document depends on.

    That is the file and, where there is one, its sidecar: either may change what is indexed.
    """

    path: str
    sha256: str
    size: int
    mtime_ns: int


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    ALTERNATE = "alternate"  # another file holds the same document in a better format
    REJECTED = "rejected"
    STALE = "stale"  # was an alternate, and what it was an alternate of is gone: read it again


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file and what became of it when it was last read.

    ``code`` and ``message`` say why it was rejected. ``document`` and ``language`` name the
    document that was read from it, also for an alternate.
    """

    file: FileState
    outcome: Outcome
    code: str | None = None
    message: str | None = None
    document: str | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents and passages are held, and the documents by what they are."""

    documents: int
    passages: int
    by_language: dict[str, int]
    by_body: dict[str, int]
    by_session: dict[str, int]
    by_kind: dict[str, int]
