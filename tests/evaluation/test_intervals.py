from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.intervals import difference, interval


def test_the_interval_of_shares_is_close_to_the_one_worked_by_hand() -> None:
    # 60 of 100 independent ones: 0.6 ± 1.96 · sqrt(0.6 · 0.4 / 100) = 0.6 ± 0.096.
    found = interval((str(n), float(n < 60)) for n in range(100))
    assert found is not None
    assert (found.mean, found.count) == (0.6, 100)
    assert found.low == pytest.approx(0.504, abs=0.015)
    assert found.high == pytest.approx(0.696, abs=0.015)


def test_versions_of_one_question_do_not_make_a_figure_surer() -> None:
    alone = interval((str(n), float(n % 2)) for n in range(30))
    sixfold = interval((str(n), float(n % 2)) for n in range(30) for _ in range(6))
    assert alone is not None
    assert sixfold is not None
    assert sixfold.count == 180
    assert sixfold.high - sixfold.low == pytest.approx(alone.high - alone.low)


def test_all_right_is_not_beyond_doubt() -> None:
    # Wilson for 10 of 10: n / (n + z²) = 10 / 13.84.
    found = interval((str(n), 1.0) for n in range(10))
    assert found is not None
    assert found.low == pytest.approx(10 / (10 + 1.959964**2), abs=1e-6)
    assert found.high == 1.0
    assert interval([]) is None


def test_a_steady_loss_is_told_from_chance() -> None:
    steady = difference([(str(n), -1.0 if n < 10 else 0.0) for n in range(40)])
    assert steady.change.mean == -0.25
    assert steady.change.high < 0
    assert steady.p < 0.01
    even = difference([(str(n), (-1.0, 1.0, 0.0, 0.0)[n % 4]) for n in range(40)])
    assert even.change.low < 0 < even.change.high
    assert even.p > 0.9


def test_no_change_is_no_change_and_nothing_in_common_is_an_error() -> None:
    same = difference([("a", 0.0), ("b", 0.0)])
    assert (same.change.low, same.change.high, same.p) == (0.0, 0.0, 1.0)
    with pytest.raises(ValueError, match="no question"):
        difference([])


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.floats(0, 1)), min_size=1, max_size=30))
def test_an_interval_holds_its_mean_and_is_the_same_each_time(
    values: list[tuple[str, float]],
) -> None:
    found = interval(values)
    assert found is not None
    assert found.low - 1e-9 <= found.mean <= found.high + 1e-9
    assert found.low >= -1e-9
    assert found.high <= 1 + 1e-9
    assert interval(values) == found
