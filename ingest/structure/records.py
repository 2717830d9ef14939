"""Recommendations told in running text, as when the columns of a table were read as one column."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.labels import item_letter
from ingest.structure.pieces import Piece
from ingest.structure.words import Words
from ingest.types import BlockKind

FEWEST = 3
"""Labelled records a part must have before it is read as a table of records."""


def assign_records(pieces: Sequence[Piece], words: Words) -> None:
    """Set ``record`` and ``level`` on the pieces of one part if it is a table of records.

    Columns interleave: after a page break the rest of the recommendation may follow its actions.
    What goes on in lower case belongs to whatever was left open last; codes of older
    recommendations and remarks belong to the record itself.
    """
    if len({words.record_number(p.text) for p in _told(pieces)} - {None}) < FEWEST:
        return
    if any(p.number is not None and p.kind is BlockKind.HEADING for p in pieces):
        return  # a form: its fields quote recommendations
    record: str | None = None
    head: Piece | None = None
    action: Piece | None = None
    for piece in _told(pieces):
        number = words.record_number(piece.text)
        if number is not None:
            record, head, action = number, piece, None
        elif record is None:
            continue
        elif letter := item_letter(piece.text, action.letter if action else None):
            piece.letter, piece.level, action = letter, 1, piece
        elif piece.label and action is not None:
            piece.level = 2
        elif piece.text[:1].islower():
            piece.level = _level_of_open(action, head, words)
        piece.record = record
        if piece.level == 0:
            head = piece


def _told(pieces: Sequence[Piece]) -> list[Piece]:
    return [p for p in pieces if p.kind is BlockKind.PARAGRAPH and p.column is None]


def _level_of_open(action: Piece | None, head: Piece | None, words: Words) -> int:
    """Return 2 if the open sentence is the action's, 0 if it is the record's own."""
    if action is not None and words.is_unfinished(action.text):
        return 2
    if head is not None and words.is_unfinished(head.text):
        return 0
    return 2 if action is not None else 0
