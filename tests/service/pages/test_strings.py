import string
import tomllib
from importlib.resources import files

import pytest
from markupsafe import Markup

from ingest.types import LANGUAGES
from service.pages.strings import Texts, page_language, texts

PARTS = [
    part
    for part in ("pages", "reader", "widget")
    if files("config").joinpath("messages", part).is_dir()
]


def places(text):
    """Return the names in braces, of all plural forms together."""
    forms = text.values() if isinstance(text, dict) else [text]
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_text_with_the_same_places(part, language):
    english, here = texts("en", part), texts(language, part)
    assert here.names == english.names
    for name in english.names:
        assert places(here.raw(name)) == places(english.raw(name)), name


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_holds_markup_or_is_empty(part, language):
    for name in texts(language, part).names:
        text = texts(language, part).raw(name)
        for form in text.values() if isinstance(text, dict) else [text]:
            assert form.strip()
            assert "<" not in form and "&" not in form, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_that_the_language_has(language):
    from babel import Locale

    plural = Locale(language).plural_form
    needed = {plural(number) for number in range(1000)} | {"other"}
    for part in PARTS:
        for name in texts(language, part).names:
            text = texts(language, part).raw(name)
            if isinstance(text, dict):
                assert needed <= set(text), f"{part} {name}"


def test_values_are_escaped_and_markup_is_kept():
    made = Texts("en", tomllib.loads('[a]\nb = "{x} & {y}"'))
    assert made("a.b", x="<i>", y=Markup("<b>")) == "&lt;i&gt; &amp; <b>"
    assert made("a.b", x="{y}", y="z") == "{y} &amp; z"


def test_the_plural_form_follows_the_language():
    made = Texts("ru", {"found": {"one": "{count} документ", "few": "{count} документа", "many":
                                  "{count} документов", "other": "{count} документа"}})  # fmt: skip
    assert [made("found", count=n) for n in (1, 2, 5, 21, 11)] == [
        "1 документ", "2 документа", "5 документов", "21 документ", "11 документов",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "accepted", "wanted"),
    [
        ("ar", "fr", "ar"),
        (None, "fr-CH, en;q=0.9", "fr"),
        (None, "de, ru;q=0.3, zh-Hant;q=0.8", "zh"),
        ("xx", "de-DE,de;q=0.9", "en"),
        (None, None, "en"),
        (None, "es;q=0, ru;q=nan, ;;;q=", "en"),
        ("<script>", "*", "en"),
    ],
)
def test_the_language_of_a_page(given, accepted, wanted):
    assert page_language(given, accepted) == wanted
