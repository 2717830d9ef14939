"""What running text tells of a project: an item or paragraph that names it by its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from config.outcome_words import outcome_words
from config.profiles import plain, profile
from config.project_words import project_words
from ingest.records.durations import find_months
from ingest.records.meetings import find_body, find_session
from ingest.records.projects import values
from ingest.records.projects.enumerated import enumerated_titles
from ingest.records.projects.lists import heading_state
from ingest.records.projects.reading import Reading
from ingest.records.projects.titles import heading_title, heads, titled
from ingest.records.projects.units import Unit, lists_projects, read_units
from ingest.records.proofs import Source
from ingest.records.types import Fact, Project, State
from ingest.status import standing
from ingest.types import BlockKind, Status

_SENTENCE = re.compile(r"[^.。]+(?:[.](?!\s|\Z)[^.。]*)*")
_FAR = 20  # characters from the word that leads to a duration


def read_told(source: Source, listed: list[Project]) -> list[Project]:
    """Return the projects that paragraphs and items tell of, those of lists aside.

    ``listed`` are the projects of lists in the document.
    """
    skipped = {proof.passage for project in listed for proof in project.title.proofs}
    known = {project.title.value for project in listed}
    found: list[Project] = []
    named: dict[tuple[str, ...], Fact[str]] = {}  # by the headings above it
    for unit in read_units(source, skipped):
        section = unit.passage.section
        for each in enumerated_titles(unit.reading):
            found.append(
                Project(document=source.document.key, language=source.language, title=each)
            )
        title, unit = titled(source, unit, known)
        project = _project(source, unit, title) if title else None
        if title is None and section not in named and (heading := heading_title(source, unit)):
            named[section] = heading
        if title is None and section in named and _goes_on(unit):
            told = _project(source, unit, named[section])
            project = told if told and (told.status or told.budget) else None
        elif title is not None and section:
            named[section] = title
        if project is not None:
            found.append(project)
    return found


def _goes_on(unit: Unit) -> bool:
    """Return whether a passage may tell facts of the project named above it.

    What a delegation wishes for, or what the Secretariat reckons with, is no fact of it; and
    the items of a list each tell of another thing.
    """
    wishes = unit.passage.status in (Status.DELEGATION, Status.SECRETARIAT)
    return not wishes and unit.passage.kind is BlockKind.PARAGRAPH


# --- fields -----------------------------------------------------------------------------------


def _project(source: Source, unit: Unit, title: Fact[str]) -> Project | None:
    words = project_words(source.language).telling
    reading, notes = unit.reading, list(unit.notes())
    state = values.read_state(reading, words.states)
    told = state
    if state is None and unit.heading is not None:
        state = heading_state(source, unit.passage, unit.heading)
        listed = lists_projects(source, unit.heading)
        if state and not listed and state.value is not State.PROPOSED:
            state = None
    budget = values.read_budget(reading, is_field=False)
    body, session = _meeting(reading, told)
    project = Project(
        document=source.document.key,
        language=source.language,
        title=title,
        phase=values.read_phase(reading),
        recommendations=values.read_recommendations(reading),
        duration_months=_duration(reading),
        budget=budget.total,
        personnel_budget=budget.personnel if budget.total else None,
        other_budget=budget.other if budget.total else None,
        proponents=values.read_proponents(reading),
        body=body,
        session=session,
        countries=next(filter(None, map(values.read_countries, (reading, *notes))), ()),
        symbols=values.read_symbols(reading, *notes),
    )
    empty = Project(document=project.document, language=project.language, title=title)
    listed = lists_projects(source, unit.heading) and heads(unit, title)
    if state is None and project == empty and not listed:
        return None
    return replace(project, status=state)


def _meeting(
    reading: Reading, state: Fact[State] | None
) -> tuple[Fact[str] | None, Fact[int] | None]:
    """Return the body and session that approved the project, or considered what became of it."""
    if state is not None and state.value is State.PROPOSED:
        return None, None
    words = project_words(reading.source.language).telling
    if state is not None and state.value is State.APPROVED:
        match = words.states["approved"].search(reading.text)
        return _told_by(reading.part(*reading.sentence(*match.span()))) if match else (None, None)
    for sentence in _considering(reading):
        body, session = _told_by(sentence)
        if session:
            return body, session
    return None, None


def _considering(reading: Reading) -> Iterator[Reading]:
    """Yield the sentences in which a body decides something about a project, or considers it."""
    language = reading.source.language
    words, noting = profile(language), outcome_words(language).noting
    for match in _SENTENCE.finditer(reading.text):
        text = " ".join(plain(match[0]).split())
        lead = noting.match(text)
        said = text[lead.end() :] if lead else text
        acts = words.cues.decision, words.cues.setting
        if words.records.project.search(said) and any(
            standing(words.cues, act, said) for act in acts
        ):
            yield reading.part(*match.span())


def _told_by(sentence: Reading) -> tuple[Fact[str] | None, Fact[int] | None]:
    language = sentence.source.language
    body, session = find_body(sentence.text, language), find_session(sentence.text, language)
    return (
        sentence.fact(body.value, body.start, body.end) if body else None,
        sentence.fact(session.value, session.start, session.end) if session else None,
    )


def _duration(reading: Reading) -> Fact[int] | None:
    language = reading.source.language
    words = project_words(language).time
    for match in words.lasts.finditer(reading.text):
        for found in find_months(reading.text, language):
            if match.end() - 1 <= found.start <= match.end() + _FAR:
                return reading.fact(int(found.value), found.start, found.end)
    return None
