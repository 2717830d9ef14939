import pytest

from service.conversation.leaning import leaning
from service.conversation.rewriting import joined, said

REWRITTEN = [
    ("en", "Who proposed DA_16_20_02?", "And its budget?", "Its budget (DA_16_20_02)?"),
    (
        "en",
        "What does recommendation 2 in CWS/90/4 ask offices to do?",
        "And recommendation 5?",
        "What does recommendation 5 in CWS/90/4 ask offices to do?",
    ),
    (
        "en",
        "What did the CWS decide about color drawings at its 89th session?",
        "And about machine translation?",
        "What did the CWS decide about machine translation at its 89th session?",
    ),
    (
        "en",
        "How many came from Africa in 2030?",
        "And in 2031?",
        "How many came from Africa in 2031?",
    ),
    (
        "fr",
        "Quel est le budget total du projet OpenShelf ?",
        "Et pour les ateliers ?",
        "Quel est le budget total du projet OpenShelf pour les ateliers ?",
    ),
    (
        "fr",
        "Quel est le budget du premier atelier ?",
        "Et le deuxième atelier ?",
        "Quel est le budget du deuxième atelier ?",
    ),
    (
        "es",
        "¿Cuánto costó la octava sesión del WILD?",
        "¿Y la novena?",
        "¿Cuánto costó la novena sesión del WILD?",
    ),
    (
        "es",
        "¿Cuántos proyectos se aprobaron en 2023?",
        "¿Y en total?",
        "¿Cuántos proyectos se aprobaron en total?",
    ),
    (
        "ru",
        "Что говорится в рекомендации 1 документа CWS/90/4?",
        "А в рекомендации 6?",
        "Что говорится в рекомендации 6 документа CWS/90/4?",
    ),
    ("ar", "من قدّم المشروع DA_16_20_02؟", "وما ميزانيته؟", "ما ميزانية (المشروع DA_16_20_02)؟"),
    ("zh", "CWS/90/4的建议2说了什么？", "那建议4呢？", "CWS/90/4的建议4说了什么？"),
    ("zh", "2023年批准了多少新项目？", "那总共呢？", "批准了多少新项目总共？"),
]


def rewritten(language, before, question, told=None):
    found = leaning(question, language)
    assert found is not None
    made = joined(found, [said(before, language)], told)
    return made and made.reading.shown


@pytest.mark.parametrize(("language", "before", "question", "whole"), REWRITTEN)
def test_a_follow_up_becomes_a_question_that_stands_alone(language, before, question, whole):
    assert rewritten(language, before, question) == whole


def test_what_was_told_is_named_by_its_place():
    made = rewritten(
        "en", "Which groups are proposed?", "When does the second one meet?", "AI Tools"
    )
    assert made == "When does the second one meet (AI Tools)?"


def test_a_chain_of_follow_ups_keeps_what_it_is_about():
    before = [said("Who proposed DA_16_20_02?", "en")]
    for question in ("What is its budget?", "What are the risks?"):
        found = leaning(question, "en")
        assert found is not None
        made = joined(found, before, None)
        assert made is not None
        before.append(made)
    assert before[-1].reading.shown == "What are the risks (DA_16_20_02)?"


def test_without_anything_before_nothing_is_rewritten():
    found = leaning("And its budget?", "en")
    assert found is not None
    assert joined(found, [], None) is None
