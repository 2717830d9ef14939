import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.typography import clean, fold, fold_digits, normalise_spaces, strip_accents

ANY_TEXT = st.text(st.characters(), max_size=60)


@pytest.mark.parametrize(
    "code",
    [
        0x00,
        0x08,
        0x1F,
        0x7F,
        0xAD,
        0x61C,
        0x200B,
        0x200C,
        0x200D,
        0x200E,
        0x200F,
        0x202A,
        0x202E,
        0x2060,
        0x2066,
        0x2069,
        0xFEFF,
        0xFE0F,
        0xD800,
        0xDFFF,
        0xFFFE,
        0xE0001,
        0xE0041,
        0xE007F,
    ],
)
def test_invisible_characters_are_removed(code: int) -> None:
    assert clean(f"a{chr(code)}b") == "ab"


@pytest.mark.parametrize("kept", ["\t", "\n", "\xa0", "\u202f", "\u2011", "\u2013", "’", "«", "é"])
def test_visible_typography_stays(kept: str) -> None:
    assert clean(f"a{kept}b") == f"a{kept}b"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert clean(f"one{end}two") == "one\ntwo"


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_clean_text_can_always_be_encoded_and_is_stable(text: str) -> None:
    once = clean(text)
    once.encode("utf-8")
    assert clean(once) == once


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Vice\u2011Chair", "vice-chair"),
        ("2025\u20132026 \u2212 3", "2025-2026 - 3"),
        ("205\u202f000\xa0francs", "205 000 francs"),
        ("  a \n\t b\u3000", "a b"),
        ("L’annexe ‘II’", "l'annexe 'ii'"),
        ("«Plan» “d’action” „x‟", '"plan" "d\'action" "x"'),
        ("ＣＷＳ／１３／９：附件", "cws/13/9:附件"),
        ("ОТЧЁТ", "отчет"),
        ("الأُمَـــانة", "الامانه"),
        ("إلى آخر", "الي اخر"),
        ("٢٠٢٦ و۱۲٫۵٪", "2026 و12.5%"),
        ("ﻷ", "لا"),
        ("É", "é"),
        ("soft\xadhyphen", "softhyphen"),
        ("STRASSE Straße", "strasse strasse"),
    ],
)
def test_words_that_differ_in_typography_fold_alike(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Développement", "Developpement"),
        ("ÑANDÚ cigüeña", "NANDU ciguena"),
        ("œuvre", "oeuvre"),
        ("e\u0301te\u0301", "ete"),
        ("сессия й", "сессия й"),
        ("й".encode().decode(), "й"),
        ("جنيف", "جنيف"),
        ("报告", "报告"),
    ],
)
def test_accents_are_stripped_from_latin_letters_only(written: str, bare: str) -> None:
    assert strip_accents(written) == bare


def test_digits_fold_one_for_one() -> None:
    assert fold_digits("الفقرة ٤٥ من ۱۲") == "الفقرة 45 من 12"


def test_spaces_are_collapsed_and_nothing_else_changes() -> None:
    assert normalise_spaces(" É\xa0\u202f’ \n\n\u2011x ") == "É ’ \u2011x"
