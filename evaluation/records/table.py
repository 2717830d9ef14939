"""Figures per group of records and field: how many are meant, found and right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from evaluation.records.fields import Verdict, judge, missed
from evaluation.records.gold import GoldRecord
from evaluation.records.matching import Match
from evaluation.records.values import shown
from ingest.records.types import Outcome, Project, Recommendation, Record

OPEN = frozenset({"project told", "outcome told"})
"""Groups of which the gold list holds what reading found, not all there is."""
OPEN_DOCUMENTS = frozenset({"002"})
RECORD = "record"
EXACT = "exact"


@dataclass(slots=True)
class Tally:
    """Counts of values: meant by the gold list, found by the extractors, found and right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def add(self, verdict: Verdict) -> None:
        """Count one verdict."""
        self.gold += verdict.gold is not None
        self.found += verdict.found is not None
        self.right += verdict.right

    @property
    def recall(self) -> float | None:
        """Which part of what is meant was found; None where nothing is meant."""
        return self.right / self.gold if self.gold else None

    @property
    def precision(self) -> float | None:
        """Which part of what was found is right; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def is_exact(self) -> bool:
        """Everything that is meant, and nothing else."""
        return self.gold == self.found == self.right


@dataclass(slots=True)
class Measured:
    """All figures by group and field, and a line for each miss and each wrong or extra value."""

    figures: dict[tuple[str, str], Tally] = field(default_factory=dict)
    details: list[str] = field(default_factory=list)

    def count(self, document: str, matches: Iterable[Match]) -> None:
        """Count what was found in one document."""
        for match in matches:
            group = group_of(document, match.gold or match.record)
            if match.gold is not None and match.gold.optional:
                continue
            for verdict in _verdicts(match):
                self.figures.setdefault((group, verdict.field), Tally()).add(verdict)
                if not verdict.right:
                    name = match.gold.id if match.gold else f"{document} extra"
                    self.details.append(_line(group, name, verdict))


def _verdicts(match: Match) -> Iterator[Verdict]:
    if match.gold is None:
        yield Verdict(RECORD, None, _named(match.record))
    elif match.record is None:
        yield Verdict(RECORD, str(match.gold.text), None)
        yield from missed(match.gold)
    else:
        yield Verdict(RECORD, str(match.gold.text), _named(match.record), right=True)
        yield from judge(match.gold, match.record)


def group_of(document: str, record: GoldRecord | Record | None) -> str:
    """Return the row of the table that a record belongs to."""
    if isinstance(record, GoldRecord):
        kind, known = record.kind, record.values
        listed, coded, group = known.get("number"), known.get("code"), known.get("set")
    else:
        kind = type(record).__name__.lower()
        listed, coded = getattr(record, "number", None), getattr(record, "code", None)
        group = getattr(record, "set", None)
    if kind == "recommendation":
        return f"{kind} {group}"
    if kind == "project":
        return f"{kind} {'form' if coded else 'list' if listed else 'told'}"
    return f"{kind} told" if document in OPEN_DOCUMENTS else kind


def _named(record: Record | None) -> str:
    assert isinstance(record, Recommendation | Project | Outcome)
    if isinstance(record, Recommendation):
        return f"{record.set} {record.number.value}"
    if isinstance(record, Project):
        return shown(record.title)
    return f"{record.kind}: {shown(record.text)}"


def _line(group: str, name: str, verdict: Verdict) -> str:
    if verdict.found is None:
        told = f"missed {verdict.gold}"
    elif verdict.gold is None:
        told = f"extra {verdict.found}"
    else:
        told = f"meant {verdict.gold}, found {verdict.found}"
    return f"{name} | {group} | {verdict.field} | {told}"


def rows(measured: Measured) -> Iterator[str]:
    """Yield the lines of a Markdown table, in order of group, records first."""
    yield "| group | field | gold | found | right | precision | recall |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    order = sorted(measured.figures, key=lambda key: (key[0], key[1] != RECORD))
    for group, name in order:
        tally = measured.figures[group, name]
        is_open = group in OPEN and name == RECORD
        precision = "open" if is_open else _share(tally.precision)
        counts = f"{tally.gold} | {tally.found} | {tally.right}"
        yield f"| {group} | {name} | {counts} | {precision} | {_share(tally.recall)} |"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def read_targets(datasheet: str) -> Mapping[tuple[str, str], str]:
    """Return what the table under "Targets" demands, by group and field.

    Raises ValueError for another demand than ``exact``.
    """
    section = datasheet.partition("\n## Targets\n")[2].partition("\n## ")[0]
    found = re.findall(r"^\| *([^|]+?) *\| *([^|]+?) *\| *([^|]+?) *\|$", section, re.MULTILINE)
    targets = {(group, name): target for group, name, target in found[1:] if "-" * 3 not in group}
    if wrong := {target for target in targets.values() if target != EXACT}:
        raise ValueError(f"unknown targets: {', '.join(sorted(wrong))}")
    return targets


def below(measured: Measured, targets: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a line for each target that is not met."""
    for group, name in targets:
        tally = measured.figures.get((group, name), Tally())
        if not tally.is_exact or not tally.gold:
            yield f"{group} | {name}: {tally.right} right of {tally.gold}, {tally.found} found"
