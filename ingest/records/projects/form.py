"""A project form as a record: what its fields say, and what the text before it says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from config.phrases import Phrases
from config.project_words import project_words
from ingest.codes import find_project_codes
from ingest.records.durations import find_months
from ingest.records.meetings import find_body, find_session, locate_date
from ingest.records.projects import parts, values
from ingest.records.projects.forms import Form, leads
from ingest.records.projects.reading import Reading, after_label
from ingest.records.projects.tables import read_budget_lines, read_timetable
from ingest.records.proofs import Source
from ingest.records.types import Fact, Project, State
from ingest.types import Block

T = TypeVar("T")

_LIST_END = ".;；؛,，،。"
_PROJECTS = ("summary", "description", "proponent")


def read_form(source: Source, form: Form) -> Project | None:
    """Return the project of a form, None if the form does not name it."""
    lead = _Lead(source, form)
    title = _title(source, form)
    if title is None:
        return None
    budget = _first(
        values.read_budget(reading, is_field=True) for reading in _readings(source, form, "budget")
    )
    total = budget.total if budget else None
    return Project(
        document=source.document.key,
        language=source.language,
        title=title,
        code=_first(_code(reading) for reading in _readings(source, form, "code")),
        phase=_first(values.read_phase(r) for r in _readings(source, form, "phase", "title")),
        status=lead.status(),
        recommendations=_recommendations(source, form),
        duration_months=_first(_months(r) for r in _readings(source, form, "duration")),
        budget=total,
        personnel_budget=budget.personnel if budget else None,
        other_budget=budget.other if budget else None,
        proponents=lead.proponents(),
        proposed_on=lead.proposed_on(),
        body=lead.body(),
        session=lead.session(),
        entity=_first(r.told(cut=".。") for r in _readings(source, form, "entity")),
        linked_entities=_names(source, form, "links"),
        linked_projects=_lines(source, form, "project_links"),
        expected_results=parts.read_expected_results(source, form),
        objectives=parts.read_objectives(source, form),
        outputs=parts.read_outputs(source, form),
        indicators=parts.read_indicators(source, form),
        risks=parts.read_risks(source, form),
        timetable=read_timetable(source, form),
        budget_lines=tuple(read_budget_lines(source, form, total.value if total else None)),
        countries=_countries(source, form),
        symbols=lead.symbols(),
    )


def _first(found: Iterable[T | None]) -> T | None:
    return next((value for value in found if value is not None), None)


def _readings(source: Source, form: Form, *names: str) -> list[Reading]:
    """Return what the fields say, those left out that say that nothing applies."""
    absent = project_words(source.language).form.absent
    held = [reading for _, reading in form.readings(source, *names)]
    return [reading for reading in held if not absent.fullmatch(reading.text.strip(" .。\n"))]


def _title(source: Source, form: Form) -> Fact[str] | None:
    return _first(reading.told() for reading in _readings(source, form, "title"))


def _code(reading: Reading) -> Fact[str] | None:
    codes = find_project_codes(reading.text)
    return reading.fact(codes[0].code, codes[0].start, codes[0].end) if codes else None


def _months(reading: Reading) -> Fact[int] | None:
    found = find_months(reading.text, reading.source.language)
    return reading.fact(int(found[0].value), found[0].start, found[0].end) if found else None


def _recommendations(source: Source, form: Form) -> tuple[Fact[int], ...]:
    found: dict[int, Fact[int]] = {}
    for reading in _readings(source, form, "recommendations"):
        for fact in values.read_recommendations(reading):
            found.setdefault(fact.value, fact)
    return tuple(found.values())


def _names(source: Source, form: Form, name: str) -> tuple[Fact[str], ...]:
    """Return the names of a list that semicolons or lines divide."""
    words = project_words(source.language).telling
    found = []
    for block, reading in _items(source, form, name):
        start = after_label(reading.text, block.label)
        places = values.split(reading.text, start, len(reading.text), _SEMICOLON)
        for n, (low, high) in enumerate(places):
            if n and (match := words.link_word.match(reading.text[low:high])):
                low += match.end()
            if fact := reading.told(low, high, cut=_LIST_END):
                found.append(fact)
    return tuple(found)


_SEMICOLON = Phrases((";", "\n"))


def _lines(source: Source, form: Form, name: str) -> tuple[Fact[str], ...]:
    told = (
        reading.told(after_label(reading.text, block.label), cut=_LIST_END)
        for block, reading in _items(source, form, name)
    )
    return tuple(fact for fact in told if fact is not None)


def _items(source: Source, form: Form, name: str) -> list[tuple[Block, Reading]]:
    absent = project_words(source.language).form.absent
    return [
        (block, reading)
        for block, reading in form.readings(source, name)
        if not absent.fullmatch(reading.text.strip(" .。\n"))
    ]


def _countries(source: Source, form: Form) -> tuple[Fact[str], ...]:
    readings = _readings(source, form, "countries", "selection")
    return next((names for r in readings if (names := values.read_countries(r))), ())


class _Lead:
    """What stands before a form, and in its summary, about who proposes it to whom and when."""

    def __init__(self, source: Source, form: Form) -> None:
        self.source = source
        self.words = project_words(source.language).telling
        before = [
            reading
            for passage in leads(source, form)
            if (reading := Reading.of_blocks(source, source.blocks_at(passage.locator)))
        ]
        within = _readings(source, form, *_PROJECTS)
        self.readings: Sequence[Reading] = before
        self.proposals = [
            reading for reading in (*before, *within) if self.words.submitted.search(reading.text)
        ]

    def status(self) -> Fact[State] | None:
        """Return proposed where the words say that it was handed in."""
        for reading in self.proposals:
            if state := values.read_state(reading, {"proposed": self.words.states["proposed"]}):
                return state
            if match := self.words.submitted.search(reading.text):
                return reading.fact(State.PROPOSED, *match.span())
        return None

    def proponents(self) -> tuple[Fact[str], ...]:
        """Return who handed the proposal in."""
        return next((p for r in self.proposals if (p := values.read_proponents(r))), ())

    def proposed_on(self) -> Fact[str] | None:
        """Return the date in the sentence that tells of the proposal."""
        for reading in self.proposals:
            match = self.words.submitted.search(reading.text)
            if match is None:
                continue
            sentence = reading.part(*reading.sentence(*match.span()))
            for part in (sentence, reading):  # an abbreviation may seem to end it
                if found := locate_date(part.text, self.source.language):
                    return part.fact(found.value, found.start, found.end)
        return None

    def _clause(self) -> Reading | None:
        for reading in self.readings:
            if match := self.words.put_before.search(reading.text):
                return reading.part(*match.span())
        return None

    def body(self) -> Fact[str] | None:
        """Return the body that is to consider the proposal."""
        clause = self._clause()
        found = find_body(clause.text, self.source.language) if clause else None
        return clause.fact(found.value, found.start, found.end) if clause and found else None

    def session(self) -> Fact[int] | None:
        """Return the session that is to consider the proposal."""
        clause = self._clause()
        found = find_session(clause.text, self.source.language) if clause else None
        return clause.fact(found.value, found.start, found.end) if clause and found else None

    def symbols(self) -> tuple[Fact[str], ...]:
        """Return the documents that the text before the form names."""
        found: dict[str, Fact[str]] = {}
        for reading in self.readings:
            for fact in values.read_symbols(reading):
                found.setdefault(fact.value, fact)
        own = self.source.document.key
        return tuple(fact for name, fact in found.items() if name != own)
