import pytest

from service.conversation.leaning import How, leaning

FOLLOWUPS = {
    "en": [
        ("And its budget?", How.FRAGMENT),
        ("And recommendation 5?", How.FRAGMENT),
        ("Why?", How.BARE),
        ("Who proposed it?", How.ABOUT),
        ("How many users does it have?", How.ABOUT),
        ("What are the risks?", How.ABOUT),
    ],
    "fr": [
        ("Et pour la deuxième ?", How.FRAGMENT),
        ("Et quand ?", How.BARE),
        ("Qui l’a proposé ?", How.ABOUT),
        ("Et jusqu’à quand peuvent-ils se porter candidats ?", How.ABOUT),
        ("Quelles langues sont prévues ?", How.PERHAPS),
    ],
    "es": [
        ("¿Y la novena?", How.FRAGMENT),
        ("¿Y por qué?", How.BARE),
        ("¿Quién debe aplicarla?", How.ABOUT),
        ("¿Y en el segundo año?", How.FRAGMENT),
    ],
    "ru": [
        ("А в рекомендации 6?", How.FRAGMENT),
        ("А когда?", How.BARE),
        ("А сколько он будет длиться?", How.ABOUT),
    ],
    "ar": [
        ("والتوصية 3؟", How.FRAGMENT),
        ("وما ميزانيته؟", How.ABOUT),
        ("وكيف أسجل فيها؟", How.ABOUT),
    ],
    "zh": [
        ("那建议4呢？", How.FRAGMENT),
        ("那它的预算呢？", How.FRAGMENT),
        ("它什么时候开始？", How.ABOUT),
    ],
}
ALONE = {
    "en": [
        "Who won the open register contest and how much did they get?",
        "Is it compulsory to join the CIO-CTO network?",
        "What does recommendation 3 ask offices to do?",
        "What is twinning?",
        "On what date did the CDIP approve Ghana’s library project?",
    ],
    "fr": [
        "La deuxième phase du projet sur les bibliothèques a-t-elle été lancée ?",
        "Y a-t-il des critères pour choisir les pays pilotes du projet sur les crises ?",
    ],
    "es": ["¿Cuál es el presupuesto del proyecto OpenShelf?"],
    "ru": ["Кто победил в конкурсе на восьмой сессии WILD?"],
    "ar": ["كم عرضا قُدم في اليوم الثاني من الحوار؟"],
    "zh": ["为什么有九项技术援助活动被推迟了？", "标准委员会是否已经通过这十项建议？"],
}


def pairs(table):
    return [(language, each) for language, asked in table.items() for each in asked]


@pytest.mark.parametrize(("language", "asked"), pairs(FOLLOWUPS))
def test_a_follow_up_is_known_by_what_it_lacks(language, asked):
    question, how = asked
    found = leaning(question, language)
    assert found is not None
    assert found.how is how


@pytest.mark.parametrize(("language", "question"), pairs(ALONE))
def test_a_question_that_says_what_it_is_about_stands_alone(language, question):
    assert leaning(question, language) is None


@pytest.mark.parametrize(
    ("question", "nth"),
    [("When does the second one meet?", 2), ("And the last one?", -1), ("And the third?", 3)],
)
def test_an_ordinal_without_a_noun_means_something_that_was_told(question, nth):
    found = leaning(question, "en")
    assert found is not None
    assert found.nth == nth


@pytest.mark.parametrize("question", ["", "?!", "x" * 500])
def test_nothing_and_too_much_lean_on_nothing(question):
    assert leaning(question, "en") is None
