"""Recommendations told in full under a heading: a field of a form ("1.3 Recommendations")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from config.profiles import profile
from config.recommendation_words import recommendation_words
from ingest.records.proofs import Source
from ingest.records.recommendations.addressees import find_addressee
from ingest.records.recommendations.labels import Label, read_label
from ingest.records.recommendations.sets import set_of_list
from ingest.records.types import Fact, Recommendation
from ingest.types import Passage, Span

FEWEST_CHARACTERS = 10
"""Of a quotation: less than this is no sentence in any of the six languages."""

_NUMBERED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
_LINE = re.compile(r"[^\n]+")


def read_quotes(source: Source) -> Iterator[Recommendation]:
    """Yield what the fields of a form quote, in reading order."""
    quotes = [
        (passage, label, spans)
        for passage in source.passages
        if "rec-" not in passage.locator and _is_field(source, passage)
        for label, spans in _quotes_in(source, passage)
    ]
    marks = any(label.marked for _, (label, _), _ in quotes)
    words = recommendation_words(source.language).addressee
    for passage, (label, start), spans in quotes:
        named = Span(start, start + label.named)
        printed = Span(start, start + label.end)
        immediate: Fact[bool] | None = None
        if marks:
            immediate = source.fact(label.marked, passage, printed)
        yield Recommendation(
            document=source.document.key,
            language=source.language,
            set=set_of_list(source, passage),
            number=source.fact(label.number, passage, named),
            text=source.told(passage, *spans),
            addressee=find_addressee(source, passage, spans[0], words),
            immediate=immediate,
        )


def _is_field(source: Source, passage: Passage) -> bool:
    """Return whether ``passage`` stands under a heading or title of recommendations."""
    heading = passage.section[-1] if passage.section else source.document.title
    records = profile(source.language).records
    bare = _NUMBERED.sub("", heading, count=1).strip(" :：")
    if records.project_fields["recommendations"].fullmatch(bare):
        return True
    return records.recommendation_word.search(heading) is not None


def _quotes_in(source: Source, passage: Passage) -> Iterator[tuple[tuple[Label, int], list[Span]]]:
    """Yield the labels in ``passage`` with the offset of each, and the slices of its text."""
    label: tuple[Label, int] | None = None
    spans: list[Span] = []
    for line in _lines(source, passage):
        found = read_label(source.text(line), source.language)
        if found is not None and found.separated:
            if label is not None and _is_told(source, spans):
                yield label, spans
            label, spans = (found, line.start), []
            line = Span(line.start + found.text, line.end)
        if source.text(line).strip():
            spans = _joined(spans, line)
    if label is not None and _is_told(source, spans):
        yield label, spans


def _lines(source: Source, passage: Passage) -> Iterator[Span]:
    for span in passage.spans:
        for match in _LINE.finditer(source.text(span)):
            yield Span(span.start + match.start(), span.start + match.end())


def _joined(spans: list[Span], line: Span) -> list[Span]:
    """Return ``spans`` with ``line``, which may go on where the last one ends."""
    if spans and line.start - spans[-1].end == 1:
        return [*spans[:-1], Span(spans[-1].start, line.end)]
    return [*spans, line]


def _is_told(source: Source, spans: list[Span]) -> bool:
    return sum(len(source.text(span).strip()) for span in spans) >= FEWEST_CHARACTERS
