"""Whole sentences of a passage, as they are told and quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from config.leaning_words import leaning_words
from config.profiles import profile
from ingest.types import Passage, Span
from service.sentences import Sentence, cover, sentences_of, tell
from service.summaries.material import Source
from service.types import Evidence, Quote

_SCORE = 1.0  # chosen by what it is, not ranked
LEFT_OUT = "[…]"
_BEFORE = 320  # characters before a decision that are told with it
_MOST_BEFORE = 3  # sentences that one may need to be understood
_TITLE = 160  # characters of a heading that is told


@dataclass(frozen=True, slots=True)
class Line:
    """One statement before it is numbered.

    ``words`` are those of ``quotes``, ``label`` is ours and stands before them. Without words the
    line is ours altogether, and the quotes show it. ``heading`` is the agenda item it is under.
    ``worded``: a model worded it, in the language of the summary.
    """

    source: Source
    quotes: tuple[Quote, ...]
    words: str
    label: str = ""
    heading: str = ""
    worded: bool = False

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
    words = f" {LEFT_OUT} ".join(told for each in covers if (told := _told(each)))
    heading = agenda_heading(passage) or (section_heading(passage) if source.is_long else "")
    return Line(source, tuple(quotes), words, heading=heading) if words else None


def line_at(source: Source, passage: Passage, spans: Sequence[Span]) -> Line | None:
    """Return the sentences that hold ``spans``, a list with what introduces it."""
    chosen = places(passage, spans)
    return line_of(source, passage, understood(passage, chosen) or chosen)


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
        if begins_item(sentences, n) and (lead := lead_of(sentences, n)) is not None:
            found.add(lead)
    for n in sorted(found):
        if leads(sentences, n):
            found.update(items_after(sentences, n))
    return sorted(found)


def leads(sentences: Sequence[Sentence], place: int) -> bool:
    """Say whether a sentence introduces the list items behind it: with a colon or no end at all."""
    if sentences[place].item or place + 1 == len(sentences) or not sentences[place + 1].item:
        return False
    return sentences[place].introduces or not _is_closed(sentences[place])


def _is_closed(sentence: Sentence) -> bool:
    return sentence.text.rstrip("*”»)\"' ")[-1:] in ".!?…。！？؟"


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


def section_heading(passage: Passage) -> str:
    """Return the headings of the section that a passage stands in, at most two levels of them."""
    return " / ".join(" ".join(heading.split())[:_TITLE] for heading in passage.section[-2:])


def _told(sentence: Sentence) -> str:
    return " ".join(filter(None, (tell(piece.text) for piece in sentence.pieces)))


def with_what_precedes(passage: Passage, chosen: Sequence[int]) -> list[int]:
    """Return ``chosen`` with the sentences before the first, if they are few words.

    Of more, those that the first leans on: "It decided to go on" says nothing by itself.
    """
    sentences = sentences_of(passage)
    before = range(chosen[0]) if chosen else ()
    if sum(len(sentences[n].text) for n in before) > _BEFORE:
        return understood(passage, chosen) or list(chosen)
    return [*before, *chosen]


def understood(passage: Passage, chosen: Sequence[int], *, strictly: bool = False) -> list[int]:
    """Return ``chosen`` with the sentences before that they lean on.

    Empty where one leans on what stands outside of the passage. ``strictly``: a demonstrative
    anywhere leans, too.
    """
    sentences = sentences_of(passage)
    known = leaning_words(passage.language)
    kept: set[int] = set()
    for n in sorted(chosen):
        kept.add(n)
        place = n
        while place - 1 not in kept and not begins_item(sentences, place):
            text = tell(sentences[place].text)
            leans = known.openings.match(text)
            if not leans and strictly and place == n:
                leans = known.demonstratives.search(text)
            if not leans:
                break
            if place == 0 or n - place == _MOST_BEFORE:
                return []
            place -= 1
            kept.add(place)
    return sorted(kept)


def begins_item(sentences: Sequence[Sentence], place: int) -> bool:
    """Say whether a sentence is the first of a list item; what follows it may be none of it."""
    item = sentences[place].item
    return item > 0 and (place == 0 or sentences[place - 1].item != item)


def lead_of(sentences: Sequence[Sentence], item: int) -> int | None:
    """Return the place of the sentence that introduces the list of an item, if there is one."""
    if not begins_item(sentences, item):
        return None
    for n in range(item - 1, -1, -1):
        if not sentences[n].item:
            return n if leads(sentences, n) else None
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
