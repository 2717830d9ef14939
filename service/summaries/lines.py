"""Whole sentences of a passage, as they are told and quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from config.profiles import profile
from ingest.types import Passage, Span
from service.sentences import Sentence, cover, sentences_of, tell
from service.summaries.material import Source
from service.types import Evidence, Quote

_SCORE = 1.0  # chosen by what it is, not ranked
_LEFT_OUT = " […] "
_BEFORE = 320  # characters before a decision that are told with it
_TITLE = 160  # characters of a heading that is told


@dataclass(frozen=True, slots=True)
class Line:
    """One statement before it is numbered.

    ``words`` are those of ``quotes``, ``label`` is ours and stands before them. Without words the
    line is ours altogether, and the quotes show it. ``heading`` is the agenda item it is under.
    """

    source: Source
    quotes: tuple[Quote, ...]
    words: str
    label: str = ""
    heading: str = ""

    def labelled(self, label: str) -> Line:
        """Return the line with another label."""
        return replace(self, label=label)


def line_of(source: Source, passage: Passage, chosen: Iterable[int]) -> Line | None:
    """Return the sentences at the places ``chosen`` of a passage as one line.

    Sentences in a row are quoted as one; what is left out between them is marked.
    """
    sentences = sentences_of(passage)
    covers = [
        cover(sentences[first], sentences[last], passage) for first, last in _runs(sorted(chosen))
    ]
    if not covers:
        return None
    evidence = Evidence(passage, source.document, _SCORE)
    quotes = [Quote(evidence, p.span, p.text) for each in covers for p in each.pieces]
    quotes = [quote for quote in quotes if quote.text.strip()]
    words = _LEFT_OUT.join(told for each in covers if (told := _told(each)))
    heading = agenda_heading(passage)
    return Line(source, tuple(quotes), words, heading=heading) if words else None


def line_at(source: Source, passage: Passage, spans: Sequence[Span]) -> Line | None:
    """Return the sentences that hold ``spans``, a list with what introduces it."""
    return line_of(source, passage, places(passage, spans))


def whole(source: Source, passage: Passage) -> Line | None:
    """Return all of a passage."""
    return line_of(source, passage, range(len(sentences_of(passage))))


def places(passage: Passage, spans: Sequence[Span]) -> list[int]:
    """Return the places of the sentences that overlap ``spans``.

    With an item of a list comes the sentence that introduces the list, and with that all items.
    """
    sentences = sentences_of(passage)
    found = {n for n, sentence in enumerate(sentences) if _overlaps(sentence, spans)}
    for n in sorted(found):
        if _begins_item(sentences, n) and (lead := _lead(sentences, n)) is not None:
            found.add(lead)
    for n in sorted(found):
        if sentences[n].introduces:
            found.update(items_after(sentences, n))
    return sorted(found)


def items_after(sentences: Sequence[Sentence], lead: int) -> Iterator[int]:
    """Yield the places of the list items that a sentence introduces."""
    for n in range(lead + 1, len(sentences)):
        if not sentences[n].item:
            return
        yield n


def agenda_heading(passage: Passage) -> str:
    """Return the heading of the agenda item that a passage stands under, "" if it has none."""
    item = profile(passage.language).agenda.item
    found = [heading for heading in passage.section if item.search(heading)]
    return " ".join(found[-1].split())[:_TITLE] if found else ""


def _told(sentence: Sentence) -> str:
    return " ".join(filter(None, (tell(piece.text) for piece in sentence.pieces)))


def with_what_precedes(passage: Passage, chosen: Sequence[int]) -> list[int]:
    """Return ``chosen`` with the sentences before the first, if they are few words.

    "It decided to go on" says nothing without the sentence before it.
    """
    sentences = sentences_of(passage)
    before = range(chosen[0]) if chosen else ()
    if sum(len(sentences[n].text) for n in before) > _BEFORE:
        return list(chosen)
    return [*before, *chosen]


def _begins_item(sentences: Sequence[Sentence], place: int) -> bool:
    item = sentences[place].item
    return item > 0 and (place == 0 or sentences[place - 1].item != item)


def _lead(sentences: Sequence[Sentence], item: int) -> int | None:
    for n in range(item - 1, -1, -1):
        if not sentences[n].item:
            return n if sentences[n].introduces else None
    return None


def _overlaps(sentence: Sentence, spans: Sequence[Span]) -> bool:
    start, end = sentence.pieces[0].span.start, sentence.pieces[-1].span.end
    return any(start < span.end and span.start < end for span in spans)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of ``numbers`` without a gap."""
    first = last = None
    for number in numbers:
        if first is None or last is None:
            first = last = number
        elif number == last + 1:
            last = number
        else:
            yield first, last
            first = last = number
    if first is not None and last is not None:
        yield first, last
