"""What an answer of a kind contains, in six languages."""

import pytest

from service.kinds import (
    asked_for,
    has_amount,
    has_date,
    has_duration,
    has_number,
    has_person,
    has_what_is_asked,
)
from service.questions import analyse
from service.support import Text

DATES = {
    "ar": "تنتهي في 16 مايو",
    "en": "until October 7 at 18:00",
    "es": "el 16 de mayo",
    "fr": "le 7 octobre à 18 h",
    "ru": "до 31 августа",
    "zh": "5月16日举行",
}
NO_DATES = {
    "ar": "ستة بلدان",
    "en": "Six countries may take part",
    "es": "seis países",
    "fr": "six pays",
    "ru": "шесть стран",
    "zh": "六种正式语言",
}
DURATIONS = {
    "ar": "يستمر 24 شهرا",
    "en": "for 24 months",
    "es": "durante 24 meses",
    "fr": "pendant vingt-quatre mois",
    "ru": "в течение 24 месяцев",
    "zh": "为期24个月",
}
NO_DURATIONS = {
    "ar": "في 16 مايو 2031 ورد 71 ردا هذا العام",
    "en": "by May 16, 2031, this year",
    "es": "el 16 de mayo de 2031, este año",
    "fr": "le 16 mai 2031, cette année",
    "ru": "16 мая 2031 г. в этом месяце",
    "zh": "2031年5月16日",
}
PERSONS = {
    "ar": "انتُخبت السيدة لونا رئيسة",
    "en": "elected Ms. Luna as Chair",
    "es": "eligió a la Sra. Luna",
    "fr": "a élu Mme Luna",
    "ru": "избрал г-жу Луну",
    "zh": "选举卢纳女士担任主席",
}


@pytest.mark.parametrize("language", DATES)
def test_a_date_needs_a_month_or_a_year(language):
    assert has_date(Text(DATES[language], language))
    assert not has_date(Text(NO_DATES[language], language))


@pytest.mark.parametrize("language", DATES)
def test_a_date_counts_nothing(language):
    assert has_number(Text(NO_DATES[language], language))
    assert not has_number(Text("2031", language))
    assert not has_number(Text(DATES[language].replace("18:00", "").replace("18 h", ""), language))


@pytest.mark.parametrize("language", DURATIONS)
def test_a_duration_has_its_number_before_the_unit(language):
    assert has_duration(Text(DURATIONS[language], language))
    assert not has_duration(Text(NO_DURATIONS[language], language))


@pytest.mark.parametrize("language", PERSONS)
def test_a_person_is_known_by_the_title(language):
    assert has_person(Text(PERSONS[language], language))
    assert not has_person(Text(NO_DATES[language], language))


def test_a_cell_has_its_unit_in_the_head_of_the_table():
    cells = Text("Arab region\n14\n11", "en")
    assert not has_duration(cells)
    assert has_duration(cells, Text("Region Centers Response time (working days)", "en"))
    assert not has_amount(cells)
    assert has_amount(cells, Text("(in Swiss francs)", "en"))
    assert has_amount(Text("المنطقة 14", "ar"), Text("(بالفرنك السويسري)", "ar"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "كم ساعة يستغرق الرد؟"),
        ("en", "How often must the copies be tested?"),
        ("es", "¿Cada cuánto hay que probar las copias?"),
        ("fr", "À quelle fréquence faut-il tester les copies ?"),
        ("ru", "За сколько часов надо восстановить подачу?"),
        ("zh", "多少小时内必须恢复？"),
    ],
)
def test_asked_for_a_time_a_bare_number_will_not_do(language, text):
    kinds = analyse(text, language).kinds
    assert has_what_is_asked(kinds, Text(DURATIONS[language], language))
    assert not has_what_is_asked(kinds, Text(NO_DATES[language], language))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("When is the session?", 1),
        ("When and where is the session?", 2),
        ("How many signed up and how many of them joined online?", 2),
        ("Is it binding? Do small offices get more time?", 2),
    ],
)
def test_counts_the_things_that_are_asked_for(text, expected):
    assert asked_for(analyse(text, "en")) == expected
