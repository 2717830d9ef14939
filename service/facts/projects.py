"""Answers about projects: a value of one, a list in some state, a count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from index.records.types import Joined
from ingest.records.types import BudgetLine, Fact, Project, State
from ingest.types import Language
from service.facts.asked import Asked
from service.facts.budgets import chosen_lines
from service.facts.matching import all_meant, meant, narrows, shares
from service.facts.quoting import Quoting
from service.facts.wording import Wording, wording
from service.generators.scoring import Likeness
from service.types import Claim, Draft, Reason, Refusal

_MOST = 60
_ROW = 0.5  # share of the subject that the row of a table must name
_PHASES = 3  # of one project that are told together
_DONE = frozenset(("approved", "adopted"))
_OF_EACH = frozenset(("status", "phase"))


@dataclass(frozen=True)
class Projects:
    """The projects held; ``likeness`` compares a question with titles in another language."""

    held: Sequence[Joined]
    quoting: Quoting
    likeness: Likeness | None = None

    def answer(self, asked: Asked) -> Draft | Refusal | None:
        """Return what records tell, None where they are not what is asked for."""
        if not self.held:
            return None
        if asked.codes:
            found = [one for one in self.held if set(asked.codes) & _codes(one)]
            return self._about(asked, found) if len(found) == 1 else None
        if "project" not in asked.things:
            return None
        if asked.states and (asked.lists or asked.counts):
            return self._in_state(asked)
        if asked.states & _DONE and (refusal := self._only_proposed(asked)):
            return refusal
        if asked.became:
            asked = replace(asked, fields=asked.fields | _OF_EACH)
        if asked.fields and (found := self._named(asked)):
            return self._about(asked, found)
        if asked.lists and asked.subject and not asked.fields:
            return self._on_subject(asked)
        return None

    # --- one project --------------------------------------------------------------------------

    def _named(self, asked: Asked) -> list[Joined]:
        """Return the project that the subject names by words of its title, or of its form.

        Where it is asked how far a project has come, all its phases.
        """
        for read in (_title, _form):
            for language, places in _by_language(self.held).items():
                texts = [read(told(self.held[place])) for place in places]
                known = [place for place, text in zip(places, texts, strict=True) if text]
                texts = list(filter(None, texts))
                best = meant(asked, texts, language, self.likeness)
                if best is not None:
                    return [self.held[known[best]]]
                several = all_meant(asked, texts, language)
                if asked.fields & _OF_EACH and 1 < len(several) <= _PHASES:
                    return [self.held[known[place]] for place in several]
        return []

    def _only_proposed(self, asked: Asked) -> Refusal | None:
        """Refuse to say that a project is approved of which only the proposal is held."""
        found = self._named(asked)
        if len(found) != 1 or found[0].group.status is not State.PROPOSED:
            return None
        record = next(record for record in _records(found[0]) if record.status)
        quotes = self.quoting.claim("", record.language, record.status).quotes
        message = wording(asked.question.reply).texts["invited_only"]
        return Refusal(Reason.NOT_IN_DOCUMENTS, message, quotes)

    def _about(self, asked: Asked, found: Sequence[Joined]) -> Draft | None:
        words = wording(asked.question.reply)
        claims: list[Claim] = []
        for one in found:
            told_here = list(self._values(asked, one, words))
            if told_here and len(found) > 1:
                claims.append(self._title(told(one)))
            claims += told_here
        if not claims:
            return None
        return Draft(tuple(dict.fromkeys(claims))[:_MOST], as_list=len(claims) > 1)

    def _values(self, asked: Asked, one: Joined, words: Wording) -> Iterator[Claim]:
        """Yield what is asked of one project, each value from the best source that tells it."""
        for field in (field for field in _FIELDS if field in asked.fields):
            for record in _records(one):
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
                text = words.line(label, f"{result.code.value} {result.text.value}")
                yield self.quoting.claim(text, language, result.code, result.text)
        elif field == "status" and record.status:
            state, told_as = words.states[record.status.value], record.listed_as or record.status
            text = words.line(label, f"{state} – {told_as.printed}")
            yield self.quoting.claim(text, language, record.status, record.listed_as)
        elif field == "recommendations" and record.recommendations:
            named = (words.recommendation("DA", fact.value) for fact in record.recommendations)
            text = words.line(label, "; ".join(dict.fromkeys(named)))
            yield self.quoting.claim(text, language, *record.recommendations)
        elif field in _LISTED:
            facts = _LISTED[field](record)
            if facts:
                printed = ", ".join(dict.fromkeys(str(fact.value) for fact in facts))
                yield self.quoting.claim(words.line(label, printed), language, *facts)
        elif field in _SINGLE:
            fact = _SINGLE[field](record)
            if fact:
                yield self._line(label, language, fact)

    def _line(self, label: str, language: Language, fact: Fact[Any]) -> Claim:
        words = wording(language)
        return self.quoting.claim(words.line(label, fact.printed), language, fact)

    def _timetable(self, record: Project, asked: Asked, words: Wording) -> Iterator[Claim]:
        rows = record.timetable
        found = shares(asked, [row.activity.value for row in rows], record.language)
        best = max(found, default=0.0)
        for row, share in zip(rows, found, strict=True):
            if not row.quarters or (best >= _ROW and share < best):
                continue
            quarters = "; ".join(
                words.texts["quarter"].format(year=each.value.year, quarter=each.value.quarter)
                for each in row.quarters
            )
            text = words.line(row.activity.value, quarters)
            yield self.quoting.claim(text, record.language, row.activity, *row.quarters)

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
        return self.quoting.claim(text, language, line.label, *(cell.amount for cell in cells))

    # --- several ------------------------------------------------------------------------------

    def _in_state(self, asked: Asked) -> Draft | None:
        """Return the projects that a list says are in the state asked for, with their number."""
        listed = [
            (one, record)
            for one in self.held
            for record in _records(one)[:1]
            if record.listed_as and record.status and record.status.value.value in asked.states
        ]
        years = asked.question.years
        dated = [(one, record) for one, record in listed if _is_of(record, years)]
        if years and not dated:
            return None
        kept = dated if years else listed
        chosen = [record for one, record in kept if _implements(one, asked.numbers)]
        if len({record.status.value for record in chosen if record.status}) != 1:
            return None
        if narrows(asked, [record.title.value for record in chosen], chosen[0].language):
            chosen = _on(asked, chosen)
        if not chosen:
            return None
        words = wording(asked.question.reply)
        state = State(chosen[0].status.value) if chosen[0].status else State.PROPOSED
        count = words.counts["project"].format(count=len(chosen))
        heading = chosen[0].listed_as
        first = self.quoting.claim(f"{count} ({words.states[state]})", chosen[0].language, heading)
        titles = [self._title(record) for record in chosen]
        if asked.counts and not asked.lists:
            titles = []
        return Draft((first, *titles)[:_MOST], as_list=True)

    def _on_subject(self, asked: Asked) -> Draft | None:
        """Return the projects whose titles the whole subject names."""
        for language, places in _by_language(self.held).items():
            records = [told(self.held[place]) for place in places]
            if language != asked.question.language and language != asked.question.reply:
                continue
            chosen = _on(asked, records)
            if chosen:
                return Draft(tuple(map(self._title, chosen))[:_MOST], as_list=True)
        return None

    def _title(self, record: Project) -> Claim:
        return self.quoting.claim(record.title.printed, record.language, record.title)


def told(one: Joined) -> Project:
    """Return the source of a project that is shown first."""
    return _records(one)[0]


def _records(one: Joined) -> list[Project]:
    """Return the sources of a project, best first; in a list before in running text."""
    records = [each.record for each in one.sources if isinstance(each.record, Project)]
    return sorted(records, key=lambda record: (record.code is None, record.listed_as is None))


def _codes(one: Joined) -> set[str]:
    return {record.code.value for record in _records(one) if record.code} | {one.group.id}


def _by_language(held: Sequence[Joined]) -> dict[Language, list[int]]:
    found: dict[Language, list[int]] = {}
    for place, one in enumerate(held):
        found.setdefault(told(one).language, []).append(place)
    return found


def _on(asked: Asked, records: Sequence[Project]) -> list[Project]:
    language = records[0].language if records else asked.question.language
    places = all_meant(asked, [record.title.value for record in records], language)
    return [records[place] for place in places]


def _is_of(record: Project, years: Sequence[str]) -> bool:
    """Say whether what tells the state of a project names one of the years."""
    facts = [fact for fact in (record.listed_as, record.status) if fact is not None]
    return any(year in fact.printed for year in years for fact in facts)


def _implements(one: Joined, numbers: Sequence[int]) -> bool:
    """Say whether a project implements all the recommendations that are named."""
    held = {fact.value for record in _records(one) for fact in record.recommendations}
    return held.issuperset(numbers)


def _title(record: Project) -> str:
    return record.title.value


def _form(record: Project) -> str:
    """Return what the form of a project says of its subject; nothing where it has none."""
    if record.code is None:
        return ""
    parts = (record.title, *record.objectives, *(output.text for output in record.outputs))
    return " ".join(str(part.value) for part in parts)


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
_FIELDS = (
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
