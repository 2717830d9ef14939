"""How places are cited in six languages, and that the texts of the reader are whole."""

import re

import pytest

from ingest.types import LANGUAGES
from service.pages.reader.citing import citation, place_of
from service.pages.strings import texts

CITED = {
    ("p15", "15"): "CDIP/30/8 Rev., para. 15",
    ("annex-II/p4", "4"): "CDIP/30/8 Rev., Annex II, para. 4",
    ("annex/p4", "4"): "CDIP/30/8 Rev., Annex, para. 4",
    ("s2/p7", "7"): "CDIP/30/8 Rev., para. 7",
    ("p7.2", "7"): "CDIP/30/8 Rev., para. 7",
    ("p7.2", ""): "CDIP/30/8 Rev., para. 7",
    ("annex/sec-1.5/2", ""): "CDIP/30/8 Rev., Annex, section 1.5",
    ("t2/r5", ""): "CDIP/30/8 Rev., table 2, row 5",
    ("annex/t2", ""): "CDIP/30/8 Rev., Annex, table 2",
    ("annex-I/rec-3", ""): "CDIP/30/8 Rev., Annex I, recommendation 3",
    ("rec-3/a", ""): "CDIP/30/8 Rev., recommendation 3, (a)",
    ("annex-I/fn12", ""): "CDIP/30/8 Rev., Annex I, footnote 12",
    ("s2.1/3", ""): "CDIP/30/8 Rev.",
    ("s0/1", ""): "CDIP/30/8 Rev.",
}
IN_OTHERS = {
    "ar": "CDIP/30/8 Rev.، المرفق II، الفقرة 4",
    "es": "CDIP/30/8 Rev., Anexo II, párr. 4",
    "fr": "CDIP/30/8 Rev., annexe II, par. 4",
    "ru": "CDIP/30/8 Rev., приложение II, п. 4",
    "zh": "CDIP/30/8 Rev.，附件II，第4段",
}


def cite(made, locator, number, language):
    document = made("CDIP/30/8 Rev.").document
    place = place_of(locator, number)
    return citation(document, place, texts(language, "reader"), isolate=False)


@pytest.mark.parametrize(("locator", "number"), CITED)
def test_a_place_is_cited_by_what_is_printed(made, locator, number):
    assert cite(made, locator, number, "en") == CITED[locator, number]


@pytest.mark.parametrize("language", IN_OTHERS)
def test_each_language_cites_in_its_way(made, language):
    assert cite(made, "annex-II/p4", "4", language) == IN_OTHERS[language]


def test_on_a_page_each_symbol_and_number_is_isolated(made):
    document = made("CDIP/30/8 Rev.").document
    shown = citation(document, place_of("p4", "4"), texts("ar", "reader"))
    assert shown.count('<bdi dir="ltr">') == 2
    assert shown.striptags() == "CDIP/30/8 Rev.، الفقرة 4"


def places(text):
    forms = text.values() if isinstance(text, dict) else (text,)
    return {name for form in forms for name in re.findall(r"\{(\w+)\}", form)}


def own(language):
    groups = ("reader", "version", "compare", "parallel", "missing", "cite")
    found = texts(language, "reader")
    return {name: found.raw(name) for name in found.names if name.split(".")[0] in groups}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_text_with_the_same_places(language):
    mine, english = own(language), own("en")
    assert mine.keys() == english.keys()
    assert {name: places(text) for name, text in mine.items()} == {
        name: places(text) for name, text in english.items()
    }


@pytest.mark.parametrize("language", [x for x in LANGUAGES if x != "en"])
def test_no_text_was_left_in_english(language):
    same = {
        name
        for name, text in own(language).items()
        if text == own("en")[name] and re.search(r"[A-Za-z]{4}", re.sub(r"\{\w+\}", "", str(text)))
    }
    latin = {"reader.notes", "reader.note", "reader.page", "reader.date", "version.label"}
    allowed = latin | {"cite.footnote", "cite.section"} if language in ("es", "fr") else set()
    assert same <= allowed
