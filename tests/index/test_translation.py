"""What a question says, in the words of another language."""

import pytest

from index.analysis import query_terms
from index.translation import SYNONYM, TRANSLATED, expansion

# "patent" and "budget" in the six languages, as the glossary has them first.
PATENT = {
    "ar": "براءة",
    "en": "patent",
    "es": "patente",
    "fr": "brevet",
    "ru": "патент",
    "zh": "专利",
}
QUESTIONS = {
    "ar": "ما عدد البراءات؟ براءة",
    "en": "How many patents are there?",
    "es": "¿Cuántas patentes hay?",
    "fr": "Combien de brevets y a-t-il ?",
    "ru": "Сколько патентов?",
    "zh": "有多少专利？",
}


@pytest.mark.parametrize("source", PATENT)
@pytest.mark.parametrize("target", PATENT)
def test_a_concept_is_named_in_every_language(source, target):
    found = {term.text: term.weight for term in expansion(QUESTIONS[source], source, target)}
    wanted = {term.text for term in query_terms(PATENT[target], target) if term.weight == 1.0}
    if source == target:
        assert not wanted & found.keys()  # the word itself is in the question
    else:
        assert wanted <= found.keys()
        assert all(0 < weight <= TRANSLATED for weight in found.values())


def test_synonyms_in_the_own_language_weigh_less_than_a_translation():
    found = expansion("Quel est le délai d’inscription ?", "fr", "fr")
    assert found
    assert all(term.weight <= SYNONYM < TRANSLATED for term in found)


def test_the_longest_term_is_taken_whole():
    one = {term.text for term in expansion("propriété intellectuelle", "fr", "en")}
    assert {"intellectu", "properti"} <= one


def test_words_of_no_concept_give_nothing():
    assert expansion("Zyxwv qrstu?", "en", "fr") == []


def test_the_same_question_gives_the_same_terms():
    assert expansion(QUESTIONS["ru"], "ru", "zh") == expansion(QUESTIONS["ru"], "ru", "zh")
