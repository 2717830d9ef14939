"""Rows of sheets, made by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from evaluation.sheet import Row, Sheet

MakeRow = Callable[..., Row]


@pytest.fixture
def row() -> MakeRow:
    """Return a maker of rows: an answerable question, answered rightly, unless told otherwise."""

    def make(id_: str, language: str = "en", **changes: Any) -> Row:
        fields: dict[str, Any] = {
            "id": id_,
            "language": language,
            "kind": "lookup",
            "document": "X/1",
            "group": id_,
            "answerable": True,
            "measures": {"hit@10": 1.0, "nDCG@10": 1.0, "right": 1.0, "false_refusals": 0.0},
            "faults": {"inexact_quotes": 0, "invitations_as_decisions": 0},
            "answered": True,
            "cited": ("X/1#p1",),
            "quotes": 1,
            "best_score": 0.9,
            "milliseconds": 20.0,
        }
        return Row(**{**fields, **changes})

    return make


@pytest.fixture
def many(row: MakeRow) -> Callable[..., Sheet]:
    """Return a maker of sheets of forty questions, of which the first ``bad`` went wrong."""

    def make(bad: int = 0, **changes: Any) -> Sheet:
        wrong = {"hit@10": 0.0, "nDCG@10": 0.0, "right": 0.0, "false_refusals": 1.0}
        rows = [row(f"en-{n}", measures=wrong) for n in range(bad)]
        rows += [row(f"en-{n}", **changes) for n in range(bad, 40)]
        return Sheet("made", tuple(rows))

    return make
