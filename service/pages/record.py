"""The page of one record: its values with their sources, and what is said about it over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from index.records.types import Kind, Step
from index.types import Filters
from ingest.types import Language
from service.errors import NotHeld
from service.pages.search.cards import Card, Values, name_of, path_of
from service.pages.search.excerpts import Excerpt, excerpt
from service.pages.search.told import marks_of, official
from service.record_json import record_payloads
from service.serving import Serving
from service.to_json import href

KINDS: Mapping[str, Kind] = {
    "recommendations": "recommendation",
    "projects": "project",
    "outcomes": "outcome",
}
"""By how addresses name them."""

_LONGEST = 360  # characters of a passage


@dataclass(frozen=True, slots=True)
class RecordSource:
    """A passage that proves values; ``fields`` are their paths."""

    n: int
    citation: Any  # has what service.pages.places.Placed has, and language, title, page, href
    excerpt: Excerpt
    official: str | None
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """The lines of a budget that have the same columns; amounts are in one currency."""

    columns: Sequence[str]
    currency: str
    rows: Sequence[tuple[str, Sequence[float | None], bool]]  # label, amounts, is it the total


@dataclass(frozen=True, slots=True)
class ThreadStep:
    """A passage that speaks of the record, with the words that do marked."""

    step: Step
    excerpt: Excerpt
    href: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A card with everything that is known, the passages that prove it, and its thread."""

    card: Card
    sources: Sequence[RecordSource]
    steps: Sequence[ThreadStep]
    open: bool
    quarters: Sequence[tuple[int, int]]
    budgets: Sequence[BudgetTable]

    def cited(self, field: str) -> list[int]:
        """Return the numbers of the sources that prove ``field`` or something in it."""
        return [
            source.n
            for source in self.sources
            if any(path == field or path.startswith(f"{field}.") for path in source.fields)
        ]


def record_page(serving: Serving, kind: Kind, name: str, language: Language) -> RecordPage:
    """Return the record ``name``, shown in ``language`` where it is told in it.

    Raises:
        NotHeld: if there is no such record.
    """
    filters = Filters()
    group = serving.records.find(kind, name, filters)
    if group is None:
        raise NotHeld(f"no {kind} of this name is held")
    joined = serving.records.joined(group, (language,))
    thread = serving.records.thread(joined, (language,), filters)
    payload = record_payloads(serving.records, [joined], [thread])[0]
    return RecordPage(
        card=Card(kind, name_of(kind, payload, language), Values(payload), path_of(group)),
        sources=_sources(payload["citations"]),
        steps=[_step(step) for step in thread.steps],
        open=thread.open,
        quarters=_whole_years(payload.get("timetable") or ()),
        budgets=_budgets(payload.get("budget_lines") or ()),
    )


def _step(step: Step) -> ThreadStep:
    text = step.passage.text
    shown = excerpt(text, marks_of(text, [step.proof.quote]), _LONGEST)
    return ThreadStep(step, shown, href(step.document, step.passage.locator))


def _sources(citations: Iterable[Mapping[str, Any]]) -> list[RecordSource]:
    """Return one source for each passage, however many of its words are quoted."""
    by_passage: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for citation in citations:
        by_passage.setdefault((citation["key"], citation["language"]), []).append(citation)
    found = []
    for n, quoting in enumerate(by_passage.values(), 1):
        first = quoting[0]
        fields = frozenset(field for each in quoting for field in each["fields"])
        marks = marks_of(first["text"], [each["quote"] for each in quoting])
        shown = excerpt(first["text"], marks, _LONGEST)
        address = official(first["url"], first["page"])
        found.append(RecordSource(n, SimpleNamespace(**first), shown, address, fields))
    return found


def _whole_years(rows: Iterable[Mapping[str, Any]]) -> list[tuple[int, int]]:
    years = [quarter["year"] for row in rows for quarter in row["quarters"]]
    return [
        (year, quarter) for year in range(1, max(years, default=0) + 1) for quarter in range(1, 5)
    ]


def _budgets(lines: Iterable[Mapping[str, Any]]) -> list[BudgetTable]:
    tables: dict[str, list[Mapping[str, Any]]] = {}
    for line in lines:
        tables.setdefault(line["by"], []).append(line)
    return [_table(held) for held in tables.values() if any(line["cells"] for line in held)]


def _table(lines: Sequence[Mapping[str, Any]]) -> BudgetTable:
    cells = [{" · ".join(cell["column"]): cell for cell in line["cells"]} for line in lines]
    columns = list(dict.fromkeys(column for row in cells for column in row))
    currencies = {cell["currency"] for row in cells for cell in row.values()}
    rows = [
        (line["label"], [row[c]["amount"] if c in row else None for c in columns], line["is_total"])
        for line, row in zip(lines, cells, strict=True)
    ]
    return BudgetTable(columns, ", ".join(sorted(currencies)), rows)
