"""Sets of recommendations: the passages that are siblings in one table."""

from __future__ import annotations

import re

from ingest.types import Language, Passage
from service.library import Library

RECORD = re.compile(r"(?P<set>(?:annex(?:-[IVXL]+)?/)?rec-)(?P<number>\d+)(?:/|\Z)")
"""The locator of a recommendation or of one of its actions."""


def records_of(
    library: Library, document: str, language: Language, name: str
) -> dict[int, Passage]:
    """Return the recommendations of a set by number; ``name`` is how their locators begin."""
    found = {}
    for passage in library.passages(document, language):
        match = RECORD.match(passage.locator)
        if match and match["set"] == name and match.end() == len(passage.locator):
            found[int(match["number"])] = passage
    return found
