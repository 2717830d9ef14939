from __future__ import annotations

import math

import pytest

from evaluation.measures import MEASURES, mean, scores

JUDGED = {"a": 2, "b": 1, "c": 1, "d": 0}


def of(run: list[str], judged: dict[str, int] = JUDGED) -> dict[str, float]:
    return scores({"q": run}, {"q": judged})["q"]


def test_a_hit_needs_a_relevant_key_among_the_first_k() -> None:
    found = of(["x", "b"])
    assert found["hit@1"] == 0.0
    assert found["hit@3"] == found["hit@10"] == 1.0


def test_a_key_judged_zero_is_no_hit() -> None:
    assert of(["d"])["hit@10"] == 0.0
    assert of(["d", "a"])["RR@10"] == 0.5


def test_recall_divides_by_all_relevant_keys() -> None:
    assert of(["a"])["recall@10"] == pytest.approx(1 / 3)
    assert of(["a", "x", "c"])["recall@10"] == pytest.approx(2 / 3)
    filler = [f"x{n}" for n in range(10)]
    late = of([*filler, "a", "b", "c"])
    assert (late["recall@10"], late["recall@100"]) == (0.0, 1.0)


def test_a_repeated_key_gains_nothing() -> None:
    assert of(["b", "b", "b"])["recall@10"] == pytest.approx(1 / 3)
    assert of(["b", "b"], {"b": 1, "c": 1})["nDCG@10"] == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_reciprocal_rank_is_that_of_the_first_relevant_key() -> None:
    assert of(["x", "y", "c", "a"])["RR@10"] == pytest.approx(1 / 3)
    assert of([f"x{n}" for n in range(10)] + ["a"])["RR@10"] == 0.0


def test_ndcg_agrees_with_a_value_worked_by_hand() -> None:
    # Gains 1, 0, 2 at ranks 1, 2, 3: 1/1 + 0 + 2/2 = 2. Best order 2, 1, 1: 2 + 0.63093 + 0.5.
    assert of(["b", "x", "a"])["nDCG@10"] == pytest.approx(2 / 3.1309297535714578, abs=1e-9)
    assert of(["a", "c", "b"])["nDCG@10"] == pytest.approx(1.0)


def test_order_in_the_run_counts_and_not_the_names_of_keys() -> None:
    # trec_eval breaks ties of scores by name; a run of ours has none.
    assert of(["b", "a"])["nDCG@10"] < of(["a", "b"])["nDCG@10"] < 1
    assert of(["a", "b"], {"b": 1})["RR@10"] == of(["b", "a"], {"a": 1})["RR@10"] == 0.5


def test_a_query_without_a_run_has_zero_and_one_without_judgements_is_an_error() -> None:
    assert scores({}, {"q": JUDGED})["q"] == dict.fromkeys(MEASURES, 0.0)
    assert scores({"q": ["a"]}, {}) == {}
    with pytest.raises(ValueError, match="'q'"):
        scores({"q": ["a"]}, {"q": {"a": 0}})


def test_the_mean_of_nothing_is_no_figure() -> None:
    assert mean([]) is None
    assert mean([0.0, 1.0, 0.5]) == 0.5
