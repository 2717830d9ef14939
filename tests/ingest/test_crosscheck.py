"""Language versions compared: same passages, same figures."""

import pytest

from ingest.crosscheck import compare_versions, figures
from ingest.types import BlockKind, Passage, Status


def passage(language, locator, text):
    return Passage(
        key=f"CDIP/90/8#{locator}",
        document="CDIP/90/8",
        language=language,
        locator=locator,
        text=text,
        spans=(),
        status=Status.OTHER,
        kind=BlockKind.PARAGRAPH,
        order=0,
    )


@pytest.mark.parametrize(
    "text",
    [
        "The budget is CHF 205,000 for 18 months.",
        "Le budget est de 205\u202f000 francs suisses pour 18 mois.",
        "El presupuesto es de 205.000 francos suizos para 18 meses.",
        "Бюджет составляет 205\u00a0000 шв. франков на 18 месяцев.",
        "تبلغ الميزانية 205,000 فرنك سويسري لمدة 18 شهرا.",
        "تبلغ الميزانية ٢٠٥٬٠٠٠ فرنك لمدة ١٨ شهرا.".replace("٬", ","),
        "预算为205,000瑞士法郎，为期18个月。",
    ],
)
def test_one_number_whatever_its_groups_and_digits(text):
    assert figures(text) == {"205000": 1, "18": 1}


def test_decimal_commas_and_points_are_one():
    assert figures("13,5 %") == figures("13.5%") == {"13.5": 1}


def test_small_numbers_and_addresses_are_passed_over():
    assert figures("on 3 May, see https://example.org/id=90908 or a41@example.org") == {}


def test_an_address_ends_where_chinese_words_begin():
    text = "请在https://example.org/90/register，40个席位；或致函a41@example.org报名，限30人。"
    assert figures(text) == {"40": 1, "30": 1}


def test_numbers_of_neighbouring_cells_stay_two():
    assert figures("15 120 205\u00a0000") == {"15": 1, "120": 1, "205000": 1}
    assert figures("14\n380\t2'400") == {"14": 1, "380": 1, "2400": 1}


@pytest.mark.parametrize("mark", ["\u00a0", "\u202f", "\u2009", ",", ".", "'", "’"])
def test_marks_that_group_digits(mark):
    assert figures(f"6{mark}350{mark}000") == {"6350000": 1}


def test_a_chinese_comma_between_two_numbers_groups_nothing():
    assert figures("2031，205家中心") == {"2031": 1, "205": 1}


def test_versions_that_agree_have_no_differences():
    versions = {
        "en": [passage("en", "p1", "In 2031, 46 States took part.")],
        "zh": [passage("zh", "p1", "2031年，46个国家参加了会议。")],
    }
    assert compare_versions(versions) == []


def test_tells_of_a_passage_that_one_version_lacks():
    versions = {
        "en": [passage("en", "p1", "One."), passage("en", "p2", "Two.")],
        "fr": [passage("fr", "p1", "Un.")],
    }
    (difference,) = compare_versions(versions)
    assert difference.locator == "p2"
    assert "not in fr" in difference.message


def test_tells_of_a_figure_that_differs():
    versions = {
        "en": [passage("en", "p1", "1,536 centers in 90 States")],
        "es": [passage("es", "p1", "1.530 centros en 90 Estados")],
    }
    (difference,) = compare_versions(versions)
    assert difference.message == "p1: figures only in en: 1536; only in es: 1530"
