"""Units and bounds of numbers."""

import pytest

from service.checks.measured import measured

LASTS = {
    "ar": ("يستمر المشروع 24 شهرا.", "يستمر المشروع 24 أسبوعا."),
    "en": ("The project will last 24 months.", "The project will last 24 weeks."),
    "es": ("El proyecto durará 24 meses.", "El proyecto durará 24 semanas."),
    "fr": ("Le projet durera 24 mois.", "Le projet durera 24 semaines."),
    "ru": ("Проект продлится 24 месяца.", "Проект продлится 24 недели."),
    "zh": ("项目为期24个月。", "项目为期24周。"),
}
LEAST = {
    "ar": ("يشارك ما لا يقل عن 5 بلدان.", "يشارك ما لا يزيد على 5 بلدان."),
    "en": ("At least 5 countries take part.", "At most 5 countries take part."),
    "es": ("Participan al menos 5 países.", "Participan como máximo 5 países."),
    "fr": ("Au moins 5 pays participent.", "Au plus 5 pays participent."),
    "ru": ("Участвуют не менее 5 стран.", "Участвуют не более 5 стран."),
    "zh": ("至少5个国家参加。", "至多5个国家参加。"),
}


@pytest.mark.parametrize("language", LASTS)
def test_another_unit_is_another_number(fault, language):
    passage, lie = LASTS[language]
    assert fault(passage, passage, language) is None
    assert fault(lie, passage, language) == "unit"


@pytest.mark.parametrize("language", LASTS)
def test_units_are_compared_across_languages(fault, language):
    told_in = "fr" if language == "en" else "en"
    good, lie = LASTS[told_in]
    assert fault(good, LASTS[language][0], language, told_in=told_in) is None
    assert fault(lie, LASTS[language][0], language, told_in=told_in) == "unit"


@pytest.mark.parametrize("language", LEAST)
def test_the_least_is_not_the_most(fault, language):
    passage, lie = LEAST[language]
    assert fault(passage, passage, language) is None
    assert fault(lie, passage, language) in ("bound", "negation")


def test_a_share_is_no_count(fault):
    passage = "In all 2,480 persons took part, and 53 per cent of them were women."
    assert fault("Women made up 53% of the 2,480 persons.", passage) is None
    assert fault("Of the 2,480 persons 53 were women.", passage) == "unit"


def test_a_unit_may_stand_in_the_head_of_a_column_only(fault):
    assert fault("The answer took 11 days.", "Days of work\n11") is None
    assert fault("The answer took 11 months.", "Days of work\n11") == "unit"


def test_no_more_than_is_the_most():
    (found,) = measured("The file lasts no longer than 20 seconds.", "en")
    assert (found.number, found.units, found.bounds) == ("20", {"second"}, {"most"})
