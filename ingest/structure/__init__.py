"""What is each piece of a meeting document, and what is its address?

``build_blocks`` turns the elements of a file into blocks: parts (main text and annexes), headings,
numbered paragraphs with sub-items, tables, records, footnotes, markers. Every word of the file is
in exactly one block; blocks that a passage holds have a locator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.structure.headings import find_headings
from ingest.structure.note_marks import find_note_marks
from ingest.structure.numbering import number_paragraphs
from ingest.structure.parts import Part, assign_parts
from ingest.structure.pieces import Piece, pieces_of, without_label
from ingest.structure.records import assign_records
from ingest.structure.tables import join_spans, open_tables
from ingest.structure.walk import locate
from ingest.structure.words import Words
from ingest.types import Block, BlockKind, Language, Loaded

_OF_CELLS = (BlockKind.ROW, BlockKind.TABLE_HEADER)

__all__ = ["build_blocks"]


def build_blocks(
    loaded: Loaded, words: Words, language: Language, *, header_elements: int = 0
) -> list[Block]:
    """Return the blocks of ``loaded`` in reading order.

    The first ``header_elements`` elements are the header block: they are told, not indexed.
    """
    pieces = list(pieces_of(loaded))
    for piece in pieces[:header_elements]:
        if piece.kind is not BlockKind.FOOTNOTE:
            piece.kind = BlockKind.HEADER
    _mark_repeated(pieces)
    parts = assign_parts(pieces, words, page_is_part=loaded.format == "text")
    blocks: list[Block] = []
    for number, part in enumerate(parts):
        members = [p for p in pieces if p.part == number]
        blocks.extend(_part_blocks(loaded, members, part, words, language))
    return _with_marks(loaded, pieces, blocks)


def _part_blocks(
    loaded: Loaded, members: Sequence[Piece], part: Part, words: Words, language: Language
) -> list[Block]:
    header = [p for p in members if p.kind is BlockKind.HEADER]
    body = open_tables(loaded, [p for p in members if p.kind is not BlockKind.HEADER], words)
    assign_records(body, words)
    find_headings(body, guess=loaded.format == "text")
    number_paragraphs(body)
    locate(body, part, dense_script=language == "zh")
    return [_block(loaded, piece, part) for piece in (*header, *body) if piece.spans]


def _with_marks(loaded: Loaded, pieces: Sequence[Piece], blocks: Sequence[Block]) -> list[Block]:
    """Return ``blocks`` with the footnote marks that stand in them."""
    notes = {p.element.note: p.locator for p in pieces if p.element.note and p.locator}
    marks = find_note_marks(loaded, notes)
    return [replace(block, notes=marks.within(block.spans)) for block in blocks]


def _block(loaded: Loaded, piece: Piece, part: Part) -> Block:
    is_numbered = piece.number is not None and piece.kind is BlockKind.PARAGRAPH
    kind = piece.kind
    if kind is BlockKind.PARAGRAPH and piece.label and not is_numbered:
        kind = BlockKind.ITEM
    spans = without_label(loaded, piece.spans, piece.label) if is_numbered else piece.spans
    return Block(
        kind=kind,
        spans=join_spans(loaded.text, spans),
        number=piece.number,
        label=piece.label.strip('()（）.:：" ') or None if not is_numbered else None,
        level=piece.level,
        annex=part.annex,
        section=piece.section,
        page=piece.element.page,
        page_label=piece.element.page_label,
        table=piece.element.table,
        cells=piece.cells if kind in _OF_CELLS else (),
        context=piece.header_texts,
        locator=piece.locator,
    )


def _mark_repeated(pieces: Sequence[Piece]) -> None:
    """Mark what stands at the top of several pages: a running head or the head of a table."""
    at_break = Counter(p.text for p in pieces if p.element.section_break)
    everywhere = Counter(p.text for p in pieces if p.kind is BlockKind.PARAGRAPH)
    for piece in pieces:
        if (
            piece.kind is BlockKind.PARAGRAPH
            and at_break[piece.text] >= 2
            and everywhere[piece.text] >= 3
        ):
            piece.kind = BlockKind.TABLE_HEADER
