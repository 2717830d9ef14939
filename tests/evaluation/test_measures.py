from __future__ import annotations

import math

import pytest

from evaluation.measures import hit_at, mean, ndcg_at, recall_at, reciprocal_rank_at

JUDGED = {"a": 2, "b": 1, "c": 1, "d": 0}


def test_a_hit_needs_a_relevant_key_among_the_first_k() -> None:
    assert hit_at(1, ["x", "b"], JUDGED) == 0.0
    assert hit_at(2, ["x", "b"], JUDGED) == 1.0


def test_a_key_judged_zero_is_no_hit() -> None:
    assert hit_at(3, ["d"], JUDGED) == 0.0
    assert reciprocal_rank_at(3, ["d", "a"], JUDGED) == 0.5


def test_recall_divides_by_all_relevant_keys() -> None:
    assert recall_at(1, ["a", "b", "c"], JUDGED) == pytest.approx(1 / 3)
    assert recall_at(3, ["a", "x", "c"], JUDGED) == pytest.approx(2 / 3)


def test_a_repeated_key_does_not_count_twice() -> None:
    assert recall_at(3, ["b", "b", "b"], JUDGED) == pytest.approx(1 / 3)
    assert ndcg_at(3, ["b", "b", "b"], {"b": 1, "c": 1}) == pytest.approx(
        1 / (1 + 1 / math.log2(3))
    )


def test_reciprocal_rank_is_that_of_the_first_relevant_key() -> None:
    assert reciprocal_rank_at(10, ["x", "y", "c", "a"], JUDGED) == pytest.approx(1 / 3)
    assert reciprocal_rank_at(2, ["x", "y", "c", "a"], JUDGED) == 0.0


def test_ndcg_agrees_with_a_value_worked_by_hand() -> None:
    # Gains 1, 0, 2 at ranks 1, 2, 3: 1/1 + 0 + 2/2 = 2. Best order 2, 1, 1: 2 + 0.63093 + 0.5.
    found = ndcg_at(3, ["b", "x", "a"], JUDGED)
    assert found == pytest.approx(2 / 3.1309297535714578, abs=1e-12)


def test_ndcg_is_one_for_the_best_order_and_cuts_the_ideal_list_at_k() -> None:
    assert ndcg_at(10, ["a", "c", "b"], JUDGED) == pytest.approx(1.0)
    assert ndcg_at(1, ["a"], JUDGED) == pytest.approx(1.0)
    assert ndcg_at(1, ["b"], JUDGED) == pytest.approx(0.5)


@pytest.mark.parametrize("measure", [recall_at, ndcg_at])
def test_a_query_without_relevant_passages_has_no_figure(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(ValueError, match="not defined"):
        measure(10, ["a"], {"d": 0})


@pytest.mark.parametrize("measure", [hit_at, recall_at, reciprocal_rank_at, ndcg_at])
def test_ranks_are_counted_from_one(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(ValueError, match="from 1"):
        measure(0, ["a"], JUDGED)


def test_the_mean_of_nothing_is_no_figure() -> None:
    assert mean([]) is None
    assert mean([0.0, 1.0, 1.0, 0.0]) == 0.5
