"""Where footnote marks stand: most formats take them out of the text, text files keep them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.types import Loaded, NoteRef, Span

IN_TEXT = re.compile(r"\[footnoteRef:(\d{1,4})\]")
"""A mark as office programs write it into text; its number is the id of the note."""


@dataclass(frozen=True, slots=True)
class NoteMarks:
    """The marks of a document, in order of their offset; ``note`` is the locator of the note."""

    marks: tuple[NoteRef, ...]

    def within(self, spans: Sequence[Span]) -> tuple[NoteRef, ...]:
        """Return the marks in or right behind ``spans``."""
        found: list[NoteRef] = []
        for start, end in spans:
            first = bisect_left(self.marks, (start, ""))
            last = bisect_left(self.marks, (end + 1, ""))
            found += self.marks[first:last]
        return tuple(dict.fromkeys(found))


def find_note_marks(loaded: Loaded, locators: Mapping[str, str]) -> NoteMarks:
    """Return the marks of the notes whose locators are given by their ids."""
    found = [*loaded.notes]
    if loaded.format == "text":
        found += (NoteRef(m.start(), m[1]) for m in IN_TEXT.finditer(loaded.text))
    known = (NoteRef(at, locators[note]) for at, note in found if note in locators)
    return NoteMarks(tuple(sorted(known)))
