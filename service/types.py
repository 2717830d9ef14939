"""What service/ takes and emits: an AskRequest comes in, an Answer with Citations goes out.

Field for field these are the JSON of the fixed contract; ``service.to_json`` writes them.
Counting rules: citation numbers and ranks start at 1, pages are numbered as a PDF viewer shows
them, times are milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from index.types import Filters, Searched
from ingest.types import Document, Language, Passage, Span


class Reason(StrEnum):
    """Why there is no answer."""

    NOT_IN_DOCUMENTS = "not_in_documents"
    FALSE_PREMISE = "false_premise"
    OUT_OF_SCOPE = "out_of_scope"
    TOO_VAGUE = "too_vague"


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the same reader, and the keys of the passages that answered it."""

    question: str
    citations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskRequest:
    """One question as it was asked. ``language`` is that of the answer; None: the question's."""

    question: str
    language: Language | None = None
    filters: Filters = field(default_factory=Filters)
    top_k: int | None = None
    history: tuple[Turn, ...] = ()  # oldest first


# --- what a generator emits -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that may be quoted, with the document that it stands in.

    ``score`` is that of its hit, or of the hit that led to it (a sibling in the same list).
    """

    passage: Passage
    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a passage; ``span`` says where they must stand in the document's text.

    Only ``service.checks`` decides whether they do.
    """

    evidence: Evidence
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that is told, and the quotes on whose word it is told.

    ``own`` is how ``text`` begins in our words: the label of a value, a number that we counted.
    """

    text: str
    quotes: tuple[Quote, ...]
    own: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that was not told, and the name of the check that it failed."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a generator proposes, before anything is checked or numbered.

    ``note`` is a sentence of our own that stands before the claims (never a fact of a document).
    ``worded``: a language model worded the claims, in this language; None: they are the words of
    documents. ``dropped`` and ``notes`` say what was left out and what went wrong.
    """

    claims: tuple[Claim, ...]
    note: str = ""
    as_list: bool = False  # each claim on a line of its own
    worded: Language | None = None
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is told: a reason, our sentence in the reader's language, and what shows it."""

    reason: Reason
    message: str
    quotes: tuple[Quote, ...] = ()


# --- what leaves ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing told, and the numbers of the citations that prove it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement comes from: a passage and the exact words."""

    n: int
    key: str
    symbol: str
    version: str | None
    title: str
    language: Language
    paragraph: str | None
    annex: str | None
    section: tuple[str, ...]
    page: int | None
    source: str
    url: str | None
    status: str
    quote: str
    text: str
    score: float
    href: str
    parallel: dict[str, str]


@dataclass(frozen=True, slots=True)
class Retrieved:
    """One passage that was found, told or not."""

    key: str
    symbol: str
    language: Language
    source: str
    text: str
    score: float
    status: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader is told, on whose word, and what was searched for it."""

    id: str
    question: str
    language: Language
    mode: str
    abstained: bool
    reason: Reason | None
    answer: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    retrieved: tuple[Retrieved, ...]
    searched: Searched
    timings_ms: dict[str, float]
    dropped: tuple[Dropped, ...] = ()  # sentences of a model that failed a check
    notes: tuple[str, ...] = ()  # what went wrong on the way: "model_timeout"
    rewritten: str | None = None  # the question that was answered, where it is a follow-up
