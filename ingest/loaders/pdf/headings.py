"""Headings, guessed from how they are set: larger, bold, capitals, or italic on a short line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.loaders.pdf.frames import Setting
from ingest.loaders.pdf.joining import Paragraph

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


def levels(looks: Sequence[Look]) -> dict[Look, int]:
    """Return the level of each kind of heading, 1 for the highest."""
    ranked = sorted(set(looks), reverse=True)
    return {look: min(n, _LEVELS) for n, look in enumerate(ranked, start=1)}
