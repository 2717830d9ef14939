"""Answers from records over the sample corpus: values, citations, and when records keep silent."""

from __future__ import annotations

import pytest

from index.types import Filters
from service.facts.answering import RecordAnswers
from service.facts.asked import understand
from service.questions import analyse
from service.serving import CatalogueLibrary
from service.types import AskRequest, Reason


def keys(answer):
    return {citation.key for citation in answer.citations}


def ask(serving, question, **more):
    return serving.answerer.ask(AskRequest(question, **more))


@pytest.mark.parametrize(
    ("question", "values", "key"),
    [
        ("R-numbers of ICT recommendation 5", ["R14", "R19"], "CWS/90/4#annex/rec-5"),
        ("Quels numéros R la recommandation 5 reprend-elle ?", ["R19"], "CWS/90/4#annex/rec-5"),
        ("ما الرموز R التي تقابل التوصية 5؟", ["R14", "R19"], "CWS/90/4#annex/rec-5"),
        ("What is the budget of DA_16_20_02?", ["240,000"], "CDIP/90/6#annex/sec-1.5/1"),
        ("Qui a proposé DA_16_20_02 ?", ["Ghana"], "CDIP/90/6#p1"),
        ("كم مدة المشروع DA_16_20_02؟", ["24"], "CDIP/90/6#annex/sec-1.4/1"),
        ("Which groups are proposed?", ["AI Tools Test Group"], "C. WILD 9#annex/p2"),
        ("By when should names for the groups be sent?", ["July 31, 2031"], "C. WILD 9#s0/10"),
        ("What is the deadline to register for WILD?", ["September 12, 2031"], "C. WILD 9#s0/7"),
        ("Which ICT recommendations take up R15?", ["recommendation 5"], "CWS/90/4#annex/rec-5"),
    ],
)
def test_a_value_is_told_with_the_passage_that_proves_it(serving, question, values, key):
    answer = ask(serving, question)
    assert all(value in answer.answer for value in values), answer.answer
    assert key in keys(answer)


def test_every_quote_is_an_exact_slice_of_its_document(serving):
    for question in (
        "What are the risks of DA_16_20_02?",
        "In which quarter is the evaluation of DA_16_20_02?",
    ):
        answer = ask(serving, question)
        assert answer.citations
        for citation in answer.citations:
            document = serving.catalogue.document(citation.key.split("#")[0], citation.language)
            assert citation.quote in document.text


def test_a_recommendation_is_found_by_what_it_is_about(serving):
    answer = ask(
        serving, "Which recommendation is about training staff, and what actions does it contain?"
    )
    assert keys(answer) == {"CWS/90/4#annex/rec-6", *(f"CWS/90/4#annex/rec-6/{n}" for n in "abcd")}
    other = ask(serving, "Which recommendation is about deep sea mining, and what are its actions?")
    assert not any("rec-" in key for key in keys(other))


@pytest.mark.parametrize(
    "question",
    ["What is the budget of the libraries project?", "ما ميزانية مشروع المكتبات؟"],
)
def test_words_that_name_the_project_do_not_choose_a_row_of_its_budget(serving, question):
    assert "240" in ask(serving, question).answer


def test_letters_are_those_that_documents_in_the_language_print(serving):
    arabic = ask(serving, "ما هي الإجراءات الرئيسية؟")
    assert [each.text[:2] for each in arabic.statements][1:4] == ["أ)", "ب)", "ج)"]
    english = ask(serving, "What are the key actions?")
    assert [each.text[:2] for each in english.statements][1:4] == ["a)", "b)", "c)"]


def test_rows_that_are_compared_are_both_told(serving):
    answer = ask(serving, "In DA_16_20_02, is more spent on the workshops or on the search tool?")
    assert "60,000" in answer.answer
    assert "90,000" in answer.answer


def test_what_was_approved_is_told_before_what_was_proposed(serving):
    answer = ask(serving, "What budget was approved for the rural women’s cooperatives project?")
    assert "450,000" in answer.answer
    assert "480,000" not in answer.answer
    assert "CDIP/89/10#p20" in keys(answer)


def test_a_proposal_is_never_told_as_approved(serving):
    answer = ask(serving, "Has the project on public domain works through libraries been approved?")
    assert answer.abstained
    assert answer.reason is Reason.NOT_IN_DOCUMENTS


def test_a_recommendation_that_does_not_exist_is_a_false_premise(serving):
    answer = ask(serving, "What does ICT recommendation 12 say?")
    assert answer.reason is Reason.FALSE_PREMISE
    assert "6" in answer.answer
    assert answer.citations


@pytest.mark.parametrize("question", ["When does DA_99_01_01 end?", "متى ينتهي DA_99_01_01؟"])
def test_a_code_that_is_not_held_is_told_as_it_was_asked(serving, question):
    answer = ask(serving, question)
    assert answer.abstained
    assert "DA_99_01_01" in answer.answer


def test_a_set_is_counted(serving):
    answer = ask(serving, "How many ICT recommendations are there?")
    assert "6" in answer.answer


def test_filters_keep_other_documents_out(serving):
    only = Filters(body=("CWS",))
    answer = ask(serving, "What is the budget of DA_16_20_02?", filters=only)
    assert answer.abstained


def test_questions_about_what_a_sentence_says_are_left_to_search(serving):
    question = analyse("In recommendation 5, how often should an audit be held?", "en")
    known = RecordAnswers(serving.records, CatalogueLibrary(serving.catalogue))
    assert known.answer(question, Filters()) is None


@pytest.mark.parametrize(
    ("text", "language", "fields", "states"),
    [
        ("Which projects are under way?", "en", set(), {"ongoing"}),
        ("Quel est le budget du projet ?", "fr", {"budget"}, set()),
        ("¿Quién propuso el proyecto?", "es", {"proponent"}, set()),
        ("Какие проекты завершены?", "ru", set(), {"completed"}),
        ("ما هي المشاريع المكتملة؟", "ar", set(), {"completed"}),
        ("哪些项目正在实施？", "zh", set(), {"ongoing"}),
    ],
)
def test_what_is_asked_is_read_in_each_language(text, language, fields, states):
    asked = understand(analyse(text, language))
    assert "project" in asked.things
    assert asked.fields == fields
    assert asked.states == states


def test_old_codes_are_no_project_codes():
    asked = understand(analyse("What became of the old R9?", "en"))
    assert asked.older == ("R9",)
    assert asked.became
