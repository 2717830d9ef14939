"""The words about projects are real patterns, the same fields and keys in all six languages."""

from dataclasses import fields, is_dataclass

import pytest

from config.phrases import Phrases
from config.profiles import CODES
from config.project_words import project_words
from ingest.records.types import State


def _phrases(words, path=""):
    for field in fields(words):
        value, name = getattr(words, field.name), f"{path}{field.name}"
        if is_dataclass(value):
            yield from _phrases(value, f"{name}.")
        elif isinstance(value, Phrases):
            yield name, value
        else:
            yield from ((f"{name}.{key}", phrases) for key, phrases in value.items())


@pytest.mark.parametrize("language", CODES)
def test_every_pattern_compiles_and_matches_no_empty_text(language):
    for name, phrases in _phrases(project_words(language)):
        assert phrases.sources, name
        assert not phrases.pattern.fullmatch(""), name


@pytest.mark.parametrize("language", CODES)
def test_states_and_currencies_are_the_same_everywhere(language):
    words, english = project_words(language), project_words("en")
    assert set(words.telling.states) == set(english.telling.states)
    assert set(words.telling.listed) == set(english.telling.listed)
    assert set(words.telling.states) <= {state.value for state in State}
    assert set(words.money.currencies) == set(english.money.currencies)


def test_an_unknown_language_has_no_words():
    with pytest.raises(KeyError):
        project_words("de")
