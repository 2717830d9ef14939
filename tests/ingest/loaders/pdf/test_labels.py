from __future__ import annotations

import pytest

from ingest.loaders.pdf.labels import follows, read_label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("5. The Committee", "5."),
        ("12) Комитет", "12)"),
        ("1.5 Project budget", "1.5"),
        ("2.1. Concept", "2.1."),
        ("(a) take note", "(a)"),
        ("a) prendre note", "a)"),
        ("(iv) extend", "(iv)"),
        ("i. tomar nota", "i."),
        ("(أ) الإحاطة", "(أ)"),
        ("أ) الإحاطة", "أ)"),
        ("(一) 注意", "(一)"),
        ("（一）注意", "（一）"),
        ("三、背景", "三、"),
        ("• add", "•"),
        ("− add", "−"),
        ('"1" التوصية', '"1"'),
        ("100.Il est", "100."),
    ],
)
def test_reads_numbers_and_marks_of_all_six_languages(text, label):
    found = read_label(text)
    assert found is not None
    assert found.text == label


@pytest.mark.parametrize(
    "text",
    [
        "1,250 users",
        "1.5% more",
        "2031-03-14",
        "C. WILD 9",
        "CWS/90/4",
        "The end",
        "（工作日）",
        "U.S. law",
        "",
    ],
)
def test_takes_no_other_beginning_for_a_label(text):
    assert read_label(text) is None


@pytest.mark.parametrize(
    ("before", "label"),
    [("(a)", "(b)"), ("9.", "10."), ("(i)", "(ii)"), ("iv)", "v)"), ("(ب)", "(ج)"), ("(h)", "(i)")],
)
def test_knows_the_next_label_of_a_list(before, label):
    assert follows(label, before)


@pytest.mark.parametrize(
    ("before", "label"), [("(a)", "(c)"), ("1.", "(2)"), ("a)", "(b)"), ("", "1.")]
)
def test_knows_what_is_not_the_next(before, label):
    assert not follows(label, before)
