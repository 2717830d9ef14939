"""What is the project called of which a paragraph or item tells?"""

from __future__ import annotations

import re
from dataclasses import replace

from config.profiles import profile
from config.project_words import project_words
from ingest.records.projects import values
from ingest.records.projects.reading import Reading, after_label, provable
from ingest.records.projects.units import Unit, lists_projects
from ingest.records.proofs import Source
from ingest.records.types import Fact

_QUOTED = re.compile(r"[“«\"„]\s?([^“”«»\"„]{6,250})\s?[”»\"“]")
_COLON = re.compile(r"\s?[:：]\s|：")
_ITEM_MARK = re.compile(r"\(?[ivx]{1,4}\)\s")
_TITLE_END = " \n\t\u00a0.,;:：，；。"
_LONGEST, _SHORTEST = 300, 8
_LONG = 1200  # characters of a paragraph that tells of more than one thing


def titled(source: Source, unit: Unit) -> tuple[Fact[str] | None, Unit]:
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
    heads = place is None and lists_projects(source, unit.heading)
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


def heading_title(source: Source, unit: Unit) -> Fact[str] | None:
    """Return the title in quotation marks that the heading above a passage gives a project."""
    if unit.heading is None:
        return None
    spans = provable(source, unit.passage, unit.heading.spans)
    return _quoted_title(Reading.of(source, unit.passage, spans)) if spans else None
