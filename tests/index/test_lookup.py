import pytest

from index.lookup import References, find_references


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("paragraph 45", ["45"]),
        ("paragraphs 158 and 159", ["158", "159"]),
        ("par. 12", ["12"]),
        ("§ 7", ["7"]),
        ("paragraphes 4 à 7", ["4", "5", "6", "7"]),
        ("au paragraphe\u00a012 a)", ["12"]),
        ("párrafo 12", ["12"]),
        ("los parrafos 3 a 5 y 9", ["3", "4", "5", "9"]),
        ("в пункте 12", ["12"]),
        ("пунктах 3, 4 и 7", ["3", "4", "7"]),
        ("الفقرة 12", ["12"]),
        ("الفقرة \u0661\u0662", ["12"]),
        ("بالفقرتين 3 و4", ["3", "4"]),
        ("第12段", ["12"]),
        ("第 12 至 14 段", ["12", "13", "14"]),
    ],
)
def test_finds_paragraph_numbers_in_six_languages(text, numbers):
    assert find_references(text) == References(paragraphs=tuple(numbers))


@pytest.mark.parametrize(
    "text",
    [
        "recommendation 5",
        "ICT Recommendation No. 5",
        "la recommandation n° 5",
        "la recomendación 5",
        "рекомендацию 5",
        "التوصية 5",
        "للتوصية رقم 5",
        "建议5",
        "第5项建议",
    ],
)
def test_finds_recommendations_in_six_languages(text):
    assert find_references(text).records == ("rec-5",)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("建议书第十五条", "15"),
        ("第四十五条建议", "45"),
        ("建议第十条", "10"),
        ("第二十项建议", "20"),
        ("建议书12", "12"),
    ],
)
def test_finds_recommendations_counted_in_chinese_numerals(text, number):
    assert find_references(text).recommendations == (number,)


@pytest.mark.parametrize(
    "text",
    ["Annex II", "annexe II", "Anexo 2", "приложении II", "المرفق الثاني", "附件二", "附件 II"],
)
def test_finds_annexes_in_six_languages(text):
    assert find_references(text) == References(annexes=("II",))


def test_numbers_of_a_symbol_are_not_those_of_a_paragraph():
    found = find_references("paragraph 45 of CWS/11/28 Rev. and CDIP/30/8")
    assert found.symbols == {"cws/11/28rev.", "cdip/30/8"} and found.paragraphs == ("45",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "paragraph 2.5",
        "the paragraphs",
        "40 recommendations",
        "recommendations of 2031",
        "annex to the report",
        "the annexes it has",
        "preparation 5",
        "section 7",
        "20 % des recommandations",
    ],
)
def test_other_numbers_are_no_references(text):
    assert find_references(text) == References()


def test_a_range_that_is_too_long_names_its_ends_only():
    assert find_references("paragraphs 1 to 400").paragraphs == ("1", "400")


def test_nested_repetitions_take_no_time_at_all():
    assert find_references("paragraphs " + "1, " * 20_000).paragraphs == ("1",)
