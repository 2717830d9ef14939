"""How a value gets its proof: from a place in a passage to exact slices of the document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from ingest.records.types import Fact, Proof
from ingest.squeezing import squeeze
from ingest.types import Block, Document, Language, Passage, Span

T = TypeVar("T")


@dataclass(frozen=True)
class Source:
    """One parsed document, as the extractors read it."""

    document: Document
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    _by_locator: dict[str, Passage] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare to find passages by locator."""
        by_locator = {passage.locator: passage for passage in self.passages}
        object.__setattr__(self, "_by_locator", by_locator)

    @property
    def language(self) -> Language:
        """The language of the document."""
        return self.document.language

    def passage(self, locator: str) -> Passage | None:
        """Return the passage at ``locator``, or None."""
        return self._by_locator.get(locator)

    def blocks_at(self, locator: str) -> list[Block]:
        """Return the blocks that make up the passage at ``locator``, in reading order."""
        return [block for block in self.blocks if block.locator == locator]

    def text(self, span: Span) -> str:
        """Return the exact slice of the document."""
        return self.document.text[span.start : span.end]

    def proof(self, passage: Passage, span: Span) -> Proof:
        """Return ``span``, without blanks at its ends, as proof.

        It lies in a slice of ``passage``, or in what stands above it: a heading or the head of a
        column, as ``passage.section`` and ``passage.context`` tell it; or it is its number.

        Raises:
            ValueError: if it lies in neither, or is blank.
        """
        span = self.trimmed(span)
        if not is_proof(passage, span, self.text(span)):
            raise ValueError(f"{span} is in no slice of {passage.key}, nor above it")
        return Proof(passage.key, span, self.text(span))

    def trimmed(self, span: Span) -> Span:
        """Return ``span`` without the blanks at its ends."""
        text = self.text(span)
        lead = len(text) - len(text.lstrip())
        return Span(span.start + lead, max(span.start + lead, span.start + len(text.rstrip())))

    def fact(self, value: T, passage: Passage, *spans: Span) -> Fact[T]:
        """Return ``value`` with ``spans`` of ``passage`` as its proofs."""
        return Fact(value, tuple(self.proof(passage, span) for span in spans))

    def told(self, passage: Passage, *spans: Span) -> Fact[str]:
        """Return the text of ``spans``, blanks made one, as a fact. See ``proof``."""
        return self.told_by(self.proof(passage, span) for span in spans)

    def told_by(self, proofs: Iterable[Proof]) -> Fact[str]:
        """Return the text of ``proofs``, which may lie in several passages, as a fact."""
        held = tuple(proofs)
        return Fact(" ".join(" ".join(proof.quote for proof in held).split()), held)


def is_proof(passage: Passage, span: Span, quote: str) -> bool:
    """Say whether ``quote``, the text of ``span``, may prove what ``passage`` tells."""
    if not quote.strip():
        return False
    if any(own.start <= span.start < span.end <= own.end for own in passage.spans):
        return True
    if passage.paragraph is not None and quote == passage.paragraph:
        return True  # the number that is printed before it
    above = (squeeze(part) for part in (*passage.section, *passage.context))
    return any(squeeze(quote) in part for part in above)
