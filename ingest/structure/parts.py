"""Where does the main text end, and where does each annex begin?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.romans import roman
from ingest.structure.pieces import Piece, ends_sentence
from ingest.structure.words import Words
from ingest.types import BlockKind


@dataclass(frozen=True, slots=True)
class Part:
    """The main text (``annex`` None) or one annex ("" if it is the only one, else "II")."""

    annex: str | None

    @property
    def prefix(self) -> str:
        """Return what the part puts before a locator."""
        if self.annex is None:
            return ""
        return f"annex-{self.annex}/" if self.annex else "annex/"


def assign_parts(pieces: Sequence[Piece], words: Words, *, page_is_part: bool) -> list[Part]:
    """Set ``part`` of each piece, mark markers and annex headings, and return the parts.

    ``page_is_part``: in text files a page break after "[Annexes follow]" is the only sign left
    that the next annex begins.
    """
    walker = _Walker(words, page_is_part=page_is_part)
    for piece in pieces:
        walker.take(piece)
    return walker.parts


class _Walker:
    def __init__(self, words: Words, *, page_is_part: bool) -> None:
        self.words = words
        self.page_is_part = page_is_part
        self.parts = [Part(None)]
        self.expected = False  # a marker said that an annex follows
        self.several = False  # it said "annexes"
        self.fresh = False  # the annex has begun, nothing of it was read yet

    def take(self, piece: Piece) -> None:
        piece.part = len(self.parts) - 1
        if piece.kind in (BlockKind.FOOTNOTE, BlockKind.RUNNING_HEAD, BlockKind.HEADER):
            return
        marker = self.words.marker(piece.text)
        if marker is not None:
            piece.kind = BlockKind.MARKER
            self.expected |= marker in ("annex_follows", "annexes_follow")
            self.several |= marker == "annexes_follow"
            return
        number = self.words.annex_number(piece.text)
        if number is not None and (self.expected or len(self.parts) > 1 or self._is_title(piece)):
            self._annex_heading(piece, number)
        elif self.expected or self._next_page(piece):
            self._begin(roman(len(self.parts)) if self.several else "")
            piece.part = len(self.parts) - 1
        elif self.words.encloses(piece.text):
            # A letter names its enclosure instead of a marker; the line itself is content.
            self.expected = True
        else:
            self.fresh = False

    def _is_title(self, piece: Piece) -> bool:
        return piece.kind is BlockKind.HEADING or piece.element.section_break

    def _next_page(self, piece: Piece) -> bool:
        return (
            self.page_is_part
            and self.several
            and len(self.parts) > 1
            and piece.element.section_break
            and not ends_sentence(piece.text)
        )

    def _annex_heading(self, piece: Piece, number: str) -> None:
        if self.fresh and self.parts[-1].annex != number:
            # The marker had begun the annex; its own heading says which one it is.
            self.parts[-1] = Part(number)
        elif self.expected or self.parts[-1].annex != number:
            self._begin(number)
        piece.part = len(self.parts) - 1
        piece.kind = BlockKind.MARKER

    def _begin(self, annex: str) -> None:
        self.parts.append(Part(annex))
        self.expected = False
        self.fresh = True
