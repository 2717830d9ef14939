"""Recommendations and projects that a document tells of, and what is still open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from index.records.types import Joined
from ingest.records.types import Fact, Outcome, OutcomeKind, Project, Recommendation, State
from ingest.types import Status
from service.facts.quoting import Quoting
from service.facts.wording import Wording
from service.facts.wording import wording as record_wording
from service.messages import messages
from service.sentences import sentences_of, tell
from service.summaries.lines import Line, agenda_heading, line_of
from service.summaries.material import Source
from service.summaries.outcomes import asks_to_decide
from service.summaries.telling import Telling
from service.types import Quote
from service.words import search_key

_RECOMMENDATIONS = 15  # of one set; of more, how many they are
_PROJECTS = 12


def recommendations(telling: Telling) -> list[Line]:
    """Return the recommendations that a document tells; of a long set, how many they are.

    Those that a project form names are its own affair (see ``projects``).
    """
    words = record_wording(telling.request.language)
    lines: list[Line] = []
    for source in telling.full:
        if any(is_form(record) for record, _ in source.projects):
            continue
        by_set: dict[str, list[Recommendation]] = defaultdict(list)
        for record in source.recommendations:
            by_set[record.set].append(record)
        for name, records in by_set.items():
            records = sorted(_distinct(records), key=lambda record: record.number.value)
            if len(records) > _RECOMMENDATIONS:
                lines += _counted(telling, source, words.set_name(name), records)
                continue
            for record in records:
                label = words.recommendation(name, record.number.value)
                facts = (record.text, *(item.text for item in record.sub_items))
                number = _number(telling, source, record)
                for line in _fact(telling, source, label, *facts):
                    quotes = tuple(dict.fromkeys((*number, *line.quotes)))
                    lines.append(telling.mark(replace(line, quotes=quotes)))
    return lines


def _begun(label: str) -> str:
    """Return a label as a line begins with it."""
    return label[:1].upper() + label[1:]


def _number(telling: Telling, source: Source, record: Recommendation) -> tuple[Quote, ...]:
    """Return what shows the number of a recommendation, if its address does not."""
    quotes = _quotes(telling, source, record.number)
    is_address = f"rec-{record.number.value}"
    return tuple(
        quote for quote in quotes if is_address not in quote.evidence.passage.locator.split("/")
    )


def _distinct(records: Sequence[Recommendation]) -> list[Recommendation]:
    """Return one record for each number; a table may tell a recommendation twice."""
    found: dict[int, Recommendation] = {}
    for record in records:
        found.setdefault(record.number.value, record)
    return list(found.values())


def _counted(
    telling: Telling, source: Source, name: str, records: Sequence[Recommendation]
) -> Iterator[Line]:
    first, last = records[0], records[-1]
    quotes = _quotes(telling, source, first.number, last.number)
    told = telling.texts.labels["numbered"].format(
        count=len(records), first=first.number.value, last=last.number.value
    )
    if quotes:
        yield Line(source, quotes, "", telling.texts.labelled(_begun(name), told))


# --- projects ---------------------------------------------------------------------------------


def projects(telling: Telling) -> tuple[list[Line], int]:
    """Return the projects that documents propose or list, and how many there are.

    A form is told field by field. Of a list, those first of which a state is told.
    """
    words = record_wording(telling.request.language)
    lines: list[Line] = []
    listed: list[tuple[Source, Project]] = []
    for source in telling.full:
        for record, _ in source.projects:
            if is_form(record):
                lines += [telling.mark(line) for line in _form(telling, source, record, words)]
            elif record.number is not None or record.listed_as is not None:
                listed.append((source, record))
    listed.sort(key=lambda each: _standing(each[1]))
    for source, record in listed[:_PROJECTS]:
        label = _begun(words.states[record.status.value.value]) if record.status else ""
        lines += [telling.mark(line) for line in _fact(telling, source, label, record.title)]
    return lines, len(listed)


_STANDING = (State.APPROVED, State.ADOPTED, State.ONGOING, State.PROPOSED, State.DISCONTINUED)


def _standing(record: Project) -> int:
    """Return the place of a project in a list: what is new or under way first."""
    if record.status is None:
        return len(_STANDING) + 1
    state = record.status.value
    return _STANDING.index(state) if state in _STANDING else len(_STANDING)


def is_form(record: Project) -> bool:
    """Say whether a project is told by its form."""
    return record.code is not None and (
        record.duration_months is not None or bool(record.objectives or record.outputs)
    )


def _form(telling: Telling, source: Source, record: Project, words: Wording) -> Iterator[Line]:
    single: Sequence[tuple[str, Fact[Any] | None]] = (
        ("title", record.title),
        ("code", record.code),
        ("proponent", record.proponents[0] if record.proponents else None),
        ("duration", record.duration_months),
        ("budget", record.budget),
        ("personnel_budget", record.personnel_budget),
        ("other_budget", record.other_budget),
        ("entity", record.entity),
    )
    for name, fact in single:
        if fact is not None:
            yield from _fact(telling, source, words.fields[name], fact)
    if record.recommendations:
        yield from _listed(telling, source, words.fields["recommendations"], record.recommendations)
    for objective in record.objectives:
        yield from _fact(telling, source, words.fields["objectives"], objective)
    for output in record.outputs:
        yield from _fact(telling, source, words.fields["outputs"], output.text)


def _listed(
    telling: Telling, source: Source, label: str, facts: Sequence[Fact[int]]
) -> Iterator[Line]:
    quotes = tuple(q for fact in facts for q in _quotes(telling, source, fact))
    if quotes:
        values = telling.texts.labels["comma"].join(str(fact.value) for fact in facts)
        yield Line(source, quotes, values, label)


def _fact(telling: Telling, source: Source, label: str, *facts: Fact[Any]) -> Iterator[Line]:
    quotes = _quotes(telling, source, *facts)
    words = " ".join(filter(None, (tell(quote.text) for quote in quotes)))
    if words:
        yield Line(source, quotes, words, label)


def _quotes(telling: Telling, source: Source, *facts: Fact[Any]) -> tuple[Quote, ...]:
    quoting = Quoting(telling.shelf.library)
    return quoting.claim("-", source.document.language, *facts).quotes


# --- what is open -----------------------------------------------------------------------------


def open_points(telling: Telling) -> list[Line]:
    """Return what somebody still has to decide on, as far as the documents held here tell."""
    lines: list[Line] = []
    for source in telling.full:
        lines += _unsettled(telling, source)
        lines += _open(telling, source, OutcomeKind.INVITATION, "open_invitation")
        lines += _open(telling, source, OutcomeKind.PROPOSED_GROUP, "open_groups")
        for record, joined in source.projects:
            if is_form(record) and joined.group.status is State.PROPOSED:
                lines += _open_project(telling, source, record, joined)
    return lines


def _unsettled(telling: Telling, source: Source) -> Iterator[Line]:
    """Yield where a session says that it did not agree."""
    if not source.is_report:
        return
    undecided = messages(source.document.language).evidence["undecided"].search
    label = telling.texts.labels["unsettled"]
    for passage in source.passages:
        if passage.status is not Status.DECISION:
            continue
        sentences = sentences_of(passage)
        found = [n for n, s in enumerate(sentences) if undecided(search_key(s.text))]
        line = line_of(source, passage, found[:1])
        if line is not None and agenda_heading(passage):
            yield Line(source, line.quotes, "", label, line.heading)
        elif line is not None:
            yield line.labelled(label)


def _open(telling: Telling, source: Source, kind: OutcomeKind, label: str) -> Iterator[Line]:
    """Yield that the document asks for a decision, once."""
    asked: list[Outcome] = []
    for outcome, joined in source.outcomes:
        if outcome.kind is kind and asks_to_decide(source, outcome):
            thread = telling.shelf.records.thread(joined, (telling.request.language,))
            if thread.open:
                asked.append(outcome)
    if asked:
        quotes = _quotes(telling, source, *(outcome.text for outcome in asked))
        text = telling.texts.labels[label].format(name=source.entry.key)
        if quotes:
            yield Line(source, quotes, "", text)


def _open_project(
    telling: Telling, source: Source, record: Project, joined: Joined
) -> Iterator[Line]:
    thread = telling.shelf.records.thread(joined, (telling.request.language,))
    if thread.open and record.code is not None:
        shown = [fact for fact in (record.code, record.status) if fact is not None]
        quotes = _quotes(telling, source, *shown)
        text = telling.texts.labels["open_project"].format(name=record.code.value)
        if quotes:
            yield Line(source, quotes, "", text)
