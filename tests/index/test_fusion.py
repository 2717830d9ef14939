import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import Candidate, Paragraph, in_order, raised, relative, vote

SCORES = st.dictionaries(st.integers(0, 50), st.floats(0, 100), max_size=40)


@given(SCORES, st.floats(0, 200))
def test_relative_scores_keep_their_order_and_lie_between_nought_and_one(scores, best):
    found = relative(scores, best)
    assert found.keys() == scores.keys() and all(0 <= score <= 1 for score in found.values())
    raw = sorted(scores, key=lambda each: scores[each])
    assert all(found[a] <= found[b] for a, b in itertools.pairwise(raw))


def test_a_score_at_the_mean_of_the_best_counts_half():
    # 20 scores of mean 10: those at 10 lie no deviation away, and 1 / (1 + e^0) is 0.5.
    scores = dict.fromkeys(range(18), 10.0) | {98: 5.0, 99: 15.0}
    assert relative(scores, 15.0)[0] == pytest.approx(0.5)


def test_a_language_in_which_little_matches_counts_in_proportion():
    scores = {n: float(n) for n in range(20)}
    full, third = relative(scores, 19.0), relative(scores, 57.0)
    assert third[19] == pytest.approx(full[19] / 3)


def test_one_match_among_nothing_else_is_nearly_certain():
    assert relative({7: 3.0}, 3.0)[7] > 0.95


def test_nothing_found_is_worth_nothing():
    assert relative({}, 1.0) == {} and relative({1: 0.0}, 0.0) == {1: 0.0}


@given(st.floats(0, 1), st.lists(st.floats(0, 1), max_size=6))
def test_bonuses_raise_a_score_and_never_over_one(score, bonuses):
    assert score - 1e-9 <= raised(score, *bonuses) <= 1 + 1e-9


def test_versions_of_a_paragraph_vote_for_it():
    alone = Candidate(1, "en", 0.8)
    versions = [Candidate(2, "fr", 0.7), Candidate(3, "en", 0.8), Candidate(4, "ar", 0.7)]
    found = vote([(10, alone), *((20, each) for each in versions)])
    assert [each.language for each in found[20].found] == ["en", "ar", "fr"]
    assert found[10].score == 0.8
    # 1 - 0.2 * (1 - 0.05 * 0.7)^2 = 0.81376
    assert found[20].score == pytest.approx(0.813755, abs=1e-6)


def test_order_is_by_look_up_then_score_then_key():
    paragraphs = [Paragraph(3, [], 0.5), Paragraph(1, [], 0.5), Paragraph(2, [], 0.9)]
    paragraphs.append(Paragraph(9, [], 0.1, looked_up=True))
    assert [each.place for each in in_order(paragraphs)] == [9, 2, 1, 3]
