"""Footnotes: the small lines at the bottom of a page, and the marks that refer to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.loaders.pdf.frames import Frame, Setting
from ingest.loaders.pdf.shapes import Line, Page, Run, Stroke

_LABEL = re.compile(r"(\d{1,3}|[*†‡§]{1,3})(?:[.)]?\s+|(?=[^\W\d]|[«“\"(]))")
_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}")
_SMALLER = 0.93  # of the usual size
_HIGHEST = 0.75  # of the height of the page: notes never begin above
_NARROW, _WIDE = 0.08, 0.65  # of the column: the line above notes


@dataclass(slots=True)
class Note:
    """One footnote. ``key`` is unique in the document, ``label`` is what is printed."""

    key: str
    label: str
    page: int
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class NoteCollector:
    """Takes the notes from the pages of one document, in order."""

    notes: list[Note] = field(default_factory=list)
    _keys: set[str] = field(default_factory=set)

    def take(
        self, page: Page, lines: Sequence[Line], frame: Frame, setting: Setting
    ) -> tuple[int, dict[str, Note]]:
        """Return where the notes begin among the lines of a page, and its notes by label."""
        marks = {mark for line in lines for mark in marks_of(line)}
        start = _start(page, lines, frame, setting, marks)
        by_label: dict[str, Note] = {}
        for line in lines[start:]:
            label = self._label(line, marks, by_label)
            if label is not None:
                note = Note(self._key(label), label, page.number, [_without_label(line)])
                self.notes.append(note)
                by_label[label] = note
            elif self.notes:
                self.notes[-1].lines.append(line)
            else:
                return len(lines), {}
        return start, by_label

    def _label(self, line: Line, marks: set[str], held: dict[str, Note]) -> str | None:
        """Return the number with which a line begins a note."""
        label = note_label(line)
        if label is None or line.runs[0].raised:
            return label
        if label in held or (label not in marks and not self._is_next(label)):
            return None
        # A line of a note may begin with a number, but hardly with the next one.
        return label if not held or not label.isdigit() or self._is_next(label) else None

    def _is_next(self, label: str) -> bool:
        last = self.notes[-1].label if self.notes else "0"
        return label.isdigit() and last.isdigit() and int(label) == int(last) + 1

    def _key(self, label: str) -> str:
        key, n = f"fn{label}", 1
        while key in self._keys:
            n += 1
            key = f"fn{label}-{n}"
        self._keys.add(key)
        return key


def marks_of(line: Line) -> list[str]:
    """Return the raised numbers and stars of a line."""
    return [run.text.strip() for run in line.runs if run.raised and is_mark(run.text.strip())]


def note_label(line: Line) -> str | None:
    """Return the number or star that a line begins with as a note does."""
    first = line.runs[0]
    if first.raised and is_mark(first.text.strip()):
        return first.text.strip()
    found = _LABEL.match(line.text)
    return found.group(1) if found is not None and found.end() < len(line.text) else None


def with_notes(line: Line, by_label: dict[str, Note]) -> Line:
    """Return the line with the raised marks that refer to ``by_label`` known as such."""
    if not any(run.raised for run in line.runs):
        return line
    runs: list[Run] = []
    for run in line.runs:
        labels = re.split(r"[\s,،]+", run.text.strip()) if run.raised else []
        if labels and all(label in by_label for label in labels):
            runs.extend(Run(label, True, by_label[label].key) for label in labels)
        else:
            runs.append(Run(run.text))
    return replace(line, runs=tuple(runs))


def is_mark(text: str) -> bool:
    """Return whether raised letters can refer to a note."""
    return bool(_MARK.fullmatch(text))


def _start(
    page: Page, lines: Sequence[Line], frame: Frame, setting: Setting, marks: set[str]
) -> int:
    """Return the position of the first line of the notes; ``len(lines)`` if there are none."""
    rule = _rule(page, lines, frame)
    if rule is not None:
        below = [i for i, line in enumerate(lines) if line.y < rule.y0]
        if below and all(
            lines[i].style.size <= 1.02 * setting.size and lines[i].y < rule.y0 for i in below
        ):
            return below[0]
    start = len(lines)
    while start > 0 and lines[start - 1].style.size <= _SMALLER * setting.size:
        start -= 1
    while start < len(lines):
        found = _LABEL.match(lines[start].text)
        if found is not None and found.group(1) in marks and _is_low(page, lines[start]):
            return start
        start += 1
    return start


def _is_low(page: Page, line: Line) -> bool:
    return line.y < _HIGHEST * page.height


def _rule(page: Page, lines: Sequence[Line], frame: Frame) -> Stroke | None:
    """Return the short line above the notes, the highest below which there is only small print."""
    found = [
        stroke
        for stroke in page.strokes
        if stroke.y0 == stroke.y1
        and _NARROW * frame.width <= stroke.x1 - stroke.x0 <= _WIDE * frame.width
        and min(abs(stroke.x0 - frame.x0), abs(stroke.x1 - frame.x1)) <= 12
        and stroke.y0 < _HIGHEST * page.height
        and not any(other.x0 == other.x1 and _meet(stroke, other) for other in page.strokes)
    ]
    found = [rule for rule in found if not _underlines(rule, lines)]
    return max(found, key=lambda stroke: stroke.y0, default=None)


def _meet(flat: Stroke, upright: Stroke) -> bool:
    return flat.x0 - 3 <= upright.x0 <= flat.x1 + 3 and upright.y0 - 3 <= flat.y0 <= upright.y1 + 3


def _underlines(rule: Stroke, lines: Sequence[Line]) -> bool:
    """Return whether the rule stands right below the words of a line."""
    return any(
        -0.5 <= line.y - rule.y0 <= 0.3 * line.style.size
        and line.x0 - 2 <= rule.x0
        and rule.x1 <= line.x1 + 2
        for line in lines
    )


def _without_label(line: Line) -> Line:
    """Return the first line of a note without its number."""
    first = line.runs[0]
    if first.raised and is_mark(first.text.strip()):
        runs = list(line.runs[1:])
    else:
        found = _LABEL.match(first.text)
        runs = [Run(first.text[found.end() if found else 0 :]), *line.runs[1:]]
    if runs:
        runs[0] = Run(runs[0].text.lstrip(" \t\u00a0.)"), runs[0].raised)
    return replace(line, runs=tuple(run for run in runs if run.text))
