"""What a document is about: how it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.types import BlockKind, Passage, Status
from service.sentences import items_in, sentences_of
from service.summaries.lines import Line, agenda_heading, items_after, line_of
from service.summaries.material import Source
from service.summaries.positions import is_statement
from service.summaries.telling import Telling
from service.support import text_of
from service.words import words

_FIRST = 4  # passages among which the one is looked for that says what the title says
_SHORT = 60  # characters; less is a salutation or a date
_SENTENCES = 3
_LENGTH = 700  # characters of an opening that is told whole


def about(telling: Telling) -> list[Line]:
    """Return how each document begins."""
    lines = []
    for source in telling.sources:
        passage = opening(source)
        if passage is None or telling.is_told(passage):
            continue
        sentences = sentences_of(passage)
        if not source.is_whole:  # what was discussed; what was said about it stands elsewhere
            sentences = sentences[:1]
        is_long = len(passage.text) > _LENGTH and not items_in(passage)
        chosen = set(range(len(sentences))[: 2 if is_long else _SENTENCES])
        for place in sorted(chosen):
            if sentences[place].introduces:
                chosen.update(items_after(sentences, place))
        line = line_of(source, passage, chosen)
        if line is not None:
            lines.append(replace(telling.mark(line), heading=""))
    return lines


def opening(source: Source) -> Passage | None:
    """Return the paragraph that says what a document is about.

    The first that is numbered; without numbers, of the first few the one that has most words of
    the title. What a document is invited for or decided stands elsewhere.
    """
    if not source.is_whole:
        first = next(iter(source.passages), None)
        spoken = first is not None and is_statement(first, sentences_of(first)[0].text)
        is_item = first is not None and bool(agenda_heading(first))
        return first if is_item and not spoken else None
    found = [
        p
        for p in source.passages
        if p.kind is BlockKind.PARAGRAPH
        and p.annex is None
        and p.status not in (Status.INVITATION, Status.RECOMMENDATION)
    ]
    numbered = next((p for p in found if p.paragraph == "1"), None)
    if numbered is not None:
        return numbered
    return _most_like_title([p for p in found if len(p.text) >= _SHORT][:_FIRST], source)


def _most_like_title(found: Sequence[Passage], source: Source) -> Passage | None:
    title = set(words(source.document.title))

    def shared(passage: Passage) -> int:
        text = text_of(passage.text, passage.language)
        return sum(text.has(word) for word in title)

    return max(found, key=shared, default=None)
