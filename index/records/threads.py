"""What is said about a thing over time, and whether somebody still has to decide on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from index.catalogue import Catalogue
from index.records.calendar import UNDATED, Calendar
from index.records.choosing import language_rank
from index.records.types import Group, Joined, Reason, Step, Thread, Told
from index.types import DocumentEntry
from ingest.records.codec import decode_mention
from ingest.records.types import (
    Outcome,
    OutcomeKind,
    Project,
    Proof,
    Recommendation,
    Record,
    State,
)
from ingest.types import Language, Passage, Status


class _Said(NamedTuple):
    """Words about a thing, before their passage is read."""

    document: DocumentEntry
    proof: Proof
    state: State | None = None
    mentioned: bool = False


def read_thread(
    catalogue: Catalogue,
    joined: Joined,
    kept: Mapping[int, DocumentEntry],
    calendar: Calendar,
    languages: Sequence[Language] = (),
) -> Thread:
    """Return the passages that tell or speak of ``joined``, of the documents ``kept``.

    Of the language versions of a passage one is shown: that of the first of ``languages`` in
    which it speaks of the thing, else that of the best source.
    """
    said = [each for told in joined.sources for each in _told(told)]
    said += _mentions(catalogue, joined, kept)
    passages = _passages(catalogue, said)
    steps = []
    for key, versions in _by_key(said, languages).items():
        first = versions[0]
        passage = passages.get((key, first.document.language))
        if passage is not None:
            state = next((each.state for each in versions if each.state), None)
            mentioned = all(each.mentioned for each in versions)
            steps.append(Step(first.document, passage, first.proof, state, mentioned))

    def place(step: Step) -> tuple[object, ...]:
        return *calendar.place(step.document), step.document.key, step.passage.order

    steps.sort(key=place)
    reason = _open(joined, steps, calendar)
    return Thread(tuple(steps), reason is not None, reason)


def main_proofs(record: Record) -> tuple[Proof, ...]:
    """Return what proves that a record is told: its title or text."""
    if isinstance(record, Project):
        return record.title.proofs
    if isinstance(record, Recommendation | Outcome):
        return record.text.proofs
    raise TypeError(type(record).__name__)


def names_of(group: Group) -> tuple[str, ...]:
    """Return what mentions of the things that ``group`` tells of are of."""
    names = [f"passage:{stub.passage}" for stub in group.stubs]
    if group.kind == "recommendation":
        names += [f"recommendation:{stub.set}/{stub.number}" for stub in group.stubs]
    names += [f"project:{stub.code}" for stub in group.stubs if stub.code]
    return tuple(dict.fromkeys(names))


def _told(told: Told) -> list[_Said]:
    record, document = told
    said = [_Said(document, proof) for proof in main_proofs(record)[:1]]
    status = record.status if isinstance(record, Recommendation | Project) else None
    if status is not None:
        said += [_Said(document, proof, status.value) for proof in status.proofs[:1]]
    return said


def _mentions(
    catalogue: Catalogue, joined: Joined, kept: Mapping[int, DocumentEntry]
) -> list[_Said]:
    return [
        _Said(kept[row["document_id"]], decode_mention(row["data"]).proof, mentioned=True)
        for row in catalogue.mentions(names_of(joined.group))
        if row["document_id"] in kept
    ]


def _by_key(said: Iterable[_Said], languages: Sequence[Language]) -> dict[str, list[_Said]]:
    """Return what is said by the key of its passage, the version to be shown first."""
    found: dict[str, list[_Said]] = defaultdict(list)
    for each in said:
        found[each.proof.passage].append(each)
    for versions in found.values():
        versions.sort(key=lambda each: language_rank(each.document.language, languages))
    return found


def _passages(
    catalogue: Catalogue, said: Iterable[_Said]
) -> Mapping[tuple[str, Language], Passage]:
    return catalogue.passages_of((each.proof.passage, each.document.language) for each in said)


# --- is it open? ------------------------------------------------------------------------------


def _open(joined: Joined, steps: Sequence[Step], calendar: Calendar) -> Reason | None:
    """Return why the thing is open, None if it is decided or is itself a decision."""
    records = [told.record for told in joined.sources]
    kinds = {record.kind for record in records if isinstance(record, Outcome)}
    if OutcomeKind.DECISION in kinds:
        return None
    sources = {stub.passage for stub in joined.group.stubs}
    asks: list[tuple[int, Reason]] = []
    decided: list[int] = []
    for place, step in enumerate(steps):
        if step.state not in (None, State.PROPOSED) or step.passage.status is Status.DECISION:
            decided.append(place)
        elif step.passage.status is Status.INVITATION or (
            step.passage.key in sources and OutcomeKind.INVITATION in kinds
        ):
            asks.append((place, "invited"))
        elif step.state is State.PROPOSED or (
            step.passage.key in sources and OutcomeKind.PROPOSED_GROUP in kinds
        ):
            asks.append((place, "proposed"))
    if not asks:
        return None if decided else "no_decision_held"
    last, reason = asks[-1]
    later = any(_may_follow(steps[place], steps[last], calendar) for place in decided)
    return None if later else reason


def _may_follow(step: Step, ask: Step, calendar: Calendar) -> bool:
    """Say whether what ``step`` decides is not known to be older than what is asked."""
    if step.document.key == ask.document.key:
        return step.passage.order > ask.passage.order
    decided, asked = calendar.place(step.document), calendar.place(ask.document)
    return UNDATED in (decided[0], asked[0]) or decided >= asked
