"""The words of a piece of a passage as one text, each place of which leads to exact slices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from ingest.records.proofs import Source, is_proof
from ingest.records.types import Fact, Proof
from ingest.types import Block, Passage, Span

T = TypeVar("T")

NOTE_MARK = re.compile(r"\[(?:footnoteRef:\d+|bookmark: ?[^\]\s]{1,60})\]")
_BULLET = re.compile(r"\s*[•·▪◦●■*–—‑-]\s*")
_ENDS = re.compile(r"[.;。；؛!?！？؟](?=\s|\Z)|[。；！？]|\n")


@dataclass(frozen=True, slots=True)
class Reading:
    """Slices of one passage, without marks of notes; ``text`` joins them with line feeds."""

    source: Source
    passage: Passage
    spans: tuple[Span, ...]
    text: str

    @classmethod
    def of(cls, source: Source, passage: Passage, spans: Iterable[Span]) -> Reading:
        """Return the reading of ``spans``; marks of footnotes are left out."""
        parts = tuple(part for span in spans for part in _without_marks(source, span))
        return cls(source, passage, parts, "\n".join(source.text(part) for part in parts))

    @classmethod
    def of_blocks(cls, source: Source, blocks: Iterable[Block]) -> Reading | None:
        """Return the reading of blocks with one locator, None if they have no passage."""
        held = list(blocks)
        passage = source.passage(held[0].locator) if held else None
        if passage is None:
            return None
        return cls.of(source, passage, (span for block in held for span in block.spans))

    def slices(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the slices of the document that ``text[start:end]`` is made of."""
        found, offset = [], 0
        for span in self.spans:
            length = span.end - span.start
            low, high = max(start, offset), min(end, offset + length)
            if low < high:
                part = Span(span.start + low - offset, span.start + high - offset)
                if self.source.text(part).strip():
                    found.append(part)
            offset += length + 1
        return tuple(found)

    def proofs(self, start: int, end: int) -> tuple[Proof, ...]:
        """Return what ``text[start:end]`` prints as proofs."""
        return tuple(self.source.proof(self.passage, part) for part in self.slices(start, end))

    def fact(self, value: T, start: int, end: int) -> Fact[T]:
        """Return ``value`` as told by ``text[start:end]``."""
        return Fact(value, self.proofs(start, end))

    def told(self, start: int = 0, end: int | None = None, *, cut: str = "") -> Fact[str] | None:
        """Return ``text[start:end]`` as a fact, without the characters ``cut`` at its end."""
        end = len(self.text) if end is None else end
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in cut):
            end -= 1
        proofs = self.proofs(start, end)
        return self.source.told_by(proofs) if proofs else None

    def part(self, start: int, end: int) -> Reading:
        """Return the reading of ``text[start:end]`` alone."""
        return Reading.of(self.source, self.passage, self.slices(start, end))

    def lines(self) -> list[Reading]:
        """Return a reading of each slice."""
        return [Reading.of(self.source, self.passage, (span,)) for span in self.spans]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return where the clause around ``text[start:end]`` begins and ends."""
        before = [match.end() for match in _ENDS.finditer(self.text, 0, start)]
        after = _ENDS.search(self.text, end)
        return (before[-1] if before else 0), (after.start() if after else len(self.text))


def after_label(text: str, label: str | None) -> int:
    """Return where the words of a list item begin, behind its bullet or ``label``."""
    if label and (match := re.match(rf"\s*[(（\"]?{re.escape(label)}[)）\".:：]*\s*", text)):
        return match.end()
    match = _BULLET.match(text)
    return match.end() if match else 0


def provable(source: Source, passage: Passage, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return those of ``spans`` that may prove what ``passage`` tells: see ``is_proof``."""
    trimmed = (source.trimmed(span) for span in spans)
    return tuple(span for span in trimmed if is_proof(passage, span, source.text(span)))


def _without_marks(source: Source, span: Span) -> list[Span]:
    text, parts, start = source.text(span), [], 0
    for match in NOTE_MARK.finditer(text):
        parts.append(Span(span.start + start, span.start + match.start()))
        start = match.end()
    parts.append(Span(span.start + start, span.end))
    return [part for part in parts if source.text(part).strip()]
