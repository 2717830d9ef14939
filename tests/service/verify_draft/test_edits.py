"""Which edits of a sentence are told, and which change no fact; in each language."""

import pytest

from service.verify_draft.rules import Grounds, failures
from service.verify_draft.types import Rule

EN = "It decided to continue the discussion at its ninetieth session and asked for CHF 12,500."
HEAD = "The Committee decided that:"
LIST = f"{HEAD} (a) the project will last 24 months; and (b) it will end."
SAID = "The Delegation of Chile said that every project should end with an evaluation (annex)."
KENYA = "On the first day of the session, Kenya opposed Jamaica on a point of order."
FR = "Le comité n’a pas approuvé le projet avant le 6 janvier 2031."
ES = "El Comité aprobó el proyecto propuesto por Jamaica el 6 de enero de 2031."
RU = "Комитет одобрил проект и просил Секретариат представить отчет до 6 января 2031 г."
AR = "وافقت اللجنة على المشروع وطلبت من الأمانة تقديم تقرير قبل 6 يناير 2031."
ZH = "委员会批准了项目，并要求秘书处在2031年1月6日之前提交报告。"


def told(source, sentence, language="en"):
    return failures(sentence, Grounds(language, (source,), ((source, language),)))


@pytest.mark.parametrize(
    ("source", "sentence", "language"),
    [
        (EN, EN, "en"),
        (EN, EN.upper(), "en"),
        (EN, EN.replace("ninetieth", "90th").replace("12,500.", "12 500"), "en"),
        (
            EN,
            "At its ninetieth session it decided to continue the discussion"
            " and asked for CHF 12'500.",
            "en",
        ),
        (EN, EN.replace("continue", "contniue").replace("discussion", "discusion"), "en"),
        (LIST, f"{HEAD} (a) the project will last 24 months.", "en"),
        (LIST, f"{HEAD} (b) it will end; and (a) the project will last 24 months.", "en"),
        (SAID, SAID.replace(" (annex)", ""), "en"),
        ("Kenya and Jamaica spoke.", "Jamaica and Kenya spoke.", "en"),
        (FR, "Avant le 6 janvier 2031, le comité n'a pas approuvé ce projet.", "fr"),
        (ES, ES.replace("aprobó", "ha aprobado"), "es"),
        (RU, RU.replace("отчет", "этот отчёт"), "ru"),
        (AR, "وافقت اللجنة على المشروع، وطلبت من الأمانة تقديم تقرير قبل ٦ يناير ٢٠٣١", "ar"),
        (ZH, "委员会批准了该项目,并要求秘书处在２０３１年１月６日之前提交报告", "zh"),
    ],
)
def test_what_changes_no_fact_is_not_told(source, sentence, language):
    assert told(source, sentence, language) == []


@pytest.mark.parametrize(
    ("rule", "source", "old", "new", "language"),
    [
        (Rule.NUMBER, EN, "12,500", "12,050", "en"),
        (Rule.NUMBER, EN, "ninetieth", "ninety-first", "en"),
        (Rule.NAME, EN, "CHF", "USD", "en"),
        (Rule.WORD, EN, "continue", "discontinue", "en"),
        (Rule.NEGATION, EN, "decided to", "decided not to", "en"),
        (Rule.STATUS, EN, "decided to", "proposed to", "en"),
        (Rule.STATUS, SAID, "should", "must", "en"),
        (Rule.CUT, SAID, "The Delegation of Chile said that every", "Every", "en"),
        (Rule.NAME, SAID, "Chile", "China", "en"),
        (Rule.CUT, LIST, "24 months", "months", "en"),
        (Rule.WORD, "Kenya and Jamaica spoke.", "and", "or", "en"),
        (Rule.NAME, KENYA, "Kenya opposed Jamaica", "Jamaica opposed Kenya", "en"),
        (Rule.NEGATION, FR, "n’a pas approuvé", "a approuvé", "fr"),
        (Rule.DATE, FR, "6 janvier", "7 janvier", "fr"),
        (Rule.WORD, FR, "avant", "après", "fr"),
        (Rule.STATUS, ES, "aprobó", "examinó", "es"),
        (Rule.NAME, ES, "Jamaica", "Kenya", "es"),
        (Rule.STATUS, RU, "одобрил", "рассмотрел", "ru"),
        (Rule.DATE, RU, "2031", "2032", "ru"),
        (Rule.NEGATION, RU, "одобрил", "не одобрил", "ru"),
        (Rule.STATUS, AR, "وافقت", "رفضت", "ar"),
        (Rule.DATE, AR, "6 يناير", "6 فبراير", "ar"),
        (Rule.NEGATION, AR, "وافقت اللجنة", "لم توافق اللجنة", "ar"),
        (Rule.WORD, AR, "قبل", "بعد", "ar"),
        (Rule.STATUS, ZH, "批准了", "审议了", "zh"),
        (Rule.NEGATION, ZH, "批准了", "未批准", "zh"),
        (Rule.DATE, ZH, "1月6日", "6月1日", "zh"),
        (Rule.WORD, ZH, "之前", "之后", "zh"),
    ],
)
def test_what_changes_a_fact_is_told_with_its_rule(rule, source, old, new, language):
    assert old in source
    assert rule in dict(told(source, source.replace(old, new), language))


def test_a_negation_that_was_moved_is_told():
    source = "The Committee did not approve the plan and did approve the budget."
    moved = "The Committee did approve the plan and did not approve the budget."
    assert told(source, moved)
    assert told(FR, FR.replace("n’a pas approuvé le projet", "a approuvé le projet pas"), "fr")


def test_a_symbol_without_its_version_is_another_document():
    source = "The Committee approved document CDIP/89/4 Rev. today."
    found = dict(told(source, source.replace(" Rev.", "")))
    assert found[Rule.SYMBOL][0].after == "CDIP/89/4"


def test_words_are_told_as_they_were_and_are():
    [(_, [edit])] = told(EN, EN.replace("12,500", "12,050"))
    assert (edit.before, edit.after) == ("12,500", "12,050")


def test_a_sentence_about_something_else_is_told_without_its_words():
    assert told(EN, "Member States welcomed the excellent work of the translators.") == [
        (Rule.WORD, ())
    ]


def test_quotes_in_another_language_support_only_the_sentence_as_it_was_made():
    quotes = ((FR, "fr"),)
    made = "The Committee did not approve the project."
    assert failures(made, Grounds("en", (made,), quotes)) == []
    assert failures(made, Grounds("en", (), quotes)) == [(Rule.WORD, ())]


def test_labels_of_ours_are_no_fact_but_longer_words_are():
    quoted = Grounds("en", (), ((EN, "en"),), own=("Decision",))
    assert failures(f"Decision: {EN}", quoted) == []
    longer = Grounds("en", (), ((EN, "en"),), own=("It was decided by consensus",))
    assert failures(f"It was decided by consensus: {EN}", longer)


def test_a_sentence_without_end_costs_no_time():
    assert told(EN, "word " * 200_000) == [(Rule.WORD, ())]
