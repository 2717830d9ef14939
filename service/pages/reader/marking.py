"""Where a quote stands in a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.types import Span

LONGEST = 4000
"""Characters of a quote that are looked for."""


def find_quote(text: str, quote: str, spans: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Return where ``quote`` stands in ``text``: within ``spans`` if given; () if nowhere.

    Where a quote goes over several slices, each has its own span. White space may differ, since
    addresses and clipboards change it; nothing else may.
    """
    wanted = quote.strip()[:LONGEST]
    if not wanted:
        return ()
    within = tuple(spans) or (Span(0, len(text)),)
    joined = "\n".join(text[start:end] for start, end in within)
    at = joined.find(wanted)
    if at >= 0:
        return _back(Span(at, at + len(wanted)), within)
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    found = re.search(pattern, joined)
    return _back(Span(*found.span()), within) if found else ()


def _back(found: Span, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the parts of the text that are ``found`` in the slices joined with line feeds."""
    out: list[Span] = []
    at = 0
    for start, end in spans:
        first, last = max(found.start - at, 0), min(found.end - at, end - start)
        if first < last:
            out.append(Span(start + first, start + last))
        at += end - start + 1
    return tuple(out)
