"""Where is a project form, and what stands in each of its fields?

A form is known by the labels of its fields, whatever their numbers: headings above what they
name, cells beside it, or lines that begin with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from config.profiles import plain, profile
from ingest.records.projects.reading import NOTE_MARK, Reading
from ingest.records.proofs import Source
from ingest.squeezing import squeeze
from ingest.types import Block, BlockKind, Cell, Language, Passage, Span

_NUMBER = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*\.?\s+")
_NAMES = ("title", "code")
_FIELDS = 4  # that many different labels make a form
_MAX_LABEL = 160
_SKIPPED = (BlockKind.FOOTNOTE, BlockKind.MARKER, BlockKind.RUNNING_HEAD, BlockKind.HEADER)
_OPEN = ("timetable", "budget_by_output", "budget_by_category", "indicators", "risks")


@dataclass(slots=True)
class FormField:
    """What stands under one label; ``heads`` are the headings and column heads in it."""

    name: str
    label: Block
    blocks: list[Block] = field(default_factory=list)
    heads: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Form:
    """The fields of one form by name, the first of each name; ``annex`` as in blocks."""

    annex: str | None
    fields: dict[str, FormField] = field(default_factory=dict)

    def is_form(self) -> bool:
        """Return whether there are labels enough to be sure."""
        filled = {name for name, held in self.fields.items() if held.blocks}
        return len(filled) >= _FIELDS and any(name in filled for name in _NAMES)

    def readings(self, source: Source, *names: str) -> Iterator[tuple[Block, Reading]]:
        """Yield the blocks of the fields called ``names`` that are not rows, and their words."""
        for name in names:
            for block in self.fields[name].blocks if name in self.fields else ():
                if block.kind is not BlockKind.ROW and (
                    reading := Reading.of_blocks(source, [block])
                ):
                    yield block, reading

    def rows(self, name: str) -> list[Block]:
        """Return the table rows of a field."""
        held = self.fields.get(name)
        return [block for block in held.blocks if block.kind is BlockKind.ROW] if held else []

    def passages(self, source: Source) -> set[str]:
        """Return the keys of the passages that hold the form."""
        blocks = [block for held in self.fields.values() for block in held.blocks]
        found = (source.passage(block.locator) for block in blocks)
        return {passage.key for passage in found if passage is not None}


def find_forms(source: Source) -> list[Form]:
    """Return the project forms of a document in reading order."""
    forms = [form for form in _forms(source, lines=False) if form.is_form()]
    return forms or [form for form in _forms(source, lines=True) if form.is_form()]


def leads(source: Source, form: Form) -> list[Passage]:
    """Return the passages of the main text that stand before the form and introduce it."""
    held = form.passages(source)
    first = min((p.order for p in source.passages if p.key in held), default=0)
    return [
        passage
        for passage in source.passages
        if passage.order < first and passage.annex is None and passage.kind in _PROSE
    ]


_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM)


def field_name(text: str, language: Language) -> str | None:
    """Return the name of the form field that ``text`` labels."""
    label = squeeze(NOTE_MARK.sub("", _NUMBER.sub("", text, count=1))).rstrip(" :：")
    if not label or len(label) > _MAX_LABEL:
        return None
    fields = profile(language).records.project_fields
    return next((name for name, words in fields.items() if words.fullmatch(label)), None)


def _forms(source: Source, *, lines: bool) -> list[Form]:
    forms: list[Form] = []
    current: FormField | None = None
    for block in source.blocks:
        if block.kind in _SKIPPED or not block.spans:
            continue
        if forms and block.annex != forms[-1].annex:
            current = None
        found = _labelled(source, block, current, lines=lines)
        if found is not None:
            name, content = found
            if not forms or forms[-1].annex != block.annex or _repeats(forms[-1], name):
                forms.append(Form(block.annex))
            current = FormField(name, block)
            held = forms[-1].fields.setdefault(name, current)
            if held is not current and not held.blocks:
                forms[-1].fields[name] = current
            if content is not None:
                current.blocks.append(content)
        elif block.kind is BlockKind.HEADING and not _in_brackets(source, block):
            current = None
        elif current is not None and block.kind in (BlockKind.HEADING, BlockKind.TABLE_HEADER):
            current.heads.append(block)
        elif current is not None and block.locator:
            current.blocks.append(block)
    return forms


def _repeats(form: Form, name: str) -> bool:
    return name in _NAMES and name in form.fields and bool(form.fields[name].blocks)


def _labelled(
    source: Source, block: Block, current: FormField | None, *, lines: bool
) -> tuple[str, Block | None] | None:
    """Return the field that ``block`` opens, and what stands beside its label, if anything."""
    text = source.text(Span(block.spans[0].start, block.spans[-1].end))
    if block.kind is BlockKind.HEADING:
        name = field_name(text, source.language)
        return (name, None) if name else None
    if block.kind is BlockKind.ROW and (current is None or current.name not in _OPEN):
        filled = [cell for cell in block.cells if cell.spans]
        if len(filled) == 2:
            name = field_name(_text(source, filled[0].spans), source.language)
            return (name, _beside(block, filled[1])) if name else None
    if not lines or block.kind not in _PROSE:
        return None
    before, colon, _ = plain(text).partition(":")
    name = field_name(before if colon else text, source.language)
    if name is None or (current is not None and current.name == name):
        return None
    start = block.spans[0].start + len(before) + 1
    rest = tuple(s for s in (Span(start, block.spans[0].end), *block.spans[1:]) if s.start < s.end)
    if colon and rest and source.text(rest[0]).strip():
        return name, replace(block, spans=rest)
    return name, None


def _beside(row: Block, cell: Cell) -> Block:
    """Return the cell beside a label as a paragraph."""
    return replace(row, spans=cell.spans, cells=(), kind=BlockKind.PARAGRAPH)


def _text(source: Source, spans: tuple[Span, ...]) -> str:
    return " ".join(source.text(span) for span in spans)


def _in_brackets(source: Source, block: Block) -> bool:
    """Return whether a heading is "(in Swiss francs)": it belongs to the field above it."""
    return _text(source, block.spans).strip()[:1] in ("(", "（", "[")
