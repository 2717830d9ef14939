import unicodedata

import pytest

from service.messages import messages
from service.terminal import isolated, plain, render_answer
from service.types import AskRequest

QUESTIONS = {
    "ar": "ما هي ميزانية المشروع DA_7_12_01؟",
    "en": "What is the budget of project DA_7_12_01?",
    "es": "¿Cuál es el presupuesto del proyecto DA_7_12_01?",
    "fr": "Quel est le budget du projet DA_7_12_01 ?",
    "ru": "Каков бюджет проекта DA_7_12_01?",
    "zh": "项目DA_7_12_01的预算是多少？",
}


@pytest.mark.parametrize("language", QUESTIONS)
def test_shows_the_answer_and_where_it_stands_in_the_readers_language(answerer, language):
    shown = render_answer(answerer.ask(AskRequest(QUESTIONS[language])))
    texts = messages(language)
    assert "[1]" in shown
    assert texts.labels["sources"] in shown
    assert "\u2068CWS/91/2\u2069" in shown
    assert texts.labels["paragraph"].format(number="\u20682\u2069") in shown
    assert texts.labels["page"].format(number=1) in shown
    assert f"{language} · {texts.status['secretariat']}" in shown
    others = ", ".join(code for code in sorted(QUESTIONS) if code != language)
    assert texts.labels["also_in"].format(languages=others) in shown


def test_shows_the_nearest_passages_when_there_is_no_answer(answerer):
    shown = render_answer(answerer.ask(AskRequest("What does document CWS/55/7 say?")))
    assert messages("en").labels["nearest"] in shown
    assert messages("en").labels["sources"] not in shown
    assert shown.count("\n- ") == 3


def test_an_invitation_is_labelled_as_one(answerer):
    shown = render_answer(answerer.ask(AskRequest("What did the CWS decide on the glossary?")))
    assert "invitation to decide" in shown


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[31mred\x1b[0m",
        "a\x07bell",
        "back\x08space",
        "\x9b2J",
        "right\u202eleft",
        "tag\U000e0041",
    ],
)
def test_no_document_can_steer_the_terminal(text):
    shown = plain(text)
    assert all(unicodedata.category(character)[0] != "C" for character in shown)


def test_a_symbol_is_isolated_from_the_text_around_it():
    assert isolated("CWS/13/9 Rev.") == "\u2068CWS/13/9 Rev.\u2069"


def test_lines_are_no_wider_than_asked(answerer):
    shown = render_answer(answerer.ask(AskRequest("What are the five key actions?")), width=40)
    quoted = [line for line in shown.splitlines() if line.startswith("    ")]
    assert quoted
    assert all(len(line) <= 40 for line in quoted)
