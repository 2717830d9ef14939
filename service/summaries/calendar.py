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
from service.sentences import Sentence, sentences_of
from service.summaries.lines import LEFT_OUT, Line, lead_of, leads, line_of, understood
from service.summaries.material import Source
from service.summaries.outcomes import is_meant
from service.summaries.telling import Telling

_MAIL = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LATER = "~"  # sorts behind every date
_DATE_WITHIN = 48  # characters behind a word such as "until" in which its date stands


@dataclass(frozen=True, slots=True)
class _Entry:
    when: str  # ISO 8601, _LATER where only an address is told
    line: Line


def deadlines(telling: Telling) -> list[Line]:
    """Return what is to be done by some day or to be written to some address, by date.

    Before each stands its day, as the document prints it.
    """
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
        if not is_meant(telling, source, outcome) or not _tells_it_itself(outcome):
            continue
        passage = source.passage(outcome.text.proofs[0].passage)
        line = _line(source, passage, outcome) if passage is not None else None
        if line is None:
            continue
        if outcome.letter and not source.is_report and not telling.speaks(line):
            continue
        if outcome.kind is OutcomeKind.REQUEST and not outcome.letter:
            telling.mark(line)
        when, printed = _LATER, ""
        if outcome.deadline:
            when, printed = outcome.deadline.value, outcome.deadline.printed
        yield _Entry(when, line.labelled(printed))


def _line(source: Source, passage: Passage, outcome: Outcome) -> Line | None:
    """Return the sentence that tells the day, an item of a list with what introduces the list.

    Items that are not told are marked as left out.
    """
    facts = [fact for fact in (outcome.deadline, outcome.contact) if fact is not None]
    places = {proof.span.start for fact in facts for proof in fact.proofs}
    sentences = sentences_of(passage)
    own = [n for n, s in enumerate(sentences) if any(_holds(s, place) for place in places)]
    chosen = understood(passage, own) or own
    chosen += [lead for n in own if (lead := lead_of(sentences, n)) is not None]
    line = line_of(source, passage, sorted(set(chosen)))
    if line is None:
        return None
    goes_on = chosen and leads(sentences, max(chosen))
    return replace(line, words=f"{line.words} {LEFT_OUT}" if goes_on else line.words, heading="")


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


def _holds(sentence: Sentence, place: int) -> bool:
    return any(piece.span.start <= place < piece.span.end for piece in sentence.pieces)


def _of_sentences(telling: Telling, source: Source) -> Iterator[_Entry]:
    """Yield other sentences that name an address, or a day still to come when it was written."""
    written = source.document.date
    for passage in source.passages:
        if passage.kind is BlockKind.ROW or passage.status in _ELSEWHERE:
            continue
        for place, sentence in enumerate(sentences_of(passage)):
            found = due(sentence.text, passage.language, written)
            if found is None and not _MAIL.search(sentence.text):
                continue
            if telling.is_told(passage, sentence):
                continue
            chosen = {place, *understood(passage, [place])}
            if (lead := lead_of(sentences_of(passage), place)) is not None:
                chosen.add(lead)
            line = line_of(source, passage, chosen)
            if line is not None:
                line = replace(telling.mark(line), heading="")
                when, printed = found or (_LATER, "")
                yield _Entry(when, line.labelled(printed))


_ELSEWHERE = (Status.RECOMMENDATION, Status.PROJECT, Status.INVITATION, Status.DELEGATION)


def due(text: str, language: Language, written: str | None) -> tuple[str, str] | None:
    """Return the day by which something is to be done, or of the next session.

    As ISO 8601, and as it is printed. Days that were past when the document was written are
    history.
    """
    found = [day for day in _deadlines(text, language) if written is None or day[0] > written]
    if found:
        return min(found)
    if written is not None and profile(language).references.session.search(text):
        days = [day for day in _days(text, language) if day[0] > written]
        return days[0] if days else None
    return None


def _deadlines(text: str, language: Language) -> Iterator[tuple[str, str]]:
    for cue in outcome_words(language).deadline_before.finditer(text):
        behind = text[cue.end() : cue.end() + _DATE_WITHIN]
        for format_ in profile(language).dates.formats:
            if match := format_.match(behind):
                printed = behind[: match.end()]
                if day := find_date(printed, language):
                    yield day, " ".join(printed.split())
                break


def _days(text: str, language: Language) -> Iterator[tuple[str, str]]:
    found = [m.span() for f in profile(language).dates.formats for m in f.finditer(text)]
    for start, end in sorted(found):
        if day := find_date(text[start:end], language):
            yield day, " ".join(text[start:end].split())
