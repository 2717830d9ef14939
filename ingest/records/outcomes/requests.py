"""What the Secretariat, or the participants of a meeting, ask of whom, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from config.outcome_words import outcome_words
from config.profiles import profile
from ingest.records.outcomes.details import actor, details
from ingest.records.outcomes.lists import ends_at, trimmed
from ingest.records.outcomes.meetings import Meetings, Told
from ingest.records.outcomes.reading import Item, Reading
from ingest.records.proofs import Source
from ingest.records.types import Outcome, OutcomeKind
from ingest.status import standing
from ingest.types import Span


def find_requests(source: Source, meetings: Meetings, reading: Reading) -> Iterator[Outcome]:
    """Yield the requests of a passage, those that bodies decide left out."""
    for section in reading.sections:
        sentences = list(reading.sentences(section.prose))
        for number, sentence in enumerate(sentences):
            items = section.items if number == len(sentences) - 1 else ()
            yield from _of_sentence(source, meetings, reading, sentence, items)


def _of_sentence(
    source: Source,
    meetings: Meetings,
    reading: Reading,
    sentence: Span,
    items: tuple[Item, ...],
) -> Iterator[Outcome]:
    words, cues = outcome_words(source.language), profile(source.language).cues
    text = reading.text(sentence)
    if any(standing(cues, act, text) for act in (cues.invitation, cues.decision, cues.delegation)):
        return
    if meetings.convened(reading, sentence, meetings.sessions(reading, sentence)):
        return
    asked = _first(words.requests.pattern, reading, sentence)
    match = asked or _first(words.sending.pattern, reading, sentence)
    if match is None:
        return
    told = _meeting(meetings, reading, sentence, asked=asked is not None)
    lettered = asked is not None and bool(items) and all(item.letter for item in items)
    whole = details(reading, sentence, act=match.start(), links=True)
    for item in items if lettered else (Item(None, sentence),):
        span = trimmed(reading, item.span) if lettered else sentence
        more = details(reading, span, links=True) if lettered else whole
        if asked is None and more.deadline is None and more.contact is None:
            continue
        yield Outcome(
            document=source.document.key,
            language=source.language,
            kind=OutcomeKind.REQUEST,
            text=reading.told(span),
            meeting=told.meeting,
            body=told.body,
            session=told.session,
            paragraph=reading.passage.paragraph,
            letter=item.letter,
            actor=actor(reading, sentence),
            addressee=whole.addressee or more.addressee,
            deadline=more.deadline,
            contact=more.contact,
            symbols=more.symbols,
        )


def _first(pattern: re.Pattern[str], reading: Reading, sentence: Span) -> re.Match[str] | None:
    """Return the first match that begins with a word."""
    matches = pattern.finditer(reading.bare, *sentence)
    return next((m for m in matches if ends_at(reading.bare, m.start())), None)


def _meeting(meetings: Meetings, reading: Reading, sentence: Span, *, asked: bool) -> Told:
    """Return the meeting that asks, or for which a letter or a report asks."""
    if asked:
        for held in meetings.sessions(reading, sentence):
            if held.body:
                return meetings.told(reading, held)
    if meetings.is_letter or meetings.is_report:
        return replace(meetings.own)
    return (meetings.talks(reading, sentence.start) if asked else None) or Told()
