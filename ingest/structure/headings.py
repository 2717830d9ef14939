"""Which short lines of a text without styles are headings, and of what level?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.pieces import DECIMAL_LABEL, Piece, ends_sentence
from ingest.types import BlockKind, ElementKind

MAX_HEADING = 220
_ROMAN_LABEL = re.compile(r"([IVXL]{1,6})\.(?=[ \t\u00a0])")
_NUMBER_LABEL = re.compile(r"(\d{1,2})\.(?=[ \t\u00a0])")
CAPTION_LEVEL = 9
"""A caption stands under every heading."""

_PASSED_OVER = (BlockKind.FOOTNOTE, BlockKind.RUNNING_HEAD, BlockKind.TABLE_HEADER)


def find_headings(pieces: Sequence[Piece], *, guess: bool) -> None:
    """Mark headings among ``pieces`` and set their levels and printed numbers.

    With ``guess`` (a format without styles) short lines count as headings where the text below
    them begins; otherwise only numbered form fields are added to what the format says.
    """
    majors = {
        match[1].split(".")[0] for piece in pieces if (match := DECIMAL_LABEL.match(piece.text))
    }
    below: Piece | None = None
    for piece in reversed(pieces):
        if piece.kind in _PASSED_OVER:
            continue
        if piece.kind is BlockKind.PARAGRAPH and (
            _is_field(piece, majors) or (guess and _is_heading(piece, below))
        ):
            piece.kind = BlockKind.HEADING
            piece.label = ""
        if _is_caption(piece, below):
            piece.kind, piece.level = BlockKind.HEADING, CAPTION_LEVEL
        if piece.kind is BlockKind.HEADING:
            _number(piece, majors)
        below = piece
    if guess:
        _join_wrapped(pieces)
        _guess_levels([p for p in pieces if p.kind is BlockKind.HEADING])


def _is_field(piece: Piece, majors: set[str]) -> bool:
    """``1.5 Budget of the project`` or, where such fields exist, ``1. Presentation``."""
    if len(piece.text) > MAX_HEADING or ends_sentence(piece.text):
        return False
    if DECIMAL_LABEL.match(piece.text):
        return piece.column is None or piece.column == 0
    match = _NUMBER_LABEL.match(piece.text)
    if match is None or not majors:
        return False
    return match[1] in majors or _is_capitals(piece.text)


def _is_caption(piece: Piece, below: Piece | None) -> bool:
    """Return whether ``piece`` is the line above a table: bold in one format, plain in another."""
    return (
        below is not None
        and (below.kind is BlockKind.ROW or (below.record is not None and below.column is not None))
        and below.part == piece.part
        and piece.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        and piece.column is None
        and piece.record is None
        and not piece.label
        and not DECIMAL_LABEL.match(piece.text)
        and len(piece.text) <= MAX_HEADING
        and not ends_sentence(piece.text)
    )


def _is_heading(piece: Piece, below: Piece | None) -> bool:
    text = piece.text
    if len(text) > MAX_HEADING or ends_sentence(text) or piece.column is not None:
        return False
    if piece.label and not _ROMAN_LABEL.match(text):
        return False
    if not any(c.isalpha() for c in text) or "@" in text or "://" in text:
        return False
    if below is None or below.part != piece.part or piece.record is not None:
        return False
    if below.kind in (BlockKind.HEADING, BlockKind.ROW):
        return True
    if below.record is not None or below.column is not None:
        return True  # a table begins below it
    return below.kind is BlockKind.PARAGRAPH and (
        bool(below.label) or ends_sentence(below.text) or len(below.text) > MAX_HEADING
    )


def _number(piece: Piece, majors: set[str]) -> None:
    """Set the printed number of a form field: its locator is made of it."""
    if match := DECIMAL_LABEL.match(piece.text):
        piece.number = match[1]
        piece.level = match[1].count(".") + 1
    elif (match := _NUMBER_LABEL.match(piece.text)) and majors:
        piece.number = match[1]
        piece.level = 1


def _join_wrapped(pieces: Sequence[Piece]) -> None:
    """Make one heading of a title that the export broke into two lines."""
    before: Piece | None = None
    for piece in pieces:
        if (
            before is not None
            and piece.kind is before.kind is BlockKind.HEADING
            and piece.text[:1].islower()
        ):
            before.text = f"{before.text} {piece.text}"
            before.spans = (*before.spans, *piece.spans)
            piece.spans = ()
            continue
        before = piece


def _guess_levels(headings: Sequence[Piece]) -> None:
    headings = [h for h in headings if h.spans]
    roman = any(_ROMAN_LABEL.match(h.text) for h in headings)
    capitals = any(_is_capitals(h.text) for h in headings)
    under_roman = False
    for heading in headings:
        if heading.column is not None or heading.level == CAPTION_LEVEL:
            continue  # a line across a table: below whatever stands above the table
        if heading.element.kind is ElementKind.HEADING and heading.element.level > 1:
            heading.level = heading.element.level
        elif heading.number is not None:
            continue
        elif roman:
            is_roman = bool(_ROMAN_LABEL.match(heading.text))
            heading.level = 1 if is_roman or not under_roman else 2
            under_roman |= is_roman
        else:
            heading.level = 2 if capitals and not _is_capitals(heading.text) else 1


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)
