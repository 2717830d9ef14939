"""What is the project called of which a paragraph or item tells?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from config.phrases import plain, plain_word
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


def titled(source: Source, unit: Unit, known: Iterable[str] = ()) -> tuple[Fact[str] | None, Unit]:
    """Return the title of the project, and the part of ``unit`` that tells of it.

    ``known`` are titles that lists of the document hold. In a long paragraph a title that stands
    in the middle says of its own sentence only.
    """
    words = project_words(source.language).telling
    reading, text = unit.reading, unit.reading.text
    start = after_label(text, unit.label)
    match = words.about.search(text[start:])
    if match and (span := values.captured_span(match)):
        return reading.told(start + span[0], start + span[1], cut=_TITLE_END), unit
    match = words.entitled.search(text)
    place = values.captured_span(match) if match else None
    if place is None and lists_projects(source, unit.heading):
        end = _known_end(unit, start, known) or _head_end(source, text, start)
        if end:
            return reading.told(start, end, cut=_TITLE_END), unit
    place = place or _quoted(reading)
    if place is None:
        return None, unit
    if len(text) > (_LONG // 3 if source.language == "zh" else _LONG):
        unit = replace(unit, reading=reading.part(*reading.sentence(*place)))
    return reading.told(*place, cut=_TITLE_END), unit


def heads(unit: Unit, title: Fact[str]) -> bool:
    """Return whether an item begins with its title, behind its bullet or label."""
    reading = unit.reading
    start = after_label(reading.text, unit.label)
    lead = re.match(r"\s*[“«\"„]?\s?", reading.text[start:])
    start += lead.end() if lead else 0
    proofs = reading.proofs(start, len(reading.text))
    return bool(proofs) and title.proofs[0].span.start == proofs[0].span.start


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
    first = words.aside.pattern.search(plain(text), start + _SHORTEST, stop)
    aside = first.start() if first else None
    colons = [
        match
        for match in _COLON.finditer(text, start, stop)
        if not _ITEM_MARK.match(text, match.end()) and text[match.end() :].strip()
    ]
    for match in colons:
        end = min(match.start(), aside or match.start())
        if words.clause.match(text[match.end() :]) and end - start <= _LONGEST:
            return end
    if colons:
        return _within(start, min(colons[0].start(), aside or stop))
    following = ends[1] if len(ends) > 1 else len(text)
    project = profile(source.language).records.project
    if project.match(text[start:]) and (comma := re.search(r"[,،，]", text[start:stop])):
        return _within(start, start + comma.start())
    return _within(start, stop) if project.search(text[stop:following]) else None


def _known_end(unit: Unit, start: int, known: Iterable[str]) -> int | None:
    """Return where a title ends that a list holds and the item begins with, articles aside."""
    text = plain_word(unit.reading.text)
    for title in sorted(known, key=len, reverse=True):
        match = _known_pattern(title, unit.reading.source.language).match(text, start)
        if match and match.end() - start > _SHORTEST:
            return match.end()
    return None


@lru_cache(maxsize=512)
def _known_pattern(title: str, language: str) -> re.Pattern[str]:
    """Return the pattern of a title, with other articles and other marks between its words."""
    article = project_words(language).telling.article.pattern.pattern
    bare = re.sub(rf"(?<!\w)(?:{article})", "", plain_word(title), flags=re.IGNORECASE)
    words = []
    for word, mark in re.findall(r"(\w+)(\W*)", bare):
        gap = r"\W+" if ":" in mark else r"[^\w:;]+"  # what stands behind a colon is told of it
        words.append(rf"{re.escape(word)}{gap}(?:{article})?")
    words[-1] = re.escape(re.findall(r"\w+", bare)[-1])
    return re.compile(rf"\W*(?:{article})?{''.join(words)}(?!\w)\)?", re.IGNORECASE)


def _within(start: int, end: int) -> int | None:
    return end if _SHORTEST <= end - start <= _LONGEST else None


def heading_title(source: Source, unit: Unit) -> Fact[str] | None:
    """Return the title in quotation marks that the heading above a passage gives a project."""
    if unit.heading is None:
        return None
    spans = provable(source, unit.passage, unit.heading.spans)
    return _quoted_title(Reading.of(source, unit.passage, spans)) if spans else None
