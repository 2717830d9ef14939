"""The fields of a record as the contract names them, each with what proves it.

A field that the record does not tell is left out. Paths name what a proof proves: "budget",
"actions.a.text", "risks.2.mitigation"; items of a list go by their label, else by their place
from 1.
"""

from __future__ import annotations

from collections.abc import Mapping

from index.records.projects import project_fields
from index.records.taking import Taking
from index.records.types import Field
from ingest.records.types import Action, Outcome, Project, Recommendation, Record, SubItem

RECOMMENDATION = (
    "set",
    "number",
    "text",
    "actions",
    "corresponds_to",
    "expected_results",
    "addressee",
    "immediate",
    "status",
)
PROJECT = (
    "code",
    "title",
    "phase",
    "status",
    "recommendations",
    "duration_months",
    "budget",
    "proponent",
    "entity",
    "outputs",
    "indicators",
    "risks",
    "timetable",
    "budget_lines",
    "countries",
)
OUTCOME = ("meeting", "letter", "text", "kind", "deadline", "contact", "body", "session")
NAMES: Mapping[str, tuple[str, ...]] = {
    "recommendation": RECOMMENDATION,
    "project": PROJECT,
    "outcome": OUTCOME,
}
"""The fields of each kind, in the order of the contract."""

LISTS = frozenset(
    (
        *("actions", "corresponds_to", "expected_results"),
        *("recommendations", "outputs", "indicators", "risks", "timetable"),
        *("budget_lines", "countries"),
    )
)
"""The fields that are lists: empty, not null, where nothing is told."""


def fields_of(record: Record) -> dict[str, Field]:
    """Return what ``record`` tells, by the names of the contract."""
    if isinstance(record, Recommendation):
        return _recommendation(record)
    if isinstance(record, Project):
        return project_fields(record)
    assert isinstance(record, Outcome)  # noqa: S101 - there are three kinds
    return _outcome(record)


def _recommendation(record: Recommendation) -> dict[str, Field]:
    taking = Taking(record, record.text.proofs)

    def item(path: str, of: SubItem) -> dict[str, str]:
        text = taking.take(f"{path}.{of.label}.text", of.text)
        return {"label": of.label, "text": text}

    def action(path: str, of: Action) -> dict[str, object]:
        text = taking.take(f"{path}.text", of.text)
        items = [item(f"{path}.sub_items", each) for each in of.sub_items]
        addressee = taking.maybe(f"{path}.addressee", of.addressee)
        return {"letter": of.letter, "text": text, "sub_items": items, "addressee": addressee}

    taking.take("set", record.number)
    taking.field("set", record.set, figures=record.set)
    taking.same("number", record.number)
    # The contract has no field for the items of a recommendation: they are lines of its text.
    text = taking.take("text", record.text)
    lines = [f"({each.label}) {taking.take('text', each.text)}" for each in record.sub_items]
    taking.field("text", "\n".join([text, *lines]), figures=len(lines))
    actions = [action(f"actions.{each.letter}", each) for each in record.actions]
    if actions:
        taking.field("actions", actions, figures=len(actions))
    taking.set_of("corresponds_to", record.corresponds_to)
    taking.results("expected_results", record.expected_results)
    taking.told("addressee", record.addressee)
    taking.same("immediate", record.immediate)
    taking.same("status", record.status)
    return taking.fields


def _outcome(record: Outcome) -> dict[str, Field]:
    main = record.text.proofs
    taking = Taking(record, main)
    if record.meeting:
        taking.maybe("meeting", record.body)
        taking.maybe("meeting", record.session)
        if record.body is None and record.session is None:
            taking.take("meeting", record.text)
        taking.field("meeting", record.meeting, figures=record.meeting)
    if record.letter:
        taking.take("letter", record.text)
        taking.field("letter", record.letter)
    taking.told("text", record.text)
    taking.take("kind", record.text)
    taking.field("kind", record.kind.value, figures=record.kind.value)
    taking.same("deadline", record.deadline)
    taking.same("contact", record.contact)
    taking.same("body", record.body)
    taking.same("session", record.session)
    return taking.fields
