"""What index/ takes and emits: a Query with Filters goes in, ranked Hits come out."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    what led to the score (``lexical``, ``dense``, ``lookup``).
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
