import pytest

from service.references import Part, find_parts, ordinals, roman


@pytest.mark.parametrize(
    ("language", "text", "kind", "number"),
    [
        ("en", "What is ICT recommendation 12?", "recommendation", "12"),
        ("fr", "Que dit la recommandation n° 12 ?", "recommendation", "12"),
        ("es", "¿Qué dice la recomendación 12?", "recommendation", "12"),
        ("ru", "Что говорится в рекомендации 12?", "recommendation", "12"),
        ("ar", "ما هي التوصية 12؟", "recommendation", "12"),
        ("zh", "建议12说什么？", "recommendation", "12"),
        ("en", "the second session of WILD", "session", "2"),
        ("fr", "la deuxième session du WILD", "session", "2"),
        ("es", "la segunda sesión del WILD", "session", "2"),
        ("ru", "вторая сессия WILD", "session", "2"),
        ("ar", "الدورة الثانية من الحوار", "session", "2"),
        ("zh", "WILD第二届会议", "session", "2"),
        ("zh", "CDIP第89届会议选了谁？", "session", "89"),
        ("en", "the 13th session of the CWS", "session", "13"),
        ("fr", "la trente et unième session", "session", "31"),
        ("en", "Annex II of CDIP", "annex", "II"),
        ("fr", "l’annexe II", "annex", "II"),
        ("en", "paragraph 45", "paragraph", "45"),
        ("ru", "пункт 45", "paragraph", "45"),
        ("zh", "第45段", "paragraph", "45"),
    ],
)
def test_finds_the_part_that_a_question_names(language, text, kind, number):
    parts, spans = find_parts(text, language)
    assert Part(kind, number) in parts
    assert spans


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the ten recommendations"),
        ("fr", "les dix recommandations"),
        ("es", "las diez recomendaciones"),
        ("ru", "десять рекомендаций"),
        ("zh", "十条建议"),
        ("en", "205,000 francs"),
    ],
)
def test_a_count_is_no_part(language, text):
    assert find_parts(text, language)[0] == ()


def test_ordinals_stand_alone():
    assert ordinals("seconds and oftenth", "en") == []
    assert [value for value, _ in ordinals("The twenty-first and the 3rd", "en")] == [21, 3]


@pytest.mark.parametrize(("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV")])
def test_annexes_are_numbered_in_roman(number, numeral):
    assert roman(number) == numeral
