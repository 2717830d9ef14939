from dataclasses import replace

import pytest

from service.openai.annotations import annotate, markers, pieces
from service.types import AskRequest, Statement

QUESTIONS = {
    "ar": "من اقترح المشروع التجريبي؟",
    "en": "Who proposed the pilot project?",
    "es": "¿Quién propuso el proyecto piloto?",
    "fr": "Qui a proposé le projet pilote ?",
    "ru": "Кто предложил пилотный проект?",
    "zh": "谁提出了试点项目？",
}


@pytest.mark.parametrize("language", QUESTIONS)
def test_each_marker_is_annotated_where_it_stands(answerer, language):
    answer = answerer.ask(AskRequest(QUESTIONS[language]))
    assert answer.citations
    told = annotate(answer, "http://here")
    assert {each["wipo"]["n"] for each in told} == {each.n for each in answer.citations}
    for each in told:
        place = each["url_citation"]
        words = answer.answer[place["start_index"] : place["end_index"]]
        assert words == f"[{each['wipo']['n']}]"
        assert place["title"].startswith("CWS/91/2")
        assert place["url"] == f"http://here{each['wipo']['href']}"


@pytest.mark.parametrize("language", QUESTIONS)
def test_pieces_are_the_whole_text_one_for_each_statement(answerer, language):
    answer = answerer.ask(AskRequest(QUESTIONS[language]))
    assert "".join(pieces(answer)) == answer.answer
    assert len(pieces(answer)) == len(answer.statements)
    assert all(piece.endswith("]") for piece in pieces(answer))


@pytest.fixture
def answer(answerer):
    found = answerer.ask(AskRequest(QUESTIONS["en"]))
    first = replace(found.citations[0], n=1)
    citations = (first, replace(first, n=2, paragraph=None, annex="II", version="Rev."))
    return replace(found, citations=citations, statements=(), answer="")


def test_brackets_of_a_document_are_no_markers(answer):
    statements = (Statement("See note [1] and [2].", (2,)), Statement("So [1] it is", (1, 2)))
    text = "Note. See note [1] and [2]. [2] Words in French: So [1] it is [1] [2] (a draft)"
    told = replace(answer, statements=statements, answer=text)
    assert [(m.n, text[: m.start][-4:]) for m in markers(told)] == [
        (2, "[2]. "[-4:]),
        (1, " is "),
        (2, "[1] "),
    ]
    assert pieces(told) == (
        "Note. See note [1] and [2]. [2]",
        " Words in French: So [1] it is [1] [2]",
        " (a draft)",
    )


def test_a_refusal_points_to_what_shows_it(answer):
    told = replace(answer, answer="It was not [1] decided: [1] [2]", abstained=True)
    assert [(m.start, m.n) for m in markers(told)] == [(24, 1), (28, 2)]
    assert pieces(told) == (told.answer,)


def test_a_refusal_without_citations_has_no_annotations(answer):
    told = replace(answer, answer="Nothing is known [1]", citations=(), abstained=True)
    assert annotate(told, "") == []


def test_titles_name_what_a_passage_has(answer):
    told = replace(answer, answer="No: [1] [2]")
    titles = [each["url_citation"]["title"] for each in annotate(told, "")]
    assert titles[0] == f"CWS/91/2, para. {answer.citations[0].paragraph}"
    assert titles[1] == "CWS/91/2 Rev., Annex II"
