"""Key actions that participants of the dialogue named, and groups proposed to carry them out."""

from __future__ import annotations

from collections.abc import Iterator

from config.outcome_words import outcome_words
from config.profiles import TALKS
from ingest.records.outcomes.details import actor, contact, deadline, details
from ingest.records.outcomes.lists import enumerated, marked, trimmed
from ingest.records.outcomes.meetings import Meetings, Told
from ingest.records.outcomes.reading import Item, Reading, Section
from ingest.records.proofs import Source
from ingest.records.types import Fact, Outcome, OutcomeKind
from ingest.types import Span, Status


def find_actions(source: Source, meetings: Meetings, reading: Reading) -> Iterator[Outcome]:
    """Yield the key actions of a passage: none without a list of them."""
    words = outcome_words(source.language)
    for sentence, items in _lists(reading):
        named = words.key_actions.pattern.search(reading.bare, *sentence)
        if named is None or words.groups.pattern.search(reading.bare, *sentence):
            continue
        told = _session(meetings, reading, sentence)
        if told is None:
            continue  # of another meeting than the dialogue
        whom = details(reading, sentence).addressee
        for item in items or marked(reading, sentence) or enumerated(reading, sentence):
            more = details(reading, item.span)
            yield Outcome(
                document=source.document.key,
                language=source.language,
                kind=OutcomeKind.KEY_ACTION,
                text=reading.told(item.span),
                meeting=told.meeting,
                body=told.body,
                session=told.session,
                paragraph=reading.passage.paragraph,
                letter=item.letter,
                actor=actor(reading, sentence),
                addressee=more.addressee or whom,
                deadline=more.deadline,
                contact=more.contact,
                symbols=more.symbols,
            )


def find_groups(source: Source, readings: list[Reading], reading: Reading) -> Iterator[Outcome]:
    """Yield the groups that the Secretariat proposes to create, and how to join them."""
    words = outcome_words(source.language)
    for sentence, items in _lists(reading):
        match = words.groups.pattern.search(reading.bare, *sentence)
        if match is None:
            continue
        until, address = _joining(readings)
        for item in items or marked(reading, sentence) or (Item(None, sentence),):
            more = details(reading, item.span)
            yield Outcome(
                document=source.document.key,
                language=source.language,
                kind=OutcomeKind.PROPOSED_GROUP,
                text=reading.told(item.span),
                paragraph=reading.passage.paragraph,
                letter=item.letter,
                actor=actor(reading, sentence),
                deadline=more.deadline or until,
                contact=more.contact or address,
                symbols=more.symbols,
            )


def _joining(readings: list[Reading]) -> tuple[Fact[str] | None, Fact[str] | None]:
    """Return by when and where to those write who wish to join: from one sentence, if it can be."""
    found: list[tuple[Fact[str] | None, Fact[str] | None]] = []
    for reading in readings:
        if reading.passage.status is Status.DELEGATION:
            continue
        words = outcome_words(reading.source.language)
        for section in reading.sections:
            for sentence in reading.sentences(section.prose):
                if words.joining.pattern.search(reading.bare, *sentence):
                    found.append((deadline(reading, sentence), contact(reading, sentence)))
    for until, address in found:
        if until and address:
            return until, address
    return (
        next((until for until, _ in found if until), None),
        next((address for _, address in found if address), None),
    )


def _session(meetings: Meetings, reading: Reading, sentence: Span) -> Told | None:
    """Return the session of the dialogue that named the actions."""
    before = meetings.talks(reading, sentence.end)
    for held in meetings.sessions(reading, sentence):
        if held.body is None or held.body.code == TALKS:
            told = meetings.told(reading, held)
            if before or told.code or meetings.own.code == TALKS:
                return Told(TALKS, told.number, told.body, told.session)
    return before


def _lists(reading: Reading) -> Iterator[tuple[Span, tuple[Item, ...]]]:
    """Yield the sentences of a passage, each with the items that hang on it."""
    for section in reading.sections:
        sentences = list(reading.sentences(section.prose))
        for number, sentence in enumerate(sentences):
            last = number == len(sentences) - 1
            yield sentence, _items(reading, section) if last else ()


def _items(reading: Reading, section: Section) -> tuple[Item, ...]:
    return tuple(Item(item.letter, trimmed(reading, item.span)) for item in section.items)
