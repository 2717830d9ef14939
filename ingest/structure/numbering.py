"""Which numbers are paragraph numbers, and which only count the items of a list?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.labels import PARAGRAPH_LABEL
from ingest.structure.pieces import DECIMAL_LABEL, Piece
from ingest.types import BlockKind

MAX_GAP = 5
"""Numbers a document may skip (lost in conversion) before the next one is not believed."""

_LONG = 40  # characters: a decimal number before fewer is a heading or a cell


@dataclass(frozen=True, slots=True)
class _Candidate:
    piece: Piece
    number: int
    after_heading: bool  # a heading stands between it and the candidate before


def number_paragraphs(pieces: Sequence[Piece]) -> None:
    """Set ``number`` of the numbered paragraphs of one part.

    Paragraph numbers rise by one, from near 1; a list that counts 1, 2, 3 inside a paragraph, or
    one whose numbers all became 1 in conversion, does not fit and stays a list.
    """
    for candidate in _chain(_candidates(pieces)):
        candidate.piece.number = str(candidate.number)
        # "12." as drawn: what stands before the first blank
        candidate.piece.label = candidate.piece.text.split(maxsplit=1)[0]
    _decimal_paragraphs(pieces)


def _candidates(pieces: Sequence[Piece]) -> list[_Candidate]:
    candidates: list[_Candidate] = []
    after_heading = True
    for piece in pieces:
        if piece.kind is BlockKind.HEADING:
            after_heading = True
        if piece.kind is not BlockKind.PARAGRAPH or piece.record is not None:
            continue
        if match := PARAGRAPH_LABEL.match(piece.text):
            candidates.append(_Candidate(piece, int(match[1]), after_heading))
            after_heading = False
    return candidates


def _chain(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the candidates that continue one rising sequence, restarts included."""
    chain: list[_Candidate] = []
    last = 0
    for position, candidate in enumerate(candidates):
        ahead = [c.number for c in candidates[position + 1 : position + 3]]
        if last < candidate.number <= last + MAX_GAP + (0 if last else 1):
            # A jump over numbers that come later is a list number, not a gap.
            if candidate.number > last + 1 and last + 1 in ahead:
                continue
        elif candidate.number == 1 and candidate.after_heading and ahead[:1] == [2]:
            pass  # numbers start again, as in the next list of projects
        else:
            continue
        chain.append(candidate)
        last = candidate.number
    return chain if _is_believable(chain, len(candidates)) else []


def _is_believable(chain: Sequence[_Candidate], candidates: int) -> bool:
    return len(chain) >= 2 or (len(chain) == candidates == 1 and chain[0].number == 1)


def _decimal_paragraphs(pieces: Sequence[Piece]) -> None:
    """Number the long paragraphs of summaries that print 8.1, 8.2, 8.3."""
    for piece in pieces:
        match = DECIMAL_LABEL.match(piece.text)
        if (
            match
            and piece.kind is BlockKind.PARAGRAPH
            and piece.column is None
            and piece.record is None
            and len(piece.text) > _LONG
            and not re.match(r"\d+[.,]\d+\s*(?:%|million)", piece.text)
        ):
            piece.number = match[1]
            piece.label = piece.text[: match.end()]


def restarts(pieces: Sequence[Piece]) -> bool:
    """Return whether a paragraph number occurs twice in one part."""
    numbers = [p.number for p in pieces if p.number is not None and p.kind in NUMBERED]
    return len(numbers) != len(set(numbers))


NUMBERED = (BlockKind.PARAGRAPH, BlockKind.ROW)
