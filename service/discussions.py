"""What was discussed before a decision.

A report tells first what was discussed and then what was decided: "The Committee did not reach
agreement" says nothing of its subject. So a decision is read with the discussion before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.types import Document, Passage, Status
from service.library import Library

REPORTS = frozenset(("report", "draft_report", "chair_summary", "decisions"))
"""Kinds of documents that tell what their own session decided."""


def discussion(passage: Passage, document: Document, library: Library) -> Sequence[Passage]:
    """Return the passages of the same section since the decision before, in reading order."""
    if passage.status is not Status.DECISION or document.kind not in REPORTS:
        return ()
    found: list[Passage] = []
    for other in library.passages(document.key, document.language):
        if other.key == passage.key:
            return found
        if other.section != passage.section or other.status is Status.DECISION:
            found = []
        else:
            found.append(other)
    return ()
