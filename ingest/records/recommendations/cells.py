"""What other columns of a table left inside the text of one: codes, remarks, footnote marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from config.phrases import plain
from config.recommendation_words import RecommendationWords
from ingest.codes import find_codes
from ingest.records.proofs import Source
from ingest.types import BlockKind, Span

_RESULT = re.compile(
    r"(?:(?<=\n)|\A)[ \t\xa0]*((?:\d{1,2}|[IVX]{1,5})\.\d{1,2})\.?[ \t\xa0]+(?=\S)"
)
_EXPORT_MARK = re.compile(r"\[footnoteRef:\d+\]")
_GLUED_MARK = re.compile(r"(?<=[^\W\d_]{3})(\d{1,3})(?![\w%])")
_ENDS = ".;:!?。；：！？؛"


@dataclass(slots=True)
class Slices:
    """A piece of a record, sorted by column. ``codes``: value and where it stands."""

    text: list[Span] = field(default_factory=list)
    codes: list[tuple[str, Span]] = field(default_factory=list)


def part_codes(source: Source, span: Span, words: RecommendationWords) -> Slices:
    """Return ``span`` with the cells of older recommendations ("R1, R2 and R6") cut out.

    A cell is a run of codes that fills its lines; after the end of a sentence it may stand in
    the same line. Codes inside a sentence belong to the sentence.
    """
    text = source.text(span)
    found, last = Slices(), 0
    for start, end, codes in _runs(text, words):
        start = _with_joiner(text, start, words)
        before, after = text[:start].rstrip(" \t\xa0"), text[end:].lstrip(" \t\xa0.")
        begins = not before or before[-1] in "\n" + _ENDS
        if not begins or (after and not after.startswith("\n")):
            continue
        if text[last:start].strip():
            found.text.append(Span(span.start + last, span.start + start))
        found.codes += [(c, Span(span.start + a, span.start + b)) for c, a, b in codes]
        last = len(text) - len(after)
    if text[last:].strip():
        found.text.append(Span(span.start + last, span.end))
    return found


def _with_joiner(text: str, start: int, words: RecommendationWords) -> int:
    """Return where the line of ``start`` begins if only "and" stands before it in the line."""
    line = text.rfind("\n", 0, start) + 1
    told = plain(text[line:start]).strip()
    return line if told and words.joiner.fullmatch(f" {told} ") else start


def _runs(
    text: str, words: RecommendationWords
) -> Iterator[tuple[int, int, list[tuple[str, int, int]]]]:
    """Yield the runs of codes that only joiners stand between: start, end, codes."""
    simple = plain(text)
    run: list[tuple[str, int, int]] = []
    for code in find_codes(simple):
        if not code.code.startswith("R"):
            continue
        joined = run and words.joiner.fullmatch(simple[run[-1][2] : code.start])
        if run and not joined:
            yield run[0][1], run[-1][2], run
            run = []
        run.append((code.code, code.start, code.end))
    if run:
        yield run[0][1], run[-1][2], run


def part_results(source: Source, span: Span) -> tuple[list[Span], list[tuple[Span, Span]]]:
    """Return what stands before the first result in ``span``, and code and text of each result."""
    text = source.text(span)
    matches = list(_RESULT.finditer(text))
    first = matches[0].start() if matches else len(text)
    before = [Span(span.start, span.start + first)] if text[:first].strip() else []
    ends = [*(match.start() for match in matches), len(text)][1:]
    return before, [
        (
            Span(span.start + match.start(1), span.start + match.end(1)),
            Span(span.start + match.end(), span.start + end),
        )
        for match, end in zip(matches, ends, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Notes:
    """The printed numbers of the footnotes of each part of a document."""

    labels: frozenset[str]

    @classmethod
    def of(cls, source: Source, locator: str) -> Notes:
        """Return the footnotes of the part in which ``locator`` lies."""
        part = locator.rpartition("rec-")[0]
        notes = (b.locator for b in source.blocks if b.kind is BlockKind.FOOTNOTE)
        mark = f"{part}fn"
        return cls(frozenset(n.removeprefix(mark) for n in notes if n.startswith(mark)))

    def cut_marks(self, source: Source, span: Span) -> list[Span]:
        """Return the slices of ``span`` between the marks of footnotes ("projects2")."""
        text = source.text(span)
        marks = [m.span() for m in _EXPORT_MARK.finditer(text)]
        marks += [m.span() for m in _GLUED_MARK.finditer(text) if m[1] in self.labels]
        slices, last = [], 0
        for start, end in [*sorted(marks), (len(text), len(text))]:
            if text[last:start].strip():
                slices.append(Span(span.start + last, span.start + start))
            last = end
        return slices
