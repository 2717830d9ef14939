"""Lists of projects: a heading that says how far they have come, and numbered titles below it."""

from __future__ import annotations

import re

from config.profiles import profile
from config.project_words import project_words
from ingest.records.projects import values
from ingest.records.projects.reading import Reading, after_label, provable
from ingest.records.proofs import Source
from ingest.records.types import Fact, Project, State
from ingest.squeezing import squeeze
from ingest.types import Block, BlockKind, Passage, Span

_BEFORE = re.compile(r"(\d{1,3})[.)．]?\s*\Z")
_MAX_TITLE = 400
_FEW = 2  # so many numbered titles make a list


def read_lists(source: Source) -> list[Project]:
    """Return the projects of all lists in reading order."""
    found: list[Project] = []
    heading: Block | None = None
    listed: list[Project] = []
    for block in source.blocks:
        if block.kind is BlockKind.HEADING:
            found += listed if len(listed) >= _FEW else []
            listed = []
            heading = block if is_list_heading(source, block) else None
        elif heading is not None and (project := _entry(source, heading, block)):
            listed.append(project)
    return found + (listed if len(listed) >= _FEW else [])


def is_list_heading(source: Source, block: Block) -> bool:
    """Return whether a heading says that projects stand below, and how far they have come."""
    text = squeeze(" ".join(source.text(span) for span in block.spans))
    words = project_words(source.language).telling
    named = profile(source.language).records.project.search(text)
    return named is not None and any(state.search(text) for state in words.listed.values())


def heading_state(source: Source, passage: Passage, block: Block) -> Fact[State] | None:
    """Return the state that a heading above ``passage`` tells, the heading as its proof."""
    text = " ".join(source.text(span) for span in block.spans)
    found = [
        (match.start(), State(state))
        for state, words in project_words(source.language).telling.listed.items()
        if (match := words.search(text))
    ]
    spans = provable(source, passage, block.spans)
    return source.fact(min(found)[1], passage, *spans) if found and spans else None


def _entry(source: Source, heading: Block, block: Block) -> Project | None:
    passage = source.passage(block.locator) if block.locator else None
    number = _number(source, block)
    if passage is None or number is None or block.kind is BlockKind.FOOTNOTE:
        return None
    reading = Reading.of_blocks(source, [block])
    if reading is None or len(reading.text) > _MAX_TITLE or _is_sentence(reading.text):
        return None
    title = reading.told(after_label(reading.text, block.label), cut=".;。；")
    if title is None:
        return None
    printed = provable(source, passage, (number[1],))
    listed_as = provable(source, passage, heading.spans)
    return Project(
        document=source.document.key,
        language=source.language,
        title=title,
        phase=values.read_phase(reading),
        status=heading_state(source, passage, heading),
        number=source.fact(number[0], passage, *printed) if printed else None,
        listed_as=source.told(passage, *listed_as) if listed_as else None,
    )


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith((".", "。", ":", "："))


def _number(source: Source, block: Block) -> tuple[int, Span] | None:
    """Return the number of a list entry and where it is printed."""
    if block.cells and block.cells[0].spans and block.number:
        span = block.cells[0].spans[0]
    elif block.number:
        line = source.document.text[: block.spans[0].start]
        match = _BEFORE.search(line[-12:])
        if match is None:
            return None
        start = max(0, len(line) - 12) + match.start()
        span = Span(start, start + len(match[0]))
    elif block.label and block.label.isdigit():
        start = source.text(block.spans[0]).index(block.label) + block.spans[0].start
        span = Span(start, start + len(block.label))
    else:
        return None
    digits = re.search(r"\d{1,3}", source.text(span))
    if digits is None:
        return None
    return int(digits[0]), Span(span.start + digits.start(), span.start + digits.end())
