"""The values of one project as claims: a label of ours, the words of the document, the proofs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index.records.types import Joined
from ingest.records.types import BudgetLine, Fact, Project, Quarter, State
from ingest.types import Language
from service.facts.asked import Asked
from service.facts.budgets import chosen_lines
from service.facts.matching import shares
from service.facts.quoting import Quoting
from service.facts.wording import Wording
from service.types import Claim

_ROW = 0.5  # share of the subject that the row of a table must name


def sources(one: Joined) -> list[Project]:
    """Return the sources of a project, best first: its form, then lists, then running text."""
    records = [each.record for each in one.sources if isinstance(each.record, Project)]
    return sorted(records, key=lambda record: (record.code is None, record.listed_as is None))


def told(one: Joined) -> Project:
    """Return the source of a project that is shown first."""
    return sources(one)[0]


def _furthest_first(records: Sequence[Project]) -> list[Project]:
    """Return sources by how far they say that the project has come, forms first among equals."""
    states = list(State)

    def rank(record: Project) -> int:
        return -states.index(record.status.value) if record.status else 0

    return sorted(records, key=rank)


@dataclass(frozen=True)
class ProjectValues:
    """Tells values of projects."""

    quoting: Quoting
    words: Wording

    def of(self, asked: Asked, one: Joined) -> Iterator[Claim]:
        """Yield what is asked of one project, each value from the best source that tells it.

        What was approved is told rather than what was proposed, where both are known.
        """
        words = self.words
        for field in (field for field in FIELDS if field in asked.fields):
            for record in _furthest_first(sources(one)):
                claims = list(self._field(field, record, asked, words))
                if claims:
                    yield from claims
                    break

    def _field(self, field: str, record: Project, asked: Asked, words: Wording) -> Iterator[Claim]:
        label, language = words.fields[field], record.language
        if field == "budget":
            yield from self._budget(record, asked, words)
        elif field == "timetable":
            yield from self._timetable(record, asked, words)
        elif field == "risks":
            for risk in record.risks:
                yield self._line(label, language, risk.text)
                if risk.mitigation:
                    yield self._line(words.fields["mitigation"], language, risk.mitigation)
        elif field == "outputs":
            for output in record.outputs:
                yield self._line(label, language, output.text)
        elif field == "activities":
            for output in record.outputs:
                for activity in output.activities:
                    yield self._line(label, language, activity)
        elif field == "indicators":
            for indicator in record.indicators:
                yield self._line(label, language, indicator.text)
        elif field == "expected_results":
            for result in record.expected_results:
                text = f"{result.code.value} {result.text.value}"
                yield self.quoting.line(words, label, text, language, result.code, result.text)
        elif field == "status" and record.status:
            state, told_as = words.states[record.status.value], record.listed_as or record.status
            own = f"{words.line(label, state)} –"
            text = f"{own} {told_as.printed}"
            yield self.quoting.claim(text, language, record.status, record.listed_as, own=own)
        elif field == "recommendations" and record.recommendations:
            named = (words.recommendation("DA", fact.value) for fact in record.recommendations)
            text = words.line(label, "; ".join(dict.fromkeys(named)))
            yield self.quoting.counted(text, language, *record.recommendations)
        elif field in _LISTED:
            facts = _LISTED[field](record)
            if facts:
                printed = ", ".join(dict.fromkeys(str(fact.value) for fact in facts))
                yield self.quoting.line(words, label, printed, language, *facts)
        elif field in _SINGLE:
            fact = _SINGLE[field](record)
            if fact:
                yield self._line(label, language, fact)

    def _line(self, label: str, language: Language, fact: Fact[Any]) -> Claim:
        return self.quoting.line(self.words, label, fact.printed, language, fact)

    def _timetable(self, record: Project, asked: Asked, words: Wording) -> Iterator[Claim]:
        """Yield the row that the subject names, else all that are marked."""
        rows = record.timetable
        found = shares(asked, [row.activity.value for row in rows], record.language)
        best = max(found, default=0.0)
        for row, share in zip(rows, found, strict=True):
            if not row.quarters or (best >= _ROW and share < best):
                continue
            quarters = "; ".join(map(_heads, row.quarters))
            text = words.line(row.activity.value, quarters)
            yield self.quoting.counted(text, record.language, row.activity, *row.quarters)

    def _budget(self, record: Project, asked: Asked, words: Wording) -> Iterator[Claim]:
        """Yield the rows that are asked for; where none is, the total."""
        lines = list(chosen_lines(asked, record))
        for line in lines:
            yield self._budget_line(line, record.language, words)
        if lines or asked.most or asked.least:
            return
        if record.budget:
            yield self._line(words.fields["budget"], record.language, record.budget)
        if record.personnel_budget:
            label = words.fields["personnel_budget"]
            yield self._line(label, record.language, record.personnel_budget)
        if record.other_budget and "personnel_budget" in asked.fields:
            label = words.fields["other_budget"]
            yield self._line(label, record.language, record.other_budget)

    def _budget_line(self, line: BudgetLine, language: Language, words: Wording) -> Claim:
        cells = [cell for cell in line.cells if cell.amount.value.amount]
        told_cells = (f"{' – '.join(cell.column)} {cell.amount.printed}".strip() for cell in cells)
        text = words.line(line.label.value, "; ".join(told_cells))
        return self.quoting.counted(text, language, line.label, *(cell.amount for cell in cells))


def _heads(quarter: Fact[Quarter]) -> str:
    """Return the heads above the mark of a quarter as printed: "Year 2, Q4"."""
    mark, *heads = quarter.proofs
    return ", ".join(" ".join(head.quote.split()) for head in heads[-2:]) or mark.quote


_LISTED: dict[str, Callable[[Project], Sequence[Fact[Any]]]] = {
    "linked_entities": lambda record: record.linked_entities,
    "linked_projects": lambda record: record.linked_projects,
    "countries": lambda record: record.countries,
    "proponent": lambda record: record.proponents,
    "objectives": lambda record: record.objectives,
}
_SINGLE: dict[str, Callable[[Project], Fact[Any] | None]] = {
    "code": lambda record: record.code,
    "title": lambda record: record.title,
    "phase": lambda record: record.phase,
    "duration": lambda record: record.duration_months,
    "proposed_on": lambda record: record.proposed_on,
    "entity": lambda record: record.entity,
}
FIELDS = (
    "code",
    "title",
    "status",
    "proponent",
    "proposed_on",
    "duration",
    "timetable",
    "budget",
    "entity",
    "linked_entities",
    "linked_projects",
    "recommendations",
    "expected_results",
    "objectives",
    "activities",
    "outputs",
    "indicators",
    "risks",
    "countries",
)
"""The values that can be asked for, in the order in which they are told."""
