import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import Candidate, Paragraph, Sides, in_order, level, raised, relative, vote

SCORES = st.dictionaries(st.integers(0, 50), st.floats(0, 100), max_size=40)


@given(SCORES, st.floats(0, 1))
def test_relative_scores_keep_their_order_and_lie_between_nought_and_their_scale(scores, scale):
    found = relative(scores, scale)
    assert found.keys() == scores.keys() and all(0 <= score <= scale for score in found.values())
    raw = sorted(scores, key=lambda each: scores[each])
    assert all(found[a] <= found[b] for a, b in itertools.pairwise(raw))


def test_a_score_at_the_mean_of_the_best_counts_half():
    # 20 scores of mean 10: those at 10 lie no deviation away, and 1 / (1 + e^0) is 0.5.
    scores = dict.fromkeys(range(18), 10.0) | {98: 5.0, 99: 15.0}
    assert relative(scores)[0] == pytest.approx(0.5)


def test_a_language_in_which_little_matches_counts_in_proportion():
    scores = {n: float(n) for n in range(20)}
    assert level(scores, 57.0) == pytest.approx(1 / 3)
    assert relative(scores, 1 / 3)[19] == pytest.approx(relative(scores)[19] / 3)


def test_one_match_among_nothing_else_is_nearly_certain():
    assert relative({7: 3.0})[7] > 0.95


def test_nothing_found_is_worth_nothing():
    assert relative({}) == {} and relative({1: 0.0}) == {1: 0.0}
    assert level({}, 3.0) == 0.0 and level({}, 0.0) == 1.0


def test_one_language_has_the_weighted_mean_of_its_words_and_vectors():
    sides = Sides.of({1: 9.0, 2: 3.0}, {2: 0.8, 3: 0.6}, 9.0, 0.8)
    words, vectors = relative({1: 9.0, 2: 3.0}), relative({2: 0.8, 3: 0.6})
    assert sides.scores([1], 0.45)[0] == pytest.approx(0.45 * words[1])
    assert sides.scores([2], 0.45)[0] == pytest.approx(0.45 * words[2] + 0.55 * vectors[2])


def test_a_language_that_shares_no_word_with_the_question_is_judged_by_vectors():
    vectors = {n: n / 20 for n in range(20)}
    sides = Sides.of({}, vectors, 9.0, 0.95)
    assert sides.scores([19], 0.45)[0] == pytest.approx(relative(vectors)[19])
    less = Sides.of({}, vectors, 9.0, 3.8)  # its best cosine is a quarter of the best anywhere
    assert less.scores([19], 0.45)[0] == pytest.approx(relative(vectors)[19] / 2)


@given(SCORES, SCORES, st.floats(0, 200), st.floats(0, 200), st.floats(0, 1))
def test_fused_scores_lie_between_nought_and_one(words, vectors, words_best, vectors_best, weight):
    sides = Sides.of(words, vectors, words_best, vectors_best)
    found = sides.scores([*words.keys() | vectors.keys()], weight)
    assert all(0 <= score <= 1 + 1e-9 for score in found)


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
