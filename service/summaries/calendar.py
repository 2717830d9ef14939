"""Dates, deadlines and contacts: what is due, in order of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from config.outcome_words import outcome_words
from config.profiles import profile
from ingest.dates import find_date
from ingest.records.types import Outcome, OutcomeKind
from ingest.types import BlockKind, Language, Passage, Status
from service.sentences import Sentence, sentences_of, tell
from service.summaries.lines import Line, line_of
from service.summaries.material import Source
from service.summaries.outcomes import is_meant
from service.summaries.telling import Telling
from service.support import text_of
from service.types import Evidence, Quote

_MAIL = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LATER = "~"  # sorts behind every date
_DATE_WITHIN = 48  # characters behind a word such as "until" in which its date stands


@dataclass(frozen=True, slots=True)
class _Entry:
    when: str  # ISO 8601, _LATER where only an address is told
    line: Line


def deadlines(telling: Telling) -> list[Line]:
    """Return what is to be done by some day or to be written to some address, by date."""
    entries: list[_Entry] = []
    for source in telling.full:
        entries += _of_outcomes(telling, source)
        entries += _of_sentences(telling, source)
    entries.sort(key=lambda entry: entry.when)
    distinct = {entry.line.quotes: entry.line for entry in reversed(entries)}
    return [distinct.pop(e.line.quotes) for e in entries if e.line.quotes in distinct]


def _of_outcomes(telling: Telling, source: Source) -> Iterator[_Entry]:
    """Yield outcomes with a deadline or address; what other sections tell is due by its day."""
    for outcome, _ in source.outcomes:
        recalled = outcome.kind is OutcomeKind.DECISION and not source.is_report
        asked = outcome.kind is OutcomeKind.INVITATION  # due only if it is decided
        if recalled or asked or not (outcome.deadline or outcome.contact):
            continue
        if not is_meant(telling, source, outcome) or not _speaks_of_topic(telling, outcome):
            continue
        if not _tells_it_itself(outcome):
            continue
        passage = source.passage(outcome.text.proofs[0].passage)
        line = _line(source, passage, outcome) if passage is not None else None
        if line is None:
            continue
        when = outcome.deadline.value if outcome.deadline else _LATER
        if outcome.kind is OutcomeKind.REQUEST and not outcome.letter:
            telling.mark(line)
        yield _Entry(when, line.labelled(when if when != _LATER else ""))


def _line(source: Source, passage: Passage, outcome: Outcome) -> Line | None:
    """Return an item of a list by itself, anything else as the sentence that it stands in.

    A decision that has been told whole is pointed at by its agenda item.
    """
    if outcome.letter:
        quotes = tuple(
            Quote(Evidence(passage, source.document, 1.0), proof.span, proof.quote)
            for proof in outcome.text.proofs
            if proof.passage == passage.key
        )
        words = " ".join(tell(quote.text) for quote in quotes)
        return Line(source, quotes, words)
    facts = [fact for fact in (outcome.deadline, outcome.contact) if fact is not None]
    spans = {proof.span for fact in facts for proof in fact.proofs}
    own = [n for n, s in enumerate(sentences_of(passage)) if any(_holds(s, x.start) for x in spans)]
    line = line_of(source, passage, own)
    if line is None:
        return None
    if line.heading and outcome.kind is OutcomeKind.DECISION:
        return replace(line, words=line.heading, heading="")
    return replace(line, heading="")


def _tells_it_itself(outcome: Outcome) -> bool:
    """Say whether the day or address stands in the outcome itself, and not beside it."""
    return any(
        text.passage == proof.passage
        and text.span.start <= proof.span.start
        and proof.span.end <= text.span.end
        for fact in (outcome.deadline, outcome.contact)
        if fact is not None
        for proof in fact.proofs
        for text in outcome.text.proofs
    )


def _speaks_of_topic(telling: Telling, outcome: Outcome) -> bool:
    """Say whether an item of a list is about the topic, if the summary is on one."""
    if not telling.topic_terms or outcome.language != telling.request.language:
        return True
    text = text_of(outcome.text.value, outcome.language)
    return not outcome.letter or any(text.has(term) for term in telling.topic_terms)


def _holds(sentence: Sentence, place: int) -> bool:
    return any(piece.span.start <= place < piece.span.end for piece in sentence.pieces)


def _of_sentences(telling: Telling, source: Source) -> Iterator[_Entry]:
    """Yield other sentences that name an address, or a day still to come when it was written."""
    written = source.document.date
    for passage in source.passages:
        if passage.kind is BlockKind.ROW or passage.status in _ELSEWHERE:
            continue
        for place, sentence in enumerate(sentences_of(passage)):
            when = due(sentence.text, passage.language, written)
            if when is None and not _MAIL.search(sentence.text):
                continue
            if telling.is_told(passage, sentence):
                continue
            line = line_of(source, passage, [place])
            if line is not None:
                line = replace(telling.mark(line), heading="")
                yield _Entry(when or _LATER, line.labelled(when or ""))


_ELSEWHERE = (Status.RECOMMENDATION, Status.PROJECT, Status.INVITATION, Status.DELEGATION)


def due(text: str, language: Language, written: str | None) -> str | None:
    """Return the day by which something is to be done, or of the next session, as ISO 8601.

    Days that were past when the document was written are history.
    """
    found = [day for day in _deadlines(text, language) if written is None or day > written]
    if found:
        return min(found)
    if written is not None and profile(language).references.session.search(text):
        day = find_date(text, language)
        if day is not None and day > written:
            return day
    return None


def _deadlines(text: str, language: Language) -> Iterator[str]:
    for cue in outcome_words(language).deadline_before.finditer(text):
        behind = text[cue.end() : cue.end() + _DATE_WITHIN]
        for format_ in profile(language).dates.formats:
            if match := format_.match(behind):
                if day := find_date(behind[: match.end()], language):
                    yield day
                break
