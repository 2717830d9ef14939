"""The rules for summaries find what is wrong, and nothing where all is right."""

from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import IngestSettings, Settings
from evaluation.summaries.asked import ASKED
from evaluation.summaries.letters import not_quoted
from evaluation.summaries.rules import Rule, faults_of
from index.ingestion import ingest
from service.serving import open_serving
from service.summaries.making import summarise
from service.summaries.material import Shelf
from service.summaries.types import SummaryRequest

SAMPLE = Path(__file__).resolve().parents[2] / "evaluation" / "datasets" / "sample" / "documents"
HELD = ("cdip_89_10_en", "cws_89_22_ar", "cws_90_4_en", "c_wild_9_ru", "cdip_90_6_zh")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    home = tmp_path_factory.mktemp("rules")
    files = [p for p in sorted(SAMPLE.iterdir()) if p.stem in HELD and p.suffix != ".json"]
    ingest(Settings(home=home, ingest=IngestSettings(workers=1)), files)
    return Shelf.of(open_serving(Settings(home=home)))


@pytest.fixture(scope="module")
def report(shelf):
    return summarise(SummaryRequest(meeting="CDIP/89", language="en"), shelf)


@pytest.fixture(scope="module")
def proposal(shelf):
    return summarise(SummaryRequest(symbol="CWS/90/4", language="en"), shelf)


def edited(summary, section, old, new):
    """Return ``summary`` with words of one statement replaced; they must be there."""
    sections, done = [], 0
    for each in summary.sections:
        statements = []
        for statement in each.statements:
            if each.name == section and not done and old in statement.text:
                statement = replace(statement, text=statement.text.replace(old, new, 1))
                done = 1
            statements.append(statement)
        sections.append(replace(each, statements=tuple(statements)))
    assert done, f"{old!r} is in no statement of {section}"
    return replace(summary, sections=tuple(sections))


def moved(summary, section, to):
    """Return ``summary`` with one of its sections under the name of another."""
    sections = [replace(s, name=to) if s.name == section else s for s in summary.sections]
    return replace(summary, sections=tuple(sections))


@pytest.mark.parametrize(
    "request_",
    [
        SummaryRequest(meeting="CDIP/89", language="en"),
        SummaryRequest(meeting="CWS/89", language="ar"),
        SummaryRequest(meeting="CWS/89", language="fr"),
        SummaryRequest(symbol="CWS/90/4", language="es"),
        SummaryRequest(symbol="C. WILD 9", language="ru"),
        SummaryRequest(symbol="CDIP/90/6", language="zh"),
        SummaryRequest(symbol="CDIP/89/10", agenda_item="7", language="en"),
        SummaryRequest(topic="machine translation", language="en"),
    ],
    ids=lambda request: f"{request.language}-{request.symbol or request.meeting or request.topic}",
)
def test_nothing_is_wrong_with_what_is_made(shelf, request_):
    summary = summarise(request_, shelf)
    assert summary.sections
    assert faults_of(summary, shelf.catalogue) == []


@pytest.mark.parametrize(
    ("section", "old", "new", "rule"),
    [
        ("decisions", "CHF 450,000", "CHF 480,000", Rule.NUMBER),
        ("decisions", "24 months", "34 months", Rule.NUMBER),
        ("decisions", "January 6, 2031", "March 31, 2031", Rule.WORD),
        ("decisions", "Mr. Daniel Otieno Wafula", "Mr. Daniel Otieno Wanjala", Rule.WORD),
        ("decisions", "The Committee approved", "The Committee rejected", Rule.WORD),
        ("decisions", "did not reach", "reached", Rule.WORD),
        ("decisions", "did not reach", "did reach", Rule.WORD),
        ("decisions", "not to launch", "to launch", Rule.WORD),
        ("decisions", "Mr. Daniel Otieno Wafula (Kenya)", "Mr. Daniel Otieno Wafula", Rule.WORD),
        (
            "positions",
            "every three months instead of an annual report",
            "an annual report",
            Rule.WORD,
        ),
        ("decisions", "CDIP/89/4 Rev.", "CDIP/89/7 Rev.", Rule.SYMBOL),
        ("decisions", "March 31, 2031", "April 31, 2031", Rule.WORD),
        ("deadlines", "March 31, 2031: ", "March 30, 2031: ", Rule.NUMBER),
        ("deadlines", "hands-harvest@", "hands-on@", Rule.WORD),
        ("positions", "The Delegation of India", "The Delegation of Chad", Rule.WORD),
        ("figures", "CHF 6,350,000", "CHF 6,530,000", Rule.NUMBER),
        ("decisions", "Agenda Item 6", "Agenda Item 26", Rule.NUMBER),
    ],
)
def test_a_changed_fact_is_found(shelf, report, section, old, new, rule):
    faults = faults_of(edited(report, section, old, new), shelf.catalogue)
    assert rule in {fault.rule for fault in faults}
    assert {fault.section for fault in faults} == {section}


@pytest.mark.parametrize(
    ("section", "to"), [("positions", "decisions"), ("decisions", "invitations")]
)
def test_an_act_told_as_another_is_found(shelf, report, section, to):
    faults = faults_of(moved(report, section, to), shelf.catalogue)
    assert Rule.STATUS in {fault.rule for fault in faults}


@pytest.mark.parametrize("to", ["decisions", "requests", "main_points"])
def test_an_invitation_told_as_anything_else_is_found(shelf, proposal, to):
    faults = faults_of(moved(proposal, "invitations", to), shelf.catalogue)
    assert {fault.rule for fault in faults} == {Rule.STATUS}


def test_a_sentence_without_a_footnote_is_found(shelf, report):
    first, *others = report.sections
    bare = replace(first, statements=tuple(replace(s, citations=()) for s in first.statements))
    faults = faults_of(replace(report, sections=(bare, *others)), shelf.catalogue)
    assert {fault.rule for fault in faults} == {Rule.NO_CITATION, Rule.UNUSED}


def test_a_quote_that_is_no_slice_is_found(shelf, report):
    first, *others = report.citations
    bent = replace(first, quote=first.quote.replace("312", "321"))
    faults = faults_of(replace(report, citations=(bent, *others)), shelf.catalogue)
    assert Rule.QUOTE in {fault.rule for fault in faults}


def test_a_quote_of_another_passage_is_found(shelf, report):
    first, second, *others = report.citations
    swapped = replace(first, quote=second.quote)
    faults = faults_of(replace(report, citations=(swapped, second, *others)), shelf.catalogue)
    assert Rule.QUOTE in {fault.rule for fault in faults}


def test_a_source_with_another_hash_is_found(shelf, report):
    sources = tuple(replace(source, sha256="0" * 64) for source in report.sources)
    faults = faults_of(replace(report, sources=sources), shelf.catalogue)
    assert [fault.rule for fault in faults] == [Rule.SOURCE]


def test_a_foreign_quote_without_notice_is_found(shelf):
    summary = summarise(SummaryRequest(symbol="C. WILD 9", language="en"), shelf)
    notice = "The document says (in Russian): "
    faults = faults_of(edited(summary, "about", notice, ""), shelf.catalogue)
    assert [fault.rule for fault in faults] == [Rule.LANGUAGE]


def test_the_same_sentence_twice_is_found(shelf, report):
    first, *others = report.sections
    twice = replace(first, statements=first.statements * 2)
    faults = faults_of(replace(report, sections=(twice, *others)), shelf.catalogue)
    assert [fault.rule for fault in faults] == [Rule.REPEATED]


def test_blanks_and_marks_of_typing_may_differ_letters_may_not():
    quotes = ["The **Committee**\ndecided[footnoteRef:3] on 3 items"]
    assert not_quoted("Agenda – The Committee decided on 3 items", quotes) == ["agenda"]
    assert "3" in not_quoted("The Committee decided upon 3 items", quotes)
    assert not_quoted("委员会决定。", ["委员会\n决定"]) == []


def test_ten_are_asked_for_in_six_languages_and_of_all_kinds():
    requests = [each.request for each in ASKED]
    assert len(ASKED) >= 10 and len({each.name for each in ASKED}) == len(ASKED)
    assert {request.language for request in requests} == {"ar", "en", "es", "fr", "ru", "zh"}
    assert sum(request.language == "ar" for request in requests) >= 2
    assert {each.corpus for each in ASKED} == {"sample", "seeds"}
    for kind in ("symbol", "meeting", "topic", "agenda_item"):
        assert any(getattr(request, kind) for request in requests)
