"""What running text tells of a project: an item or paragraph that names it by its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from config.profiles import plain, profile
from config.project_words import project_words
from ingest.records.durations import find_months
from ingest.records.meetings import find_body, find_session
from ingest.records.projects import values
from ingest.records.projects.lists import heading_state
from ingest.records.projects.reading import NOTE_MARK, Reading, after_label
from ingest.records.proofs import Source
from ingest.records.types import Fact, Project, State
from ingest.types import Block, BlockKind, Passage, Status

_QUOTED = re.compile(r"[“«\"„]\s?([^“”«»\"„]{6,250})\s?[”»\"“]")
_COLON = re.compile(r"\s?[:：]\s|：")
_ITEM_MARK = re.compile(r"\(?[ivx]{1,4}\)\s")
_TITLE_END = " \n\t\u00a0.,;:：，；。"
_LONGEST, _SHORTEST = 300, 8
_LONG = 1200  # characters of a paragraph that tells of more than one thing
_FAR = 60  # characters from the word that leads to a duration
_TEXT = (BlockKind.PARAGRAPH, BlockKind.ITEM)


@dataclass(frozen=True, slots=True)
class _Unit:
    """One paragraph or item, and the heading above it."""

    reading: Reading
    passage: Passage
    label: str | None
    heading: Block | None


def read_told(source: Source, skipped: set[str]) -> list[Project]:
    """Return the projects that paragraphs and items tell of, passages in ``skipped`` aside."""
    found: list[Project] = []
    named: dict[tuple[str, ...], Fact[str]] = {}  # by the headings above it
    for unit in _units(source, skipped):
        section = unit.passage.section
        title, unit = _titled(source, unit)
        project = _project(source, unit, title) if title else None
        if title is None and section not in named and (heading := _heading_title(source, unit)):
            named[section] = heading
        if title is None and section in named and _goes_on(unit):
            told = _project(source, unit, named[section])
            project = told if told and (told.status or told.budget) else None
        elif title is not None and section:
            named[section] = title
        if project is not None:
            found.append(project)
    return found


def _units(source: Source, skipped: set[str]) -> Iterator[_Unit]:
    headings: list[Block] = []
    current: dict[str, list[Block]] = {}
    above: dict[str, Block | None] = {}
    for block in source.blocks:
        if block.kind is BlockKind.HEADING:
            headings.append(block)
        elif block.kind in _TEXT and block.locator:
            current.setdefault(block.locator, []).append(block)
            above.setdefault(block.locator, headings[-1] if headings else None)
    for locator, blocks in current.items():
        passage = source.passage(locator)
        if passage is None or passage.key in skipped:
            continue
        heading = above[locator] if passage.section else None
        for group in _groups(source, blocks, is_list=_lists_projects(source, heading)):
            if reading := Reading.of_blocks(source, group):
                yield _Unit(reading, passage, group[0].label, heading)


def _groups(source: Source, blocks: list[Block], *, is_list: bool) -> list[list[Block]]:
    """Return the blocks of a passage; each item alone where the items are projects."""
    del source
    if not is_list:
        return [blocks]
    groups: list[list[Block]] = []
    for block in blocks:
        if block.kind is BlockKind.ITEM or not groups:
            groups.append([block])
        else:
            groups[-1].append(block)
    return groups


def _lists_projects(source: Source, heading: Block | None) -> bool:
    if heading is None:
        return False
    text = " ".join(source.text(span) for span in heading.spans)
    return project_words(source.language).telling.heading.match(text.strip()) is not None


# --- titles -----------------------------------------------------------------------------------


def _titled(source: Source, unit: _Unit) -> tuple[Fact[str] | None, _Unit]:
    """Return the title of the project, and the part of ``unit`` that tells of it.

    In a long paragraph a title that stands in the middle says of its own sentence only.
    """
    words = project_words(source.language).telling
    reading, text = unit.reading, unit.reading.text
    start = after_label(text, unit.label)
    match = words.about.search(text[start:])
    if match and (span := values.captured_span(match)):
        return reading.told(start + span[0], start + span[1], cut=_TITLE_END), unit
    match = words.entitled.search(text)
    place = values.captured_span(match) if match else None
    heads = place is None and _lists_projects(source, unit.heading)
    if heads and (end := _head_end(source, text, start)):
        return reading.told(start, end, cut=_TITLE_END), unit
    place = place or _quoted(reading)
    if place is None:
        return None, unit
    if len(text) > (_LONG // 3 if source.language == "zh" else _LONG):
        unit = replace(unit, reading=reading.part(*reading.sentence(*place)))
    return reading.told(*place, cut=_TITLE_END), unit


def _quoted_title(reading: Reading) -> Fact[str] | None:
    place = _quoted(reading)
    return reading.told(*place, cut=_TITLE_END) if place else None


def _quoted(reading: Reading) -> tuple[int, int] | None:
    words = project_words(reading.source.language).telling
    quotes = [(m.start(), m.end(), m.span(1)) for m in _QUOTED.finditer(reading.text)]
    text = values.masked(reading.text, [(start, end) for start, end, _ in quotes])
    for match in words.titled.finditer(text):
        span = values.captured_span(match)
        for start, end, inner in quotes:
            if span and start <= span[0] < end:
                return inner
    return None


def _head_end(source: Source, text: str, start: int) -> int | None:
    """Return where the title ends with which an item about a project begins."""
    words = project_words(source.language).telling
    ends = [m.start() for m in re.finditer(r"[.;。；](?=\s|\Z)|[。；]", text) if m.start() > start]
    stop = ends[0] if ends else len(text)
    colons = [
        match
        for match in _COLON.finditer(text, start, stop)
        if not _ITEM_MARK.match(text, match.end()) and text[match.end() :].strip()
    ]
    for match in colons:
        if words.clause.match(text[match.end() :]) and match.start() - start <= _LONGEST:
            return match.start()
    if colons:
        return _within(start, colons[0].start())
    following = ends[1] if len(ends) > 1 else len(text)
    project = profile(source.language).records.project
    if project.match(text[start:]) and (comma := re.search(r"[,،，]", text[start:stop])):
        return _within(start, start + comma.start())
    return _within(start, stop) if project.search(text[stop:following]) else None


def _within(start: int, end: int) -> int | None:
    return end if _SHORTEST <= end - start <= _LONGEST else None


def _heading_title(source: Source, unit: _Unit) -> Fact[str] | None:
    """Return the title in quotation marks that the heading above a passage gives a project."""
    if unit.heading is None:
        return None
    return _quoted_title(Reading.of(source, unit.passage, unit.heading.spans))


def _goes_on(unit: _Unit) -> bool:
    """Return whether a passage may tell facts of the project named above it.

    What a delegation wishes for, or what the Secretariat reckons with, is no fact of it; and
    the items of a list each tell of another thing.
    """
    wishes = unit.passage.status in (Status.DELEGATION, Status.SECRETARIAT)
    return not wishes and unit.passage.kind is BlockKind.PARAGRAPH


# --- fields -----------------------------------------------------------------------------------


def _project(source: Source, unit: _Unit, title: Fact[str]) -> Project | None:
    words = project_words(source.language).telling
    reading = unit.reading
    state = values.read_state(reading, words.states)
    told = state
    if state is None and unit.heading is not None:
        state = heading_state(source, unit.passage, unit.heading)
        listed = _lists_projects(source, unit.heading)
        if state and not listed and state.value is not State.PROPOSED:
            state = None
    budget = values.read_budget(reading, is_field=False)
    body, session = _approval(reading, told)
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
        countries=values.read_countries(reading),
        symbols=values.read_symbols(reading),
    )
    empty = Project(document=project.document, language=project.language, title=title)
    if state is None and project == empty:
        return None
    return replace(project, status=state)


def _approval(
    reading: Reading, state: Fact[State] | None
) -> tuple[Fact[str] | None, Fact[int] | None]:
    """Return body and session that the sentence of an approval names."""
    if state is None or state.value is not State.APPROVED:
        return None, None
    language = reading.source.language
    words = project_words(language).telling
    match = words.states["approved"].search(reading.text)
    if match is None:
        return None, None
    sentence = reading.part(*reading.sentence(*match.span()))
    body = find_body(sentence.text, language)
    session = find_session(sentence.text, language)
    return (
        sentence.fact(body.value, body.start, body.end) if body else None,
        sentence.fact(session.value, session.start, session.end) if session else None,
    )


def _duration(reading: Reading) -> Fact[int] | None:
    language = reading.source.language
    words = project_words(language).time
    for match in words.lasts.finditer(plain(NOTE_MARK.sub("", reading.text))):
        for found in find_months(reading.text, language):
            if match.end() - 1 <= found.start <= match.end() + _FAR // 3:
                return reading.fact(int(found.value), found.start, found.end)
    return None
