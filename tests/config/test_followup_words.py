import pytest

from config.followup_words import followup_words
from ingest.types import LANGUAGES

FIELDS = ("openings", "pronouns", "possessives", "subjectless", "number", "prepositions", "asking")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_how_it_asks_on(language):
    words = followup_words(language)
    for name in FIELDS:
        assert getattr(words, name).sources, name
    assert set(words.nouns) == {"project", "recommendation", "document", "session"}
    assert words.about.format(question="a", thing="b").count("b") == 1
    assert "a" in words.again.format(question="a")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_compiles_and_none_matches_nothing(language):
    words = followup_words(language)
    for name in (*FIELDS, "inverted", "empty", "joints", "leads", "wider", "articles"):
        match = getattr(words, name).search("")
        assert match is None, name


def test_an_unknown_language_is_an_error():
    with pytest.raises(KeyError):
        followup_words("de")
