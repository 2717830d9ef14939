"""What a passage shares with a question."""

import pytest

from service.support import Candidate, text_of


def _passage(text, language):
    return Candidate(None, False, text_of(text, language), text_of("", language))


@pytest.mark.parametrize(
    ("name", "text", "language", "held"),
    [
        ("geneve", "La session se tiendra à Genève.", "fr", True),
        ("geneve", "Le Directeur général et les ressources génétiques", "fr", False),
        ("geneva", "The general report on generic names", "en", False),
        ("ханое", "Центр в городе Ханой работает.", "ru", True),
        ("женева", "Сессия пройдет в Женеве.", "ru", True),
        ("afrique", "les pays africains", "fr", True),
        ("wakanda", "The delegation of Wakanda spoke.", "en", True),
    ],
)
def test_a_name_is_not_every_word_that_begins_like_it(name, text, language, held):
    assert _passage(text, language).has_name(name) is held
