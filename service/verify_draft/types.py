"""What verify-draft finds in a draft that somebody has edited."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.types import Language


class Rule(StrEnum):
    """Which rule a sentence failed; what each means is told in ``config/messages/drafts``."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    SYMBOL = "symbol"
    NEGATION = "negation"
    STATUS = "status"
    WORD = "word"
    CUT = "cut"
    NO_FOOTNOTE = "no_footnote"
    FOOTNOTE_REMOVED = "footnote_removed"
    FOOTNOTE_CHANGED = "footnote_changed"
    QUOTE_CHANGED = "quote_changed"
    NOT_HELD = "not_held"
    PASSAGE_CHANGED = "passage_changed"


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the source, and what stands in their place now, as search keys; one may be ""."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that its footnotes do not support, and all rules by which it was found.

    ``paragraph`` counts the paragraphs of the file from 1, ``footnotes`` are the numbers printed
    at the sentence, ``keys`` the passages cited. ``edits`` are known where words of a source were
    changed.
    """

    sentence: str
    paragraph: int
    footnotes: tuple[int, ...]
    rules: tuple[Rule, ...]
    edits: tuple[Edit, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a draft.

    ``made_with`` is the generation of the index that it was made with, ``compared_with`` the one
    that its quotes were looked up in; None: they were not.
    """

    subject: str
    language: Language
    mode: str
    made_with: str
    compared_with: str | None
    sentences: int
    footnotes: int
    findings: tuple[Finding, ...]

    @property
    def is_supported(self) -> bool:
        """Say whether nothing was found."""
        return not self.findings
