"""Footnotes as office programs write them into text: ``[footnoteRef:3]`` and ``[3: <tab>…]``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.types import Element, ElementKind, Span

# A definition ends at a bracket that closes the line or is followed by the next definition:
# notes may hold brackets and line breaks themselves.
_DEFINITION = re.compile(
    r"[ \t]*\[(?P<id>\d{1,4}):[ \u00a0]*\t(?P<text>[^\t]+?)\](?=[ \u00a0]*(?:\[\d{1,4}:|\n|\Z))"
)


@dataclass(frozen=True, slots=True)
class Note:
    """One footnote definition: ``outer`` covers its brackets, ``inner`` its words."""

    note: str
    label: str  # printed number
    outer: Span
    inner: Span

    def element(self) -> Element:
        """Return the footnote as an element."""
        return Element(
            kind=ElementKind.FOOTNOTE, spans=(self.inner,), note=self.note, note_label=self.label
        )


def find_notes(text: str) -> list[Note]:
    """Return the footnote definitions of ``text`` in order.

    Word counts from 2, because two separators come first; the printed number of the first
    definition is 1, and the distance stays.
    """
    found = list(_DEFINITION.finditer(text))
    first = int(found[0]["id"]) - 1 if found else 0
    return [
        Note(
            note=match["id"],
            label=str(int(match["id"]) - first),
            outer=Span(match.start(), match.end()),
            inner=trim(text, *match.span("text")),
        )
        for match in found
    ]


def trim(text: str, start: int, end: int) -> Span:
    """Return ``[start, end)`` without blanks at either end."""
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))
