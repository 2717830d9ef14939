import pytest

from index.records.titles import title_key

SAME = {
    "en": (
        "Project on Intellectual Property and Tourism (Phase II)",
        "IP and tourism – Phase 2",
        "IP  and  Tourism, second phase",
    ),
    "fr": (
        "Projet sur la propriété intellectuelle et le tourisme – phase II",
        "PI et tourisme, deuxième phase",
    ),
    "es": ("Proyecto sobre la propiedad intelectual y el turismo (fase II)", "P.I. y turismo"),
    "ru": ("Интеллектуальная собственность и туризм, этап II", "ИС и туризм (второй этап)"),
    "ar": ("الملكية الفكرية والسياحة - المرحلة الثانية", "الملكيّة الفكرية والسياحة (المرحلة 2)"),
    "zh": ("知识产权与旅游——第二阶段", "知识产权与旅游（阶段二）"),
}
SAME["es"] = (SAME["es"][0], "PI y turismo – segunda fase")


@pytest.mark.parametrize("language", SAME)
def test_titles_that_differ_in_typography_short_names_and_phase_are_one(language):
    first, *others = (title_key(title, None, language) for title in SAME[language])
    assert first.phase == 2
    assert all(other == first for other in others)


@pytest.mark.parametrize("language", SAME)
def test_two_phases_are_two_projects(language):
    title = SAME[language][0]
    assert title_key(title, 2, language) == title_key(title, None, language)
    assert title_key(title, 3, language) != title_key(title, None, language)


def test_a_short_name_in_brackets_adds_nothing():
    whole = title_key("Support for least developed countries (LDC)", None, "en")
    assert whole == title_key("Support for least developed countries", None, "en")
    assert title_key("Support (pilot)", None, "en") != title_key("Support", None, "en")


def test_a_phase_alone_and_other_subjects_stay_what_they_are():
    assert title_key("Phase II", None, "en").terms
    assert title_key("IP and tourism", None, "en") != title_key("IP and trade", None, "en")
    assert title_key("", None, "en") == title_key("", None, "en")
