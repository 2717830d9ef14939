"""Tables, ratios and gates: the pure side of the comparison."""

import pytest

from evaluation.benchmarks.peers.tables import (
    Gate,
    ahead,
    figure,
    gates_table,
    markdown,
    quantile,
    ratio,
    share_of,
)


def test_a_table_is_markdown_with_figures_to_the_right():
    assert markdown(["system", "ms"], [["ours", "1.0"], ["a peer", "2.0"]]).splitlines() == [
        "| system | ms |",
        "|---|---:|",
        "| ours | 1.0 |",
        "| a peer | 2.0 |",
    ]


def test_figures_set_thousands_apart_and_say_when_there_is_none():
    assert [figure(1234.567), figure(1234.567, 0), figure(None)] == ["1,234.6", "1,235", "–"]


@pytest.mark.parametrize(
    ("peer", "ours", "said"),
    [(9.0, 4.5, "2.00x"), (1.0, 4.0, "0.25x"), (333.0, 3.7, "90x"), (None, 1.0, "–"),
     (1.0, None, "–"), (1.0, 0.0, "–")],
)  # fmt: skip
def test_a_ratio_is_the_peers_figure_by_ours(peer, ours, said):
    assert ratio(peer, ours) == said


def test_quantiles_lie_between_neighbours():
    values = [40.0, 10.0, 20.0, 30.0]
    assert [quantile(values, share) for share in (0, 0.5, 1)] == [10, 25, 40]
    assert quantile(values, 0.9) == pytest.approx(37)
    assert quantile([7.0], 0.99) == 7
    with pytest.raises(ValueError, match="no values"):
        quantile([], 0.5)


@pytest.mark.parametrize(
    ("gate", "holds", "cells"),
    [
        (Gate("a", 0.5, 0.5), True, ["a", "≤ 0.5", "0.5", "holds"]),
        (Gate("a", 0.5, 0.501), False, ["a", "≤ 0.5", "0.501", "**does not hold**"]),
        (Gate("b", 1.5, 1.5, at_least=True), True, ["b", "≥ 1.5", "1.5", "holds"]),
        (Gate("b", 1.5, 1.4, at_least=True), False, ["b", "≥ 1.5", "1.4", "**does not hold**"]),
        (Gate("b", 4096, 1253.4), True, ["b", "≤ 4096", "1,253", "holds"]),
        (Gate("c", 1, None), None, ["c", "≤ 1", "–", "not measured"]),
        (Gate("d", 0, -0.02, at_least=True), False, ["d", "≥ 0", "-0.02", "**does not hold**"]),
    ],
)
def test_a_gate_says_whether_it_holds(gate, holds, cells):
    assert gate.holds is holds
    assert gate.row() == cells
    assert gates_table([gate]).splitlines()[-1] == f"| {' | '.join(cells)} |"


def test_a_share_needs_both_figures():
    assert share_of(4.5, 9.0) == 0.5
    assert [share_of(None, 9.0), share_of(4.5, None), share_of(4.5, 0.0)] == [None] * 3


def test_ahead_is_measured_against_the_best_peer():
    found = {"ours": 0.8, "weak": 0.2, "strong": 0.9}
    assert ahead(found, "ours") == pytest.approx(-0.1)
    assert ahead({"ours": 0.8}, "ours") is None
    assert ahead({"weak": 0.2}, "ours") is None
