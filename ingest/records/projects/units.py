"""Paragraphs and items, each of which may tell of one project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from config.project_words import project_words
from ingest.records.projects.reading import Reading
from ingest.records.proofs import Source
from ingest.types import Block, BlockKind, NoteRef, Passage

_TEXT = (BlockKind.PARAGRAPH, BlockKind.ITEM)


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph or item, the heading above it, and the marks of notes in it."""

    reading: Reading
    passage: Passage
    label: str | None
    heading: Block | None
    marks: tuple[NoteRef, ...] = ()

    def notes(self) -> Iterator[Reading]:
        """Yield the footnotes whose marks stand in what is read, or right behind it."""
        source = self.reading.source
        for offset, locator in self.marks:
            inside = any(span.start <= offset <= span.end for span in self.reading.spans)
            note = source.passage(locator) if inside else None
            if note is not None:
                yield Reading.of(source, note, note.spans)


def read_units(source: Source, skipped: set[str]) -> Iterator[Unit]:
    """Yield the units of a document by passage, those in ``skipped`` left out."""
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
        for group in _groups(blocks, is_list=lists_projects(source, heading)):
            if reading := Reading.of_blocks(source, group):
                marks = tuple(mark for block in group for mark in block.notes)
                yield Unit(reading, passage, group[0].label, heading, marks)


def _groups(blocks: list[Block], *, is_list: bool) -> list[list[Block]]:
    """Return the blocks of a passage; each item alone where the items are projects."""
    if not is_list:
        return [blocks]
    groups: list[list[Block]] = []
    for block in blocks:
        if block.kind is BlockKind.ITEM or not groups:
            groups.append([block])
        else:
            groups[-1].append(block)
    return groups


def lists_projects(source: Source, heading: Block | None) -> bool:
    """Return whether a heading says that each item below it is a project."""
    if heading is None:
        return False
    text = " ".join(source.text(span) for span in heading.spans)
    return project_words(source.language).telling.heading.match(text.strip()) is not None
