"""How questions ask about records: the same keys in six languages, patterns that compile."""

from __future__ import annotations

import pytest

from config.asking_words import asking_words
from config.profiles import CODES
from service.facts.wording import wording


def tables(words):
    return {name: sorted(getattr(words, name)) for name in ("things", "sets", "states", "fields")}


@pytest.mark.parametrize("language", CODES)
def test_every_language_has_the_same_keys_and_patterns_compile(language):
    words = asking_words(language)
    assert tables(words) == tables(asking_words("en"))
    for name in ("things", "sets", "states", "fields"):
        for phrases in getattr(words, name).values():
            assert phrases.pattern.search("") is None


@pytest.mark.parametrize("language", CODES)
def test_every_value_that_can_be_asked_for_has_a_label(language):
    labels = set(wording(language).fields)
    assert labels == set(wording("en").fields)
    asked = set(asking_words(language).fields)
    not_told = {"budget_year", "budget_category", "is_new", "registration"}
    assert asked - labels <= not_told


@pytest.mark.parametrize("language", CODES)
def test_sentences_have_the_same_places_for_values(language):
    for name, text in wording("en").texts.items():
        places = {part.split("}")[0] for part in text.split("{")[1:]}
        own = {part.split("}")[0] for part in wording(language).texts[name].split("{")[1:]}
        assert own == places, name
