import re

import pytest

from config.settings import ServiceSettings, Settings
from index.types import Filters
from ingest.types import LANGUAGES
from service.answering import Answerer
from service.errors import BadRequest
from service.messages import messages
from service.types import AskRequest, Reason, Turn

KEY = "CWS/91/2"

# Question -> the passage that answers, and a fact of the answer. One meaning in six languages.
ANSWERED = {
    "en": [
        ("When was the survey carried out?", "p1", "May 4 to 8, 2031"),
        ("How many offices replied to the survey?", "p1", "46"),
        ("What is the budget of project DA_7_12_01?", "p2", "205,000"),
        ("Who proposed the pilot project?", "p2", "Norway"),
        ("What did the CWS decide on archives?", "p4", "Archive Task Force"),
        ("What is the e-mail address for questions?", "p5", "archives@example.org"),
        ("What does recommendation 2 say?", "annex/rec-2", "open formats"),
    ],
    "fr": [
        ("Quand l’enquête a-t-elle été menée ?", "p1", "4 au 8 mai 2031"),
        ("Combien d’offices ont répondu à l’enquête ?", "p1", "46"),
        ("Quel est le budget du projet DA_7_12_01 ?", "p2", "205 000"),
        ("Qui a proposé le projet pilote ?", "p2", "Norvège"),
        ("Qu’a décidé le CWS au sujet des archives ?", "p4", "équipe d’experts"),
        ("À quelle adresse électronique envoyer les questions ?", "p5", "archives@example.org"),
        ("Que dit la recommandation n° 2 ?", "annex/rec-2", "formats ouverts"),
    ],
    "es": [
        ("¿Cuándo se realizó la encuesta?", "p1", "4 al 8 de mayo de 2031"),
        ("¿Cuántas oficinas respondieron a la encuesta?", "p1", "46"),
        ("¿Cuál es el presupuesto del proyecto DA_7_12_01?", "p2", "205.000"),
        ("¿Quién propuso el proyecto piloto?", "p2", "Noruega"),
        ("¿Qué decidió el CWS sobre los archivos?", "p4", "equipo técnico"),
        ("¿A qué correo electrónico se envían las preguntas?", "p5", "archives@example.org"),
        ("¿Qué dice la recomendación 2?", "annex/rec-2", "formatos abiertos"),
    ],
    "ru": [
        ("Когда проводилось обследование?", "p1", "4 по 8 мая 2031"),
        ("Сколько ведомств ответили?", "p1", "46"),
        ("Каков бюджет проекта DA_7_12_01?", "p2", "205 000"),
        ("Кто предложил пилотный проект?", "p2", "Норвегии"),
        ("Что постановил КСВ об архивах?", "p4", "Целевую группу"),
        ("На какой электронный адрес направлять вопросы?", "p5", "archives@example.org"),
        ("Что говорится в рекомендации 2?", "annex/rec-2", "открытые форматы"),
    ],
    "ar": [
        ("متى أجري الاستقصاء؟", "p1", "8 مايو 2031"),
        ("كم مكتبا ردّ على الاستقصاء؟", "p1", "46"),
        ("ما هي ميزانية المشروع DA_7_12_01؟", "p2", "205,000"),
        ("من اقترح المشروع التجريبي؟", "p2", "النرويج"),
        ("ماذا قررت لجنة المعايير بشأن المحفوظات؟", "p4", "فرقة العمل"),
        ("ما هو عنوان البريد الإلكتروني لإرسال الأسئلة؟", "p5", "archives@example.org"),
        ("ماذا تقول التوصية 2؟", "annex/rec-2", "أنساق مفتوحة"),
    ],
    "zh": [
        ("调查何时进行？", "p1", "2031年5月4日至8日"),
        ("有多少个主管局答复了调查？", "p1", "46"),
        ("项目DA_7_12_01的预算是多少？", "p2", "205,000"),
        ("谁提出了试点项目？", "p2", "挪威"),
        ("标准委就档案决定了什么？", "p4", "档案工作队"),
        ("问题应发送到哪个电子邮件地址？", "p5", "archives@example.org"),
        ("建议2说什么？", "annex/rec-2", "开放格式"),
    ],
}

# Question -> why it has no answer.
REFUSED = {
    "en": [
        ("What does recommendation 12 say?", Reason.FALSE_PREMISE),
        ("What are the seven key actions?", Reason.FALSE_PREMISE),
        ("What is in paragraph 55 of CWS/91/2?", Reason.FALSE_PREMISE),
        ("What does annex V of CWS/91/2 say?", Reason.FALSE_PREMISE),
        ("Why was the pilot project rejected?", Reason.FALSE_PREMISE),
        ("What does document CWS/55/7 say?", Reason.NOT_IN_DOCUMENTS),
        ("What is the budget of project DA_1_2_03?", Reason.NOT_IN_DOCUMENTS),
        ("Was the survey carried out in 2019?", Reason.NOT_IN_DOCUMENTS),
        ("What did Brazil propose?", Reason.NOT_IN_DOCUMENTS),
        ("Who won the football match?", Reason.OUT_OF_SCOPE),
        ("And?", Reason.TOO_VAGUE),
    ],
    "fr": [
        ("Que dit la recommandation n° 12 ?", Reason.FALSE_PREMISE),
        ("Quelles sont les sept mesures clés ?", Reason.FALSE_PREMISE),
        ("Pourquoi le projet pilote a-t-il été rejeté ?", Reason.FALSE_PREMISE),
        ("Que dit le document CWS/55/7 ?", Reason.NOT_IN_DOCUMENTS),
        ("Qu’a proposé le Brésil ?", Reason.NOT_IN_DOCUMENTS),
        ("Qui a gagné le match de football ?", Reason.OUT_OF_SCOPE),
        ("Et alors ?", Reason.TOO_VAGUE),
    ],
    "es": [
        ("¿Qué dice la recomendación 12?", Reason.FALSE_PREMISE),
        ("¿Cuáles son las siete medidas clave?", Reason.FALSE_PREMISE),
        ("¿Por qué se rechazó el proyecto piloto?", Reason.FALSE_PREMISE),
        ("¿Qué dice el documento CWS/55/7?", Reason.NOT_IN_DOCUMENTS),
        ("¿Qué propuso el Brasil?", Reason.NOT_IN_DOCUMENTS),
        ("¿Quién ganó el partido de fútbol?", Reason.OUT_OF_SCOPE),
        ("¿Y qué?", Reason.TOO_VAGUE),
    ],
    "ru": [
        ("Что говорится в рекомендации 12?", Reason.FALSE_PREMISE),
        ("Каковы семь ключевых мер?", Reason.FALSE_PREMISE),
        ("Почему пилотный проект был отклонен?", Reason.FALSE_PREMISE),
        ("Что говорится в документе CWS/55/7?", Reason.NOT_IN_DOCUMENTS),
        ("Что предложила Бразилия?", Reason.NOT_IN_DOCUMENTS),
        ("Кто выиграл футбольный матч?", Reason.OUT_OF_SCOPE),
        ("И что?", Reason.TOO_VAGUE),
    ],
    "ar": [
        ("ماذا تقول التوصية 12؟", Reason.FALSE_PREMISE),
        ("ما هي التدابير الرئيسية السبعة؟", Reason.FALSE_PREMISE),
        ("لماذا رُفض المشروع التجريبي؟", Reason.FALSE_PREMISE),
        ("ماذا تقول الوثيقة CWS/55/7؟", Reason.NOT_IN_DOCUMENTS),
        ("من فاز بمباراة كرة القدم؟", Reason.OUT_OF_SCOPE),
        ("ما هذا؟", Reason.TOO_VAGUE),
    ],
    "zh": [
        ("建议12说什么？", Reason.FALSE_PREMISE),
        ("七项主要行动是什么？", Reason.FALSE_PREMISE),
        ("试点项目为何被否决？", Reason.FALSE_PREMISE),
        ("文件CWS/55/7说什么？", Reason.NOT_IN_DOCUMENTS),
        ("谁赢得了足球比赛？", Reason.OUT_OF_SCOPE),
        ("是什么？", Reason.TOO_VAGUE),
    ],
}

FLAT = [(language, *row) for language, rows in ANSWERED.items() for row in rows]
REFUSALS = [(language, *row) for language, rows in REFUSED.items() for row in rows]


@pytest.mark.parametrize(("language", "question", "place", "fact"), FLAT)
def test_answers_in_the_language_of_the_question(answerer, language, question, place, fact):
    answer = answerer.ask(AskRequest(question))
    assert (answer.abstained, answer.reason, answer.language) == (False, None, language)
    assert fact in answer.answer
    assert f"{KEY}#{place}" in {citation.key for citation in answer.citations}
    assert {citation.language for citation in answer.citations} == {language}


@pytest.mark.parametrize(("language", "question", "reason"), REFUSALS)
def test_abstains_and_says_why_in_the_language_of_the_question(
    answerer, language, question, reason
):
    answer = answerer.ask(AskRequest(question))
    assert (answer.abstained, answer.reason, answer.language) == (True, reason, language)
    assert answer.statements == ()
    ours = [re.escape(text) for text in messages(language).abstain.values()]
    ours = [re.sub(r"\\{\w+\\}", ".+", text) for text in ours]
    assert any(re.match(text, answer.answer) for text in ours)


def test_every_answer_keeps_the_promises_of_the_contract(answerer, library):
    for language, question, *_ in FLAT + REFUSALS:
        answer = answerer.ask(AskRequest(question, top_k=7))
        assert [citation.n for citation in answer.citations] == list(
            range(1, len(answer.citations) + 1)
        )
        for statement in answer.statements:
            assert statement.citations
            assert all(f"[{n}]" in answer.answer for n in statement.citations)
        for citation in answer.citations:
            document = library.document(KEY, citation.language)
            assert citation.quote in document.text
            assert citation.quote in citation.text
            assert (
                citation.href
                == f"/documents/{KEY}/{citation.language}#" + (citation.key.partition("#")[2])
            )
            assert set(citation.parallel) == set(LANGUAGES) - {citation.language}
        assert len(answer.retrieved) == 7
        assert answer.searched.documents == 6
        assert set(answer.timings_ms) == {"retrieve", "answer", "total"}
        assert answer.language == language


def test_the_same_question_gives_the_same_answer_and_id(answerer):
    one, other = (answerer.ask(AskRequest("Who proposed the pilot project?")) for _ in range(2))
    assert one.id == other.id
    assert one.answer == other.answer
    assert one.id != answerer.ask(AskRequest("Who proposed the survey?")).id


LISTS = {
    "en": ("What are the five key actions?", "What are the three recommendations?"),
    "fr": ("Quelles sont les cinq mesures clés ?", "Quelles sont les trois recommandations ?"),
    "es": ("¿Cuáles son las cinco medidas clave?", "¿Cuáles son las tres recomendaciones?"),
    "ru": ("Каковы пять ключевых мер?", "Каковы три рекомендации?"),
    "ar": ("ما هي التدابير الرئيسية الخمسة؟", "ما هي التوصيات الثلاث؟"),
    "zh": ("五项主要行动是什么？", "三条建议是什么？"),
}


@pytest.mark.parametrize("language", LISTS)
def test_a_list_is_told_whole_with_its_introduction(answerer, language):
    answer = answerer.ask(AskRequest(LISTS[language][0]))
    assert {citation.key for citation in answer.citations} == {f"{KEY}#p3"}
    assert len(answer.statements) == 6
    assert answer.answer.count("\n") == 5


@pytest.mark.parametrize("language", LISTS)
def test_a_set_of_recommendations_is_told_whole_and_in_order(answerer, language):
    answer = answerer.ask(AskRequest(LISTS[language][1]))
    keys = [citation.key for citation in answer.citations]
    assert keys == [f"{KEY}#annex/rec-{number}" for number in (1, 2, 3)]


INVITED = {
    "en": "What did the CWS decide on the glossary?",
    "fr": "Qu’a décidé le CWS au sujet du glossaire ?",
    "es": "¿Qué decidió el CWS sobre el glosario?",
    "ru": "Что постановил КСВ о глоссарии?",
    "ar": "ماذا قررت لجنة المعايير بشأن المسرد؟",
    "zh": "标准委就术语表决定了什么？",
}


@pytest.mark.parametrize("language", INVITED)
def test_an_invitation_is_never_told_as_a_decision(answerer, language):
    answer = answerer.ask(AskRequest(INVITED[language]))
    assert answer.answer.startswith(messages(language).notes["invitation_only"])
    assert [citation.status for citation in answer.citations] == ["invitation"]


def test_what_a_delegation_wishes_is_no_decision(answerer):
    answer = answerer.ask(AskRequest("What did the CWS decide on abolishing fees?"))
    assert "delegation" not in {citation.status for citation in answer.citations}


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "What is the budget of project DA_7_12_01?"),
        ("es", "¿Cuál es el presupuesto del proyecto DA_7_12_01?"),
    ],
)
def test_a_quote_in_another_language_is_announced_in_the_readers(make_answerer, language, question):
    answer = make_answerer("fr").ask(AskRequest(question))
    assert answer.answer.startswith(messages(language).lead_in["fr"])
    assert "205 000 francs suisses" in answer.answer
    assert [citation.language for citation in answer.citations] == ["fr"]
    assert answer.language == language
    assert not answer.statements[0].text.startswith(messages(language).lead_in["fr"])


def test_the_answer_comes_in_another_language_where_asked_for(answerer):
    answer = answerer.ask(AskRequest("What are the five key actions?", language="ru"))
    assert answer.language == "ru"
    assert {citation.language for citation in answer.citations} == {"ru"}
    assert "сеть директоров архивов" in answer.answer


def test_a_refusal_comes_in_another_language_where_asked_for(answerer):
    answer = answerer.ask(AskRequest("What does document CWS/55/7 say?", language="zh"))
    assert answer.answer == messages("zh").abstain["not_held"].format(symbol="CWS/55/7")


def test_a_provisional_version_is_named_as_one(make_answerer):
    answer = make_answerer("en", version="Prov.").ask(AskRequest("Who proposed the pilot project?"))
    assert answer.citations[0].version == "Prov."
    assert answer.citations[0].href == "/documents/CWS/91/2%20Prov./en#p2"
    assert answer.answer.endswith(messages("en").notes["provisional"].format(version="Prov."))


def test_filters_reach_the_search(answerer):
    request = AskRequest("DA_7_12_01", filters=Filters(language=("es",)))
    answer = answerer.ask(request)
    assert {found.language for found in answer.retrieved} == {"es"}


def test_a_follow_up_takes_the_subject_of_the_question_before(answerer):
    asked = "What is the budget of the pilot project?"
    answer = answerer.ask(AskRequest("And who proposed it?", history=(Turn(asked),)))
    assert "Norway" in answer.answer
    assert answer.question == "And who proposed it?"


@pytest.mark.parametrize("question", ["", "   \n", "x" * 11])
def test_refuses_an_empty_and_an_endless_question(library, question):
    settings = Settings(service=ServiceSettings(max_question_chars=10))
    with pytest.raises(BadRequest):
        Answerer(library, library, settings).ask(AskRequest(question))
