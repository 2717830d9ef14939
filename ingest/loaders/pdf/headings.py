"""Headings, guessed from how they are set: larger, bold, capitals, or italic on a short line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.loaders.pdf.frames import Setting
from ingest.loaders.pdf.joining import Paragraph
from ingest.loaders.pdf.tables import Table

_MAX_LINES, _MAX_LETTERS = 4, 240
_TEXT_END = re.compile(r"[.;,。；，؛،…]$")
_LEVELS = 6

Look = tuple[float, bool, bool]
"""Size, capitals, bold: the larger the higher."""


def heading_look(paragraph: Paragraph, setting: Setting) -> Look | None:
    """Return how a heading is set, ``None`` for a paragraph that looks like text."""
    text = "".join(line.text for line in paragraph.lines)
    letters = [char for char in text if char.isalpha()]
    if not letters or len(paragraph.lines) > _MAX_LINES or len(text) > _MAX_LETTERS:
        return None
    if _TEXT_END.search(text) or text[0] in "[•−–-—":
        return None
    size = paragraph.first.style.size
    cased = [char for char in letters if char.upper() != char.lower()]
    capitals = len(cased) >= 4 and len(cased) == len(letters) and text.upper() == text
    bold = all(line.style.bold for line in paragraph.lines)
    italic = all(line.style.italic for line in paragraph.lines) and _at_margin(paragraph)
    larger = size >= 1.12 * setting.size
    if larger or bold or capitals or (italic and not paragraph.label):
        return (round(size) if larger else round(setting.size), capitals, bold)
    return None


def _at_margin(paragraph: Paragraph) -> bool:
    """Return whether it is one line at the margin: italic lines further in are quotations."""
    return len(paragraph.lines) == 1 and paragraph.frame.start(paragraph.first) <= 6.0


def find_headings(blocks: Sequence[Paragraph | Table], setting: Setting) -> dict[int, int]:
    """Return the levels of the headings among ``blocks``, by position; 1 is the highest.

    The lines above the text of a document (symbol, body, title, author) are none, however large;
    nor is the bold line right above a table, which names it.
    """
    looks: dict[int, Look] = {}
    for i, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        look = heading_look(block, setting)
        names_table = i + 1 < len(blocks) and isinstance(blocks[i + 1], Table)
        if look is not None and not (names_table and not look[1] and not block.label):
            looks[i] = look
    for i in _title_block(blocks, looks):
        looks.pop(i, None)
    ranks = levels(list(looks.values()))
    return {i: max(ranks[look], _depth(blocks[i])) for i, look in looks.items()}


def _depth(block: Paragraph | Table) -> int:
    """Return how many numbers the label of a heading has: 2 for "1.5"."""
    label = "" if isinstance(block, Table) else block.label
    return min(len(re.findall(r"\d+", label)), _LEVELS)


def _title_block(blocks: Sequence[Paragraph | Table], looks: dict[int, Look]) -> range:
    """Return the positions of the lines above the text; the heading of the text is not one."""
    texts = (i for i, block in enumerate(blocks) if i not in looks and _is_text(block))
    start = next(texts, len(blocks))
    last = start - 1
    has_heading = last in looks and last > 0 and (looks[last][1] or looks[last][2])
    return range(last if has_heading else start)


def _is_text(block: Paragraph | Table) -> bool:
    if isinstance(block, Table):
        return True
    last = block.last.text
    return bool(block.label and block.first.gap) or (
        len(last) > 20 and last[-1] in ".。;；" and len(block.lines) > 1
    )


def levels(looks: Sequence[Look]) -> dict[Look, int]:
    """Return the level of each kind of heading, 1 for the highest."""
    ranked = sorted(set(looks), reverse=True)
    return {look: min(n, _LEVELS) for n, look in enumerate(ranked, start=1)}
