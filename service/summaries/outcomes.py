"""Decisions, invitations, requests, key actions and groups: each told as what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from index.records.types import Joined, Step
from index.selection import spelling
from ingest.records.types import Outcome, OutcomeKind
from ingest.types import Passage, Span, Status
from service.sentences import sentences_of
from service.summaries.lines import (
    Line,
    begins_item,
    line_at,
    line_of,
    places,
    whole,
    with_what_precedes,
)
from service.summaries.material import Source
from service.summaries.telling import Telling

Wants = Callable[[Source, Outcome], bool]


def decisions(telling: Telling) -> list[Line]:
    """Return what the sessions decided that the summary is of, in their own reports.

    Where no report of a meeting is held, what other documents tell of its decisions.
    """
    meeting = spelling(telling.meeting or "")
    reported = any(source.is_report for source in telling.full)

    def wants(source: Source, outcome: Outcome) -> bool:
        if outcome.kind is not OutcomeKind.DECISION:
            return False
        if source.is_report:
            return spelling(outcome.meeting) in ("", spelling(source.meeting))
        return bool(meeting) and not reported and spelling(outcome.meeting) == meeting

    return list(_in_order(telling, wants, decided=True))


def earlier_decisions(telling: Telling) -> list[Line]:
    """Return the decisions of other sessions that the documents recall."""
    meeting = spelling(telling.meeting or "")

    def wants(_: Source, outcome: Outcome) -> bool:
        is_own = bool(meeting) and spelling(outcome.meeting) == meeting  # told by its report
        return outcome.kind is OutcomeKind.DECISION and not is_own

    return list(_in_order(telling, wants))


def invitations(telling: Telling) -> list[Line]:
    """Return what bodies are invited to do, each with what was decided on it since."""
    lines: list[Line] = []
    for source in telling.full:
        for passage, held in _by_passage(source, _kind(OutcomeKind.INVITATION)):
            if passage.status is not Status.INVITATION:
                continue
            line = line_at(source, passage, _spans(passage, held))
            if line is None or telling.is_told(passage):
                continue
            if telling.speaks(line, " ".join(passage.section)):
                lines.append(telling.mark(line))
                lines += _since(telling, source, held)
    return lines


def requests(telling: Telling) -> list[Line]:
    """Return what is requested, and of whom.

    A sentence that asks to write or to send by some day is left to the dates and contacts.
    """
    lines: list[Line] = []
    for source in telling.full:
        for passage, held in _by_passage(source, _kind(OutcomeKind.REQUEST)):
            if all(_is_of_calendar(passage, outcome) for outcome, _ in held):
                continue
            line = line_at(source, passage, _spans(passage, held))
            if line is None or telling.is_told(passage):
                continue
            if telling.speaks(line, " ".join(passage.section)):
                lines.append(telling.mark(line))
    return lines


def key_actions(telling: Telling) -> list[Line]:
    """Return the key actions that were named, and the groups that are proposed."""

    def wants(_: Source, outcome: Outcome) -> bool:
        return outcome.kind in (OutcomeKind.KEY_ACTION, OutcomeKind.PROPOSED_GROUP)

    return list(_in_order(telling, wants))


def asks_to_decide(source: Source, outcome: Outcome) -> bool:
    """Say whether an outcome asks a body to decide: letters invite to attend a session, too."""
    passage = source.passage(outcome.text.proofs[0].passage)
    is_invitation = passage is not None and passage.status is Status.INVITATION
    return is_invitation or outcome.kind is not OutcomeKind.INVITATION


def is_meant(telling: Telling, source: Source, outcome: Outcome) -> bool:
    """Say whether an outcome belongs: of another meeting's document only what is of the meeting."""
    meeting = spelling(telling.meeting or "")
    if not meeting or spelling(source.meeting) == meeting:
        return True
    return spelling(outcome.meeting) in ("", meeting)


def _in_order(telling: Telling, wants: Wants, *, decided: bool = False) -> Iterator[Line]:
    for source in telling.full:
        found = dict(_by_key(telling, source, wants))
        for passage in source.passages:
            spans = found.get(passage.key)
            if spans is None and decided and source.is_report:
                line = whole(source, passage) if passage.status is Status.DECISION else None
            else:
                line = _decision(source, passage, spans) if spans else None
            if line is None or telling.is_told(passage):
                continue
            if source.is_report or telling.speaks(line, " ".join(passage.section)):
                yield telling.mark(line)


def _decision(source: Source, passage: Passage, spans: Sequence[Span]) -> Line | None:
    return line_of(source, passage, with_what_precedes(passage, places(passage, spans)))


def _by_key(telling: Telling, source: Source, wants: Wants) -> Iterator[tuple[str, list[Span]]]:
    found: dict[str, list[Span]] = defaultdict(list)
    for outcome, _ in source.outcomes:
        if wants(source, outcome) and is_meant(telling, source, outcome):
            for proof in outcome.text.proofs:
                found[proof.passage].append(proof.span)
    yield from found.items()


def _kind(kind: OutcomeKind) -> Callable[[Outcome], bool]:
    return lambda outcome: outcome.kind is kind


def _by_passage(
    source: Source, wanted: Callable[[Outcome], bool]
) -> Iterator[tuple[Passage, list[tuple[Outcome, Joined]]]]:
    found: dict[str, list[tuple[Outcome, Joined]]] = defaultdict(list)
    for outcome, joined in source.outcomes:
        if wanted(outcome):
            found[outcome.text.proofs[0].passage].append((outcome, joined))
    for passage in source.passages:
        if passage.key in found:
            yield passage, found[passage.key]


def _spans(passage: Passage, held: Sequence[tuple[Outcome, Joined]]) -> list[Span]:
    return [
        proof.span
        for outcome, _ in held
        for proof in outcome.text.proofs
        if proof.passage == passage.key
    ]


def _is_of_calendar(passage: Passage, outcome: Outcome) -> bool:
    """Say whether a request is one sentence that tells a day or an address."""
    if outcome.letter or not (outcome.deadline or outcome.contact):
        return False
    sentences = sentences_of(passage)
    return not any(
        begins_item(sentences, n) or sentences[n].introduces
        for n in places(passage, outcome_spans(outcome))
    )


def outcome_spans(outcome: Outcome) -> list[Span]:
    """Return where the text of an outcome stands."""
    return [proof.span for proof in outcome.text.proofs]


def _since(
    telling: Telling, source: Source, held: Sequence[tuple[Outcome, Joined]]
) -> Iterator[Line]:
    """Yield the decisions that followed, of what is not open any more."""
    for _, joined in held:
        thread = telling.shelf.records.thread(joined, (telling.request.language,))
        if thread.open:
            continue
        for step in thread.steps:
            line = _step(telling, source, step)
            if line is not None and not telling.is_told(step.passage):
                label = telling.texts.labels["decided_since"].format(name=step.document.key)
                yield telling.mark(line.labelled(label))


def _step(telling: Telling, source: Source, step: Step) -> Line | None:
    if step.passage.status is not Status.DECISION or step.document.key == source.entry.key:
        return None
    document = telling.shelf.library.document(step.document.key, step.document.language)
    if document is None:
        return None
    return line_at(
        Source(step.document, document, (step.passage,), sections=1),
        step.passage,
        [step.proof.span],
    )
