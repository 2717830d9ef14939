"""Text with hard line breaks: the text layer of a page, one printed line a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import quantiles

from ingest.labels import (
    ITEM_LABEL,
    PARAGRAPH_LABEL,
    begins_item,
    begins_paragraph,
)
from ingest.loaders.text.footnotes import Note, trim
from ingest.types import Element, ElementKind, Span

_NOTE = re.compile(r"(\d{1,3})[ \u00a0]{2,}(?=\S)")
_URL = re.compile(r"(?:https?://|www\.)\S+\Z")
_ENDS_SENTENCE = re.compile(r"[.!?;:。！？；：؟؛…][\"»”’)\]]*\Z")
MAX_LINE = 130  # a printed line of a page is rarely longer


def is_wrapped(text: str) -> bool:
    """Return whether sentences of ``text`` run over line breaks.

    Source of the rule: in wrapped text nearly all lines are shorter than a printed line and many
    end without the end of a sentence before a line that goes on in lower case.
    """
    lines = [line.strip() for line in text.split("\n")]
    filled = [line for line in lines if line]
    if len(filled) < 8 or "\n\t" in text:
        return False
    if quantiles([len(line) for line in filled], n=20)[-1] > MAX_LINE:
        return False
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    running = sum(1 for a, b in pairs if b[:1].islower() and not _ENDS_SENTENCE.search(a))
    return running >= 0.2 * len(filled)


def read_wrapped(text: str, notes: Sequence[Note]) -> Iterator[Element]:
    """Yield the elements of ``text`` in reading order. ``notes`` do not occur in this shape."""
    del notes
    for span, broken in _merge(text, list(_groups(text))):
        piece = text[span.start : span.end]
        note = _NOTE.match(piece)
        if note and not begins_paragraph(piece):
            inner = trim(text, span.start + note.end(), span.end)
            yield Element(
                ElementKind.FOOTNOTE, (inner,), note=note[1], note_label=note[1], label=note[1]
            )
            continue
        label = PARAGRAPH_LABEL.match(piece) or ITEM_LABEL.match(piece)
        yield Element(
            ElementKind.PARAGRAPH, (span,), label=label[0] if label else "", section_break=broken
        )


def _groups(text: str) -> Iterator[tuple[Span, bool]]:
    """Yield runs of lines with no gap and no label inside, and whether a page begins there."""
    start = position = 0
    end: int | None = None
    broken = False
    for raw in text.split("\n"):
        line = raw.strip()
        page_begins = raw[:1] in (" ", "\u00a0") and bool(line)
        cut = not line or page_begins or begins_item(line) or begins_paragraph(line)
        if cut and end is not None:
            yield trim(text, start, end), broken
            end = None
        if line:
            if end is None:
                start, broken = position, page_begins
            end = position + len(raw)
        position += len(raw) + 1
    if end is not None:
        yield trim(text, start, end), broken


def _merge(text: str, groups: list[tuple[Span, bool]]) -> list[tuple[Span, bool]]:
    """Join a group to the one before it where the page cut a sentence and nothing lies between."""
    # A head that is printed on every page is never the beginning of a sentence.
    pieces = Counter(_squeezed(text, span) for span, _ in groups)
    merged: list[tuple[Span, bool]] = []
    for span, broken in groups:
        piece = text[span.start : span.end]
        if (
            merged
            and max(pieces[_squeezed(text, merged[-1][0])], pieces[_squeezed(text, span)]) < 2
            and _goes_on(text[merged[-1][0].start : merged[-1][0].end], piece)
        ):
            before, was_broken = merged[-1]
            merged[-1] = (Span(before.start, span.end), was_broken)
        else:
            merged.append((span, broken))
    return merged


def _squeezed(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _goes_on(before: str, piece: str) -> bool:
    if begins_item(piece) or begins_paragraph(piece):
        return False
    if _NOTE.match(before):
        return bool(_URL.match(piece)) or not _ENDS_SENTENCE.search(before)
    if _NOTE.match(piece) or _ENDS_SENTENCE.search(before):
        return False
    return before.endswith(",") or piece[0].islower()
