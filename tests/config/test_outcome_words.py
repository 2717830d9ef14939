"""The words of outcomes: six files, all usable."""

from dataclasses import fields

import pytest

from config.outcome_words import OutcomeWords, outcome_words
from config.phrases import Phrases
from config.profiles import CODES

IN_A_GROUP = ("session", "asked", "offices", "agents", "by_committee", "convening")
WITHOUT = {("preposition", "en"), ("preposition", "zh")}  # languages that put none there


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("name", [field.name for field in fields(OutcomeWords)])
def test_every_field_holds_patterns_that_compile(language, name):
    phrases = getattr(outcome_words(language), name)
    assert isinstance(phrases, Phrases)
    assert bool(phrases.sources) == ((name, language) not in WITHOUT)
    # A group names what is told; elsewhere a group would be a slip.
    groups = phrases.pattern.groups
    assert groups == (len(phrases.sources) if name in IN_A_GROUP else 0)


@pytest.mark.parametrize("language", CODES)
def test_no_pattern_says_nothing(language):
    # What only fills a gap may be empty; all else must need words.
    gaps = {"body_before", "body_after", "act_before"}
    for field in fields(OutcomeWords):
        if field.name not in gaps:
            assert getattr(outcome_words(language), field.name).fullmatch("") is None, field.name


def test_another_language_has_no_words():
    with pytest.raises(KeyError):
        outcome_words("de")
