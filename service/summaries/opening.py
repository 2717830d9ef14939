"""What a document is about: how it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.types import BlockKind, Passage, Status
from service.sentences import items_in, sentences_of
from service.summaries.lines import Line, agenda_heading, items_after, leads, line_of
from service.summaries.material import Source
from service.summaries.positions import is_statement
from service.summaries.telling import Telling
from service.support import text_of
from service.words import words

_TOLD_ELSEWHERE = (Status.DECISION, Status.INVITATION)
_FIRST = 4  # passages among which the one is looked for that says what the title says
_SHORT = 60  # characters; less is a salutation or a date
_SENTENCES = 3
_LENGTH = 700  # characters of an opening that is told whole


def about(telling: Telling) -> list[Line]:
    """Return how each document begins; a topic has no beginning."""
    lines = []
    for source in telling.sources if telling.topic is None else ():
        passage = opening(source)
        if passage is None or telling.is_told(passage):
            continue
        sentences = sentences_of(passage)
        if not source.is_whole:  # what was discussed; what was said about it stands elsewhere
            sentences = sentences[:1]
        is_long = len(passage.text) > _LENGTH and not items_in(passage)
        chosen = set(range(len(sentences))[: 2 if is_long else _SENTENCES])
        for place in sorted(chosen):
            if leads(sentences, place):
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
        if first is None or not agenda_heading(first) or first.status in _TOLD_ELSEWHERE:
            return None
        return None if is_statement(first, sentences_of(first)[0].text) else first
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
