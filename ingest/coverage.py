"""Is every word of a document in exactly one passage, or set apart for a reason?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.types import BlockKind, Parsed, Span

# What exporters put around footnotes is not a word of the document.
_EXPORT_MARK = re.compile(r"\[footnoteRef:\d+\]|\[\d{1,4}:(?=[ \u00a0]*\t)|\[bookmark: [^\]]*\]")

_LABEL = re.compile(r"(?<!\S)\d{1,4}(?:\.\d{1,3})*[.．)]?\s+\Z")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where the words of one document are.

    ``lost`` stretches are in no block, ``twice`` in more than one; ``set_apart`` are those that
    no passage holds, with the kind of block that says why (header, heading, marker, ...).
    """

    lost: tuple[str, ...]
    twice: tuple[str, ...]
    set_apart: tuple[tuple[BlockKind, str], ...]


def coverage_of(parsed: Parsed) -> Coverage:
    """Return where the words of ``parsed`` are. Paragraph labels count with their paragraph."""
    text = parsed.document.text
    held = [span for passage in parsed.passages for span in passage.spans]
    apart = [(block.kind, span) for block in parsed.blocks if not block.locator
             for span in block.spans]  # fmt: skip
    counts = bytearray(len(text))
    for start, end in (*held, *(span for _, span in apart)):
        for position in range(start, end):
            counts[position] = min(counts[position] + 1, 2)
    for match in _EXPORT_MARK.finditer(text):
        counts[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    for start, end in _labels(text, held):
        counts[start:end] = b"\1" * (end - start)
    return Coverage(
        lost=tuple(_stretches(text, counts, 0)),
        twice=tuple(_stretches(text, counts, 2)),
        set_apart=tuple((kind, text[start:end]) for kind, (start, end) in apart),
    )


def _labels(text: str, held: Sequence[Span]) -> Iterator[Span]:
    """Yield the paragraph numbers right before passages: the key carries them."""
    for start, _ in held:
        before = text[max(0, start - 16) : start]
        if match := _LABEL.search(before):
            yield Span(start - len(before) + match.start(), start)


def _stretches(text: str, counts: bytearray, wanted: int) -> Iterator[str]:
    start: int | None = None
    for position in range(len(text) + 1):
        inside = (
            position < len(text)
            and counts[position] == wanted
            and (start is not None or text[position].isalnum())
        )
        if inside and start is None:
            start = position
        elif not inside and start is not None:
            yield text[start:position].strip()
            start = None
