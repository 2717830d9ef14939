from hypothesis import given
from hypothesis import strategies as st

from service.pages.search.excerpts import excerpt

LONG = " ".join(f"word{n}" for n in range(400))


def test_a_short_passage_is_shown_whole():
    shown = excerpt("All of it.", [(0, 3)], 100)
    assert (shown.text, shown.marks, shown.before, shown.after) == ("All of it.", ((0, 3),), 0, 0)


def test_a_long_one_is_cut_around_its_quote_between_words():
    start = LONG.index("word200")
    shown = excerpt(LONG, [(start, start + 7)], 300)
    (mark,) = shown.marks
    assert shown.text[slice(*mark)] == "word200"
    assert shown.before
    assert shown.after
    assert len(shown.text) < 400
    assert set(shown.text.split()) <= set(LONG.split())


def test_marks_that_are_cut_off_are_left_out():
    first, last = LONG.index("word10 "), LONG.index("word390")
    shown = excerpt(LONG, [(first, first + 6), (last, last + 7)], 300)
    assert [shown.text[slice(*mark)] for mark in shown.marks] == ["word10"]


@given(st.text(max_size=900), st.integers(0, 900), st.integers(0, 900), st.integers(1, 300))
def test_the_first_mark_is_always_whole(text, one, other, most):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    shown = excerpt(text, [(start, end)], most)
    assert shown.text in text
    assert shown.text[slice(*shown.marks[0])] == text[start:end]
