"""Every text of the widget stands in every language, with the same places."""

import re

import pytest
from babel import Locale

from ingest.types import LANGUAGES
from service.feedback.types import Why
from service.widget.script import script
from service.widget.texts import widget_texts

PLURALS = {"zero", "one", "two", "few", "many", "other"}


def flat(table, before=""):
    for name, value in table.items():
        if isinstance(value, dict) and not value.keys() <= PLURALS:
            yield from flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def places(value):
    texts = value.values() if isinstance(value, dict) else [value]
    return set().union(*(re.findall(r"\{(\w+)\}", text) for text in texts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_texts_are_there_with_the_same_places(language):
    english = dict(flat(widget_texts("en")))
    own = dict(flat(widget_texts(language)))
    assert own.keys() == english.keys()
    for name, value in own.items():
        assert places(value) == places(english[name]), name
        assert value, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_form_of_the_language_is_there(language):
    needed = set(Locale(language).plural_form.tags) | {"other"}
    for name, value in flat(widget_texts(language)):
        if isinstance(value, dict):
            assert needed - {"many"} <= value.keys() or needed <= value.keys(), name


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_nothing_is_left_in_english(language):
    english = dict(flat(widget_texts("en")))
    same = {n for n, text in flat(widget_texts(language)) if text == english[n]}
    # Question, Conversation, Sources and document are French, too; so is no in Spanish.
    assert same <= {"sources", "asked", "log", "status.other", "no"}, same


def test_every_reason_of_feedback_has_words():
    assert widget_texts("en")["reasons"].keys() == {why.value for why in Why}


def test_the_script_uses_every_text_and_no_other():
    source = script().body.decode()
    for name, _ in flat(widget_texts("en")):
        last = name.rpartition(".")[2]
        group = name.partition(".")[0]
        known = group in ("status", "reasons", "labels") or name.startswith(
            ("example_", "withheld")
        )
        assert known or f'"{last}"' in source or f'"{name}"' in source or name == "language", name
