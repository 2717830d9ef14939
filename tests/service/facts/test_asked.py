"""What a question asks of records."""

import pytest

from service.facts.asked import understand
from service.questions import analyse


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Combien de recommandations contient le Plan d'action pour le développement ?"),
        ("fr", "Combien de recommandations compte le Plan d'action ?"),
        ("es", "¿Cuántas recomendaciones comprende la Agenda para el Desarrollo?"),
        ("ru", "Сколько рекомендаций насчитывает Повестка дня в области развития?"),
        ("zh", "发展议程共有多少条建议？"),
    ],
)
def test_how_many_a_set_has_asks_for_no_field_of_its_recommendations(language, text):
    asked = understand(analyse(text, language))
    assert asked.counts and asked.things == {"recommendation"} and asked.sets == {"DA"}
    assert not asked.fields and not asked.subject


def test_actions_are_asked_for_beside_the_name_of_a_set_that_has_the_word():
    text = "Quelles actions prévoit la recommandation 5 du Plan d'action pour le développement ?"
    asked = understand(analyse(text, "fr"))
    assert "actions" in asked.fields and asked.numbers == (5,)
