from __future__ import annotations

import pytest

from evaluation.parity import overlap, parity


def test_overlap_is_what_two_sets_share_of_what_either_holds() -> None:
    assert overlap({"a", "b"}, {"b", "c"}) == pytest.approx(1 / 3)
    assert overlap(set(), {"a"}) == 0.0
    assert overlap(set(), set()) == 1.0


def test_parity_is_the_mean_over_questions_and_pairs_of_languages(row) -> None:
    rows = [
        row("en-1", "en", group="one", cited=("a",)),
        row("fr-1", "fr", group="one", cited=("a",)),
        row("ar-1", "ar", group="one", cited=("b",), answered=False),
        row("en-2", "en", group="two", cited=("a", "b")),
        row("fr-2", "fr", group="two", cited=("a",)),
        row("en-3", "en", cited=("c",)),
    ]
    found = parity(rows)
    assert found is not None
    assert found.questions == 2
    # One: en-fr 1, ar-en 0, ar-fr 0, so 1/3. Two: 1/2.
    assert found.overlap == pytest.approx((1 / 3 + 1 / 2) / 2)
    assert found.agreed == 0.5
    assert found.pairs["en", "fr"] == 0.75
    assert found.pairs["ar", "en"] == 0.0


def test_nothing_asked_in_two_languages_has_no_parity(row) -> None:
    assert parity([row("en-1")]) is None
    unanswerable = [row(f"{name}-1", name, group="g", answerable=False) for name in ("en", "fr")]
    assert parity(unanswerable) is None
