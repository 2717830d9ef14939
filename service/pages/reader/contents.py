"""The table of contents: annexes, and the headings below them."""

from __future__ import annotations

from collections.abc import Sequence

from service.pages.reader.types import Entry, Heading, Part
from service.pages.reader.writing import plain

_DEEPEST = 4
_LONGEST = 160  # characters of an entry


def contents_of(parts: Sequence[Part]) -> tuple[Entry, ...]:
    """Return the entries for ``parts``; an annex with no printed title has an entry of no text."""
    found: list[Entry] = []
    for part in parts:
        if part.annex is not None:
            found.append(Entry(part.id, plain(part.title), 2, part.annex, is_part=True))
        for node in part.nodes:
            if isinstance(node, Heading) and node.depth <= _DEEPEST:
                found.append(Entry(node.id, _short(plain(node.words)), node.depth))
    return tuple(found)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
