"""What a form tells in several lines: objectives, outputs with activities, indicators, risks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from config.phrases import Phrases, captured
from config.profiles import plain
from config.project_words import project_words
from ingest.records.amounts import find_percentages
from ingest.records.projects.forms import Form
from ingest.records.projects.reading import Reading, after_label
from ingest.records.proofs import Source
from ingest.records.types import ExpectedResult, Fact, Indicator, Output, Risk
from ingest.types import BlockKind

_LIST_END = ";；؛,，،"
_RESULT = re.compile(r"\s*(\d{1,2}\.\d{1,2})\.?[\s.:)]+(?=\S)")
_LEADS = (":", "：")


def read_objectives(source: Source, form: Form) -> tuple[Fact[str], ...]:
    """Return the paragraphs that tell objectives."""
    words = project_words(source.language).form
    found = []
    for block, reading in form.readings(source, "objectives"):
        start = after_label(reading.text, block.label)
        if words.objective.match(reading.text[start:]) and (
            fact := reading.told(start, cut=_LIST_END)
        ):
            found.append(fact)
    return tuple(found)


@dataclass(slots=True)
class _Growing:
    """An output whose activities are still being read."""

    number: int | None
    text: Fact[str]
    activities: list[Fact[str]] = field(default_factory=list)


def read_outputs(source: Source, form: Form) -> tuple[Output, ...]:
    """Return the outputs: those with a label and number, else the items that are said to be."""
    names = ("outputs", "objectives", "strategy")
    outputs = _labelled(source, form, names) or _listed(source, form, names)
    return tuple(Output(o.number, o.text, tuple(o.activities)) for o in outputs)


def _labelled(source: Source, form: Form, names: tuple[str, ...]) -> list[_Growing]:
    words = project_words(source.language).form
    found: dict[int, _Growing] = {}
    current: _Growing | None = None
    collecting = False
    for block, reading in form.readings(source, *names):
        start = after_label(reading.text, block.label)
        text = plain(reading.text[start:])
        if match := words.output.match(text):
            number = int(captured(match) or 0)
            told = reading.told(start + match.end(), cut=_LIST_END)
            if told is not None:
                current = found.setdefault(number, _Growing(number, told))
            collecting = False
        elif match := words.activities.fullmatch(text.strip()):
            named = captured(match)
            current = found.get(int(named)) if named else current
            collecting = current is not None
        elif block.kind is BlockKind.ITEM and collecting and current is not None:
            if told := reading.told(start, cut=_LIST_END):
                current.activities.append(told)
        else:
            collecting = False
    return list(found.values())


def _listed(source: Source, form: Form, names: tuple[str, ...]) -> list[_Growing]:
    words = project_words(source.language).form
    found: list[_Growing] = []
    follows = False
    for block, reading in form.readings(source, *names):
        start = after_label(reading.text, block.label)
        if block.kind is BlockKind.ITEM:
            if follows and (told := reading.told(start, cut=_LIST_END)):
                found.append(_Growing(None, told))
            continue
        text = reading.text.strip()
        follows = text.endswith(_LEADS) and words.outputs_follow.search(text) is not None
    return found


def read_indicators(source: Source, form: Form) -> tuple[Indicator, ...]:
    """Return the indicators, each with what it measures where a table says so."""
    words = project_words(source.language).form
    found: list[Indicator] = []
    for row in form.rows("indicators"):
        passage = source.passage(row.locator)
        filled = [cell for cell in row.cells if cell.spans]
        if passage is None or len(filled) < 2:
            continue
        of = Reading.of(source, passage, filled[0].spans).told()
        for cell in filled[1:]:
            for line in Reading.of(source, passage, cell.spans).lines():
                found += _indicator(line, None, of, words.indicator)
    for block, reading in form.readings(source, "indicators"):
        found += _indicator(reading, block.label, None, words.indicator)
    return tuple(found)


def _indicator(
    line: Reading, label: str | None, of: Fact[str] | None, lead: Phrases
) -> list[Indicator]:
    start = after_label(line.text, label)
    match = lead.match(line.text[start:])
    if line.text.strip().endswith(_LEADS) and match:
        return []
    told = line.told(start, cut=_LIST_END)
    shares = tuple(
        line.fact(share.value, share.start, share.end)
        for share in find_percentages(line.text, line.source.language)
    )
    return [Indicator(told, of, shares)] if told else []


def read_risks(source: Source, form: Form) -> tuple[Risk, ...]:
    """Return the risks, each with its mitigation where one is told."""
    words = project_words(source.language).form
    found: list[tuple[Fact[str], Fact[str] | None]] = []
    for row in form.rows("risks"):
        passage = source.passage(row.locator)
        told = [
            fact
            for cell in row.cells
            if passage and cell.spans and (fact := Reading.of(source, passage, cell.spans).told())
        ]
        if len(told) >= 2:
            found.append((told[0], told[1]))
    for block, reading in form.readings(source, "risks"):
        labels = sorted(
            [(m.start(), m.end(), True) for m in _starts(words.mitigation, reading.text)]
            + [(m.start(), m.end(), False) for m in _starts(words.risk, reading.text)]
        )
        labels = [held for n, held in enumerate(labels) if not n or held[0] >= labels[n - 1][1]]
        if not labels and (fact := reading.told(after_label(reading.text, block.label))):
            found.append((fact, None))
        for n, (_, end, mitigates) in enumerate(labels):
            until = labels[n + 1][0] if n + 1 < len(labels) else len(reading.text)
            fact = reading.told(end, until)
            if fact is None:
                continue
            if mitigates and found:
                found[-1] = (found[-1][0], fact)
            elif not mitigates:
                found.append((fact, None))
    return tuple(Risk(text, mitigation) for text, mitigation in found)


def _starts(words: Phrases, text: str) -> list[re.Match[str]]:
    """Return the matches that begin a line or a sentence."""
    return [
        match
        for match in words.finditer(text)
        if not text[: match.start()].strip()
        or text[: match.start()].rstrip(" \t\u00a0")[-1] in ".。;；؛!?\n•·"
    ]


def read_expected_results(source: Source, form: Form) -> tuple[ExpectedResult, ...]:
    """Return the expected results of the programme and budget that a form names by code."""
    found = []
    for block, reading in form.readings(source, "expected_results"):
        start = after_label(reading.text, block.label)
        if (match := _RESULT.match(reading.text, start)) and (
            text := reading.told(match.end(), cut=_LIST_END)
        ):
            found.append(ExpectedResult(reading.fact(match[1], *match.span(1)), text))
    return tuple(found)
