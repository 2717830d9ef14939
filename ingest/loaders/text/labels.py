"""How a number or mark at the beginning of a line looks, in any language."""

from __future__ import annotations

import re

PARAGRAPH_LABEL = re.compile(r"(\d{1,4})[.．](?=[ \t\u00a0\u3000])")
"""``12. `` before a numbered paragraph."""

ITEM_LABEL = re.compile(
    r"(?:[(（](?:[a-z]{1,2}|[ivxl]{1,6}|\d{1,2}|[\u0621-\u064a]{1,2})[)）]"  # (a) (iv) (2) (أ)
    r"|(?:[a-z]|[ivxl]{1,6}|\d{1,2}|[\u0621-\u064a])[)）]"  # a) iv) 2)
    r"|[ivxl]{1,6}\."  # iv.
    r"|\"\d{1,2}\""  # "1" as in Arabic documents
    r"|[-−–—•·▪●o](?=[ \t\u00a0]))"
    r"(?=[ \t\u00a0\u3000]|(?<=[）])\S)"
)
"""``(a)``, ``a)``, ``iv.``, a dash or a bullet before a sub-item."""


def begins_item(line: str) -> bool:
    """Return whether ``line`` (no leading blanks) begins with the mark of a sub-item."""
    return ITEM_LABEL.match(line) is not None


def begins_paragraph(line: str) -> bool:
    """Return whether ``line`` (no leading blanks) begins with a paragraph number."""
    return PARAGRAPH_LABEL.match(line) is not None
