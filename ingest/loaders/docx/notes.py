"""Footnotes and endnotes: where they are kept, and which number is printed before each."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from ingest.loaders.docx.names import W, as_number, value
from ingest.loaders.number_formats import draw_number


@dataclass(frozen=True, slots=True)
class NoteFormat:
    """How the notes of one section are numbered."""

    style: str
    start: int
    restarts: bool  # in each section


class NoteStore:
    """The notes of one kind, ``footnote`` or ``endnote``."""

    def __init__(
        self,
        kind: str,
        root: etree._Element | None,
        settings: etree._Element | None,
        sections: list[etree._Element],
    ) -> None:
        self._notes: dict[str, etree._Element] = {}
        for note in () if root is None else root.iterfind(f"{W}{kind}"):
            name = note.get(f"{W}id")
            if name is not None:
                self._notes.setdefault(name, note)
        usual = NoteFormat("lowerRoman" if kind == "endnote" else "decimal", 1, restarts=False)
        whole = _read_format(None if settings is None else settings.find(f"{W}{kind}Pr"), usual)
        self._formats = [_read_format(each.find(f"{W}{kind}Pr"), whole) for each in sections]
        self._formats.append(whole)
        self._count: int | None = None
        self._section = 0

    def get(self, name: str) -> etree._Element | None:
        """Return the element of the note ``name``, or None."""
        return self._notes.get(name)

    def next_label(self, section: int) -> str:
        """Count one note that is first marked in ``section`` (from 0), return its number."""
        numbers = self._formats[min(section, len(self._formats) - 1)]
        if self._count is None or (numbers.restarts and section != self._section):
            self._count = numbers.start
        else:
            self._count += 1
        self._section = section
        return draw_number(self._count, numbers.style)


def _read_format(element: etree._Element | None, usual: NoteFormat) -> NoteFormat:
    if element is None:
        return usual
    start = as_number(value(element, "numStart"))
    restart = value(element, "numRestart")
    return NoteFormat(
        style=value(element, "numFmt") or usual.style,
        start=usual.start if start is None else start,
        restarts=usual.restarts if restart is None else restart == "eachSect",
    )
