from __future__ import annotations

import pytest

from ingest.loaders.pdf.order import is_rtl, mixed_order, reading_order, settle_brackets


def read(drawn: str, after_letters: bool = True) -> str:
    """Return what a right-to-left line says that is drawn, from left to right, as ``drawn``."""
    return "".join(drawn[i] for i in reading_order(drawn, after_letters))


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ("باتك", "كتاب"),
        ("WIPO باتك", "كتاب WIPO"),
        ("باتك 12", "12 كتاب"),
        ("WIPO/GRTKF/IC/37/17 باتك", "كتاب WIPO/GRTKF/IC/37/17"),
        ("14-03-2031 باتك", "كتاب 2031-03-14"),
        ("2032-2031 باتك", "كتاب 2031-2032"),
        ("40,000.50 باتك", "كتاب 40,000.50"),
        ("40 000 باتك", "كتاب 40 000"),
        ("%12.5 باتك", "كتاب 12.5%"),
        ("باتك C. WILD 9 باتك", "كتاب C. WILD 9 كتاب"),
        (".XML باتك", "كتاب XML."),
        ("Rev.2 (2031) باتك", "كتاب Rev.2 (2031)"),
        ("ip- باتك", "كتاب ip-"),
    ],
)
def test_undoes_the_bidirectional_algorithm_after_arabic_letters(drawn, said):
    assert read(drawn) == said


@pytest.mark.parametrize(("drawn", "said"), [("2031-03-14", "2031-03-14"), ("90%", "90%")])
def test_keeps_numbers_whole_where_no_letters_stand_before(drawn, said):
    assert read(drawn, after_letters=False) == said


def test_turns_arabic_words_in_a_latin_line_only():
    drawn = "The word باتك ديدج is new"
    assert "".join(drawn[i] for i in mixed_order(drawn)) == "The word جديد كتاب is new"


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        (")انظر( الفقرة", "(انظر) الفقرة"),
        ("(انظر) الفقرة", "(انظر) الفقرة"),
        ("أ) الإحاطة", "أ) الإحاطة"),
        (")أ()ب(", "(أ)(ب)"),
        ("»الخدمة« هي", "«الخدمة» هي"),
        ("باسم ”اللجنة“(", "باسم “اللجنة”)"),
        ("الوثيقة )", "الوثيقة ("),
    ],
)
def test_brackets_open_after_a_blank_and_close_before_one(read_as, meant):
    assert settle_brackets(read_as) == meant


def test_a_line_with_some_arabic_is_right_to_left():
    assert is_rtl("الوثيقة CWS")
    assert not is_rtl("Документ CWS/90/4")
    assert not is_rtl("文件 2031")


def test_reads_every_letter_exactly_once():
    drawn = "(14-03-2031) WIPO/IC/37 (%5 ,12 باتك) ST.96 40 000 ديدج"
    assert sorted(reading_order(drawn)) == list(range(len(drawn)))
    assert sorted(mixed_order(drawn)) == list(range(len(drawn)))
