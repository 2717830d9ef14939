"""Which sentences are told: one fact, a whole list, a definition, a paragraph."""

import pytest

from service.generators.extractive import ExtractiveGenerator
from service.generators.scoring import ranked
from service.questions import analyse
from service.types import Draft


def told(report, text, language="en"):
    outcome = ExtractiveGenerator(report, 4).generate(
        analyse(text, language), report.candidates(text, language)
    )
    assert isinstance(outcome, Draft)
    return [claim.text for claim in outcome.claims]


NEXT_SENTENCE = {
    "ar": (
        "ستضع الأمانة أداة تسمى Lantern. وسيتاح إصدار أول في 30 يونيو 2032.",
        "متى تتاح أداة Lantern؟",
    ),
    "en": (
        "The Secretariat would develop a tool named Lantern. It would be out by June 30, 2032.",
        "When is Lantern out?",
    ),
    "es": (
        "La Secretaría creará la herramienta Lantern. Estará lista el 30 de junio de 2032.",
        "¿Cuándo estará lista Lantern?",
    ),
    "fr": (
        "Le Secrétariat créera un outil nommé Lantern. Il sera prêt le 30 juin 2032.",
        "Quand Lantern sera-t-il prêt ?",
    ),
    "ru": (
        "Секретариат создаст инструмент Lantern. Первая версия выйдет 30 июня 2032 г.",
        "Когда выйдет Lantern?",
    ),
    "zh": (
        "秘书处将开发名为Lantern的工具，并以六种语言发布。首个版本将于2032年6月30日推出。",
        "Lantern什么时候推出？",
    ),
}


@pytest.mark.parametrize("language", NEXT_SENTENCE)
def test_a_fact_in_the_next_sentence_is_told_with_what_names_its_subject(make_report, language):
    text, question = NEXT_SENTENCE[language]
    report = make_report(("p1", "other", "", text), language=language)
    assert told(report, question, language) == [text]


def test_a_single_fact_is_told_alone(make_report):
    report = make_report(
        ("p1", "other", "", "Six countries would take part as pilot countries."),
        ("p2", "other", "", "The archive holds 40 files of pilot schemes."),
        ("p3", "delegation", "", "The Delegation of Chile wished two pilot countries."),
    )
    assert told(report, "How many pilot countries are there?") == [report.held[0].text]


def test_what_does_not_hold_the_fact_is_not_told(make_report):
    report = make_report(
        ("p1", "other", "", "The archive strategy has a budget that will be printed below."),
        ("p2", "other", "", "The strategy will cost CHF 380,000."),
    )
    assert told(report, "What is the budget of the archive strategy?") == [report.held[1].text]


def test_where_two_things_are_asked_for_a_second_sentence_is_told(make_report):
    report = make_report(
        ("p1", "other", "", "37 offices replied. Of these, 14 offices charge no fee."),
    )
    question = "How many offices replied, and how many charge no fee?"
    assert told(report, question) == [
        "37 offices replied.",
        "Of these, 14 offices charge no fee.",
    ]


def test_no_sentence_is_told_twice(make_report):
    text = "The archive survey was sent out. The archive survey drew late replies."
    report = make_report(("p1", "other", "", text))
    claims = told(report, "archive survey")
    assert " ".join(claims).count("late replies") == 1


def test_an_introduction_is_not_told_for_a_fact(make_report):
    text = "For the opening of the archive, send by May 7, 2031:\n(a) a name;\n(b) a request."
    report = make_report(
        ("p1", "other", "", text),
        ("p2", "other", "", "The opening is on May 9, 2031."),
    )
    assert told(report, "When is the opening of the archive?") == [report.held[1].text]


def test_the_list_that_the_best_sentence_leads_to_is_told_to_its_end(make_report):
    text = (
        "Peru is the first pilot country of the archive. It will not be alone.\n"
        "Others must:\n(a) send a request;\n(b) name a coordinator."
    )
    report = make_report(("p1", "other", "", text))
    claims = told(report, "What must be done to become a pilot country of the archive?")
    assert claims[0].startswith("Peru")
    assert claims[-2:] == ["(a) send a request", "(b) name a coordinator."]


def test_a_paragraph_that_is_only_pointed_at_is_told_in_full(make_report):
    report = make_report(
        ("p9", "other", "", "9. Half of it is done. The rest is not."),
        ("p10", "other", "", "10. More on paragraph 9."),
    )
    assert told(report, "What does paragraph 9 of document CWS/91/3 say?") == [
        "Half of it is done.",
        "The rest is not.",
    ]


def test_a_sentence_that_begins_with_the_quoted_term_defines_it(make_report):
    report = make_report(
        (
            "p1",
            "other",
            "",
            "The twinning of centers brought together twelve centers:\n(a) A;\n(b) B.",
        ),
        ("p2", "other", "", "“Twinning” means a partnership between two such places."),
    )
    assert told(report, "Which is the meaning of twinning of centers?") == [report.held[1].text]


INVITED = {
    "ar": ("إن لجنة المعايير مدعوة إلى ما يلي:", "إلى ماذا لجنة المعايير مدعوة؟"),
    "en": ("The CWS is invited to:", "What is the CWS invited to do?"),
    "es": ("Se invita al CWS a:", "¿A qué se invita al CWS?"),
    "fr": ("Le CWS est invité :", "À quoi le CWS est-il invité ?"),
    "ru": ("КСВ предлагается:", "Что предлагается КСВ?"),
    "zh": ("请标准委：", "请标准委做什么？"),
}


@pytest.mark.parametrize("language", INVITED)
def test_asked_what_a_body_is_invited_to_the_invitation_is_one_claim(make_report, language):
    intro, question = INVITED[language]
    text = f"{intro}\n(a) ST.26;\n(b) ST.96."
    report = make_report(
        ("p1", "other", "", "ST.26 and ST.96: КСВ CWS 标准委 لجنة المعايير"),
        ("p2", "invitation", "", text),
        language=language,
    )
    assert told(report, question, language) == [" ".join(text.split())]


def test_a_fact_is_not_taken_from_an_invitation(make_report):
    report = make_report(
        ("p1", "invitation", "", "The CWS is invited to approve an archive budget of CHF 5."),
        ("p2", "other", "", "The budget of the archive is CHF 7."),
    )
    assert told(report, "What is the budget of the archive?") == [report.held[1].text]


def test_the_year_of_a_column_counts_for_its_rows(make_report):
    report = make_report(
        ("t1/r1", "other", "Costs in CHF, 2032", "Training\n45"),
        ("t2/r1", "other", "Costs in CHF, 2033", "Training\n46"),
    )
    question = analyse("What is the cost of training in 2033?", "en")
    best = ranked(question, report.candidates(question.text))[0]
    assert best.candidate.passage.locator == "t2/r1"


def test_what_follows_an_item_in_its_line_is_not_told_with_the_introduction(make_report):
    text = "The Secretariat plans:\n(a) one; and\n(b) two. Questions: write to a@example.org."
    report = make_report(("p1", "other", "", text))
    (claim,) = told(report, "Where should I send questions?")
    assert claim == "Questions: write to a@example.org."


def test_an_invitation_that_is_found_is_told_as_one(make_report):
    text = "The CWS is invited to:\n(a) note the archive rules;\n(b) adopt the archive plan."
    report = make_report(("p1", "invitation", "", text))
    assert told(report, "plan for the archive") == [" ".join(text.split())]


def test_no_part_of_an_invitation_is_told_without_the_words_that_invite(make_report):
    text = (
        "7. The CWS is invited to:\n(a) note this; and\n(b) adopt the archive plan by May 7, 2031."
    )
    report = make_report(("p7", "invitation", "", text))
    (fact,) = told(report, "By when is the archive plan due?")
    (part,) = told(report, "What does paragraph 7 of CWS/91/3 say?")
    assert fact == part == " ".join(text.removeprefix("7. ").split())
