"""What a question says, in the words of another language."""

from itertools import permutations

import pytest

from index.analysis import query_terms
from index.embedders.static import StaticEmbedder
from index.translation import NEAREST, SYNONYM, TRANSLATED, expansion, nearest

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


# --- near words of the model ------------------------------------------------------------------

LIBRARY = {  # no concept of the glossary
    "ar": "أين توجد المكتبة في عام 2019؟",
    "en": "Where was the library in 2019?",
    "es": "¿Dónde estaba la biblioteca en 2019?",
    "fr": "Où était la bibliothèque en 2019 ?",
    "ru": "Где была библиотека в 2019 году?",
    "zh": "2019年图书馆在哪里？",
}
LIBRARY_WORDS = {
    "ar": "مكتبة",
    "en": "library",
    "es": "biblioteca",
    "fr": "bibliothèque",
    "ru": "библиотека",
    "zh": "图书馆",
}


@pytest.fixture(scope="module")
def model():
    return StaticEmbedder()


@pytest.mark.parametrize(("source", "target"), list(permutations(LIBRARY, 2)))
def test_a_word_that_no_glossary_holds_is_translated_by_the_model(model, source, target):
    found = {term.text: term.weight for term in nearest(LIBRARY[source], source, target, model)}
    wanted = {t.text for t in query_terms(LIBRARY_WORDS[target], target) if t.weight == 1.0}
    assert wanted & found.keys()
    assert all(0 < weight <= NEAREST for weight in found.values())


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("What is it, and who was it?", "en"),
        ("Quels sont-ils ?", "fr"),
        ("Что это такое?", "ru"),
        ("ما هو؟", "ar"),
        ("¿Cuál es?", "es"),
        ("是什么？", "zh"),
        ("2019", "en"),
    ],
)
def test_words_that_only_make_a_question_and_numbers_are_not_translated(model, text, source):
    assert nearest(text, source, "es" if source == "fr" else "fr", model) == []
