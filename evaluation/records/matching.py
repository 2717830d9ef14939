"""Which extracted record is which gold record? By identity, or by where its text stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.records.gold import GoldRecord
from evaluation.records.values import bare
from ingest.records.codec import kind_of
from ingest.records.types import Fact, Outcome, Project, Recommendation, Record
from ingest.types import Span

HALF = 0.5  # of the shorter of two texts must stand in the other for them to be the same


@dataclass(frozen=True, slots=True)
class Match:
    """A gold record and its extracted record; one of the two is None where it stands alone."""

    gold: GoldRecord | None
    record: Record | None


def match_records(gold: Sequence[GoldRecord], records: Sequence[Record]) -> list[Match]:
    """Return every gold and every extracted record of one document, matched or alone.

    The best pairs are taken first; gold records that are ``shared`` may have one record together.
    """
    scored = [
        (-score, i, j)
        for i, wanted in enumerate(gold)
        for j, got in enumerate(records)
        if (score := _score(wanted, got)) > 0
    ]
    taken: dict[int, int] = {}
    owners: dict[int, int] = {}
    for _, i, j in sorted(scored):
        wanted, owner = gold[i], owners.get(j)
        together = owner is not None and wanted.shared and gold[owner].shared == wanted.shared
        if i not in taken and (owner is None or together):
            taken[i] = j
            owners.setdefault(j, i)
    held = set(taken.values())
    return [
        *(Match(g, records[taken[i]] if i in taken else None) for i, g in enumerate(gold)),
        *(Match(None, record) for j, record in enumerate(records) if j not in held),
    ]


def _score(gold: GoldRecord, record: Record) -> float:
    if kind_of(record) != gold.kind:
        return 0.0
    values = gold.values
    if isinstance(record, Recommendation):
        same = values["set"] == record.set and values["number"] == record.number.value
        return 2.0 + _overlap(gold.text.at, record.text) if same else 0.0
    if isinstance(record, Project):
        if values.get("code") and values["code"] == bare(record.code):
            return 2.0
        return _overlap(gold.text.at, record.title)
    assert isinstance(record, Outcome)  # there is no other kind
    return _overlap(gold.text.at, record.text)


def _overlap(at: Iterable[Span], fact: Fact[str]) -> float:
    """Return how much of both texts is the same (0 to 1), 0 if less than half of either."""
    own, other = _characters(at), _characters(proof.span for proof in fact.proofs)
    both = len(own & other)
    if not both or both < HALF * min(len(own), len(other)):
        return 0.0
    return both / len(own | other)


def _characters(spans: Iterable[Span]) -> set[int]:
    return {offset for span in spans for offset in range(*span)}
