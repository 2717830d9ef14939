from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.gate import compare, comparison, lost
from evaluation.questions import DatasetError
from evaluation.sheet import Sheet


def names(earlier: Sheet, now: Sheet) -> set[str]:
    return {each.measure for each in lost(compare(earlier, now))}


def test_the_same_run_loses_nothing(many) -> None:
    assert names(many(3), many(3)) == set()


def test_a_loss_beyond_chance_is_told_and_a_gain_is_none(many) -> None:
    assert names(many(), many(8)) == {"hit@10", "nDCG@10", "right", "false_refusals"}
    assert names(many(8), many()) == set()


def test_what_may_be_chance_passes(many) -> None:
    earlier, now = many(2), many(3)
    swapped = replace(now, rows=(earlier.rows[5], *now.rows[1:5], now.rows[0], *now.rows[6:]))
    ids = [row.id for row in earlier.rows]
    renamed = tuple(replace(row, id=name) for row, name in zip(swapped.rows, ids, strict=True))
    assert names(earlier, replace(now, rows=renamed)) == set()


def test_one_language_can_fail_the_build(many, row) -> None:
    wrong = {"hit@10": 0.0, "nDCG@10": 0.0, "right": 0.0, "false_refusals": 1.0}
    arabic = tuple(row(f"ar-{n}", "ar") for n in range(10))
    broken = tuple(replace(each, measures=wrong) for each in arabic)
    english = many().rows
    found = compare(Sheet("made", english + arabic), Sheet("made", english + broken))
    assert {(each.measure, each.language) for each in lost(found)} >= {("right", "ar")}
    assert not any(each.lost for each in found if each.language == "en")
    assert "| right | ar | 1.000 | 0.000 | -1.000 |" in comparison(found)


def test_one_inexact_quote_more_is_a_loss(many) -> None:
    faulty = {"inexact_quotes": 1, "invitations_as_decisions": 0}
    rows = many().rows
    now = replace(many(), rows=(replace(rows[0], faults=faulty), *rows[1:]))
    assert names(many(), now) == {"inexact_quotes"}


def test_other_answers_in_other_languages_are_a_loss_of_parity(many, row) -> None:
    pair = (row("fr-1", "fr", group="g"), row("en-x", group="g"))
    other = (row("fr-1", "fr", group="g"), row("en-x", group="g", cited=("X/9#p9",)))
    earlier, now = (Sheet("made", many().rows + each) for each in (pair, other))
    assert names(earlier, now) == {"parity"}


def test_runs_over_other_questions_cannot_be_compared(many) -> None:
    with pytest.raises(DatasetError, match="en-39"):
        compare(many(), replace(many(), rows=many().rows[:-1]))
    searched = tuple(replace(row, answered=None) for row in many().rows)
    with pytest.raises(DatasetError, match="answers"):
        compare(many(), replace(many(), rows=searched))
