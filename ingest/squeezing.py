"""Text of one line, as headings, cells and labels are compared."""

from __future__ import annotations

import re

_NOTE_MARK = re.compile(r"\[footnoteRef:\d+\]")


def squeeze(text: str) -> str:
    """Return ``text`` with white space collapsed and exporters' marks taken out."""
    return " ".join(_NOTE_MARK.sub("", text).split())
