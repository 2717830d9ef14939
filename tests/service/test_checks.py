import logging

import pytest

from ingest.types import Span, Status
from service.checks import check_quote, genuine, verified
from service.errors import BrokenCitation
from service.types import Claim, Draft, Evidence, Quote

KEY = "CWS/91/2"


@pytest.fixture
def quote_of(library):
    def quote(language, locator, text):
        passage = library.passage(f"{KEY}#{locator}", language)
        document = library.document(KEY, language)
        start = document.text.index(text)
        return Quote(Evidence(passage, document, 1.0), Span(start, start + len(text)), text)

    return quote


QUOTED = {
    "ar": "إنشاء فرقة العمل",
    "en": "establish the Archive Task Force",
    "es": "crear el equipo técnico",
    "fr": "créer l’équipe d’experts",
    "ru": "учредить Целевую группу",
    "zh": "设立档案工作队",
}


def test_that_nothing_was_agreed_may_stand_where_a_delegation_spoke(make_report):
    def kept(status, text):
        report = make_report(("p1", status, "", text))
        quote = Quote(Evidence(report.held[0], report.made, 1.0), Span(0, len(text)), text)
        draft = Draft((Claim(text, (quote,)),))
        return len(verified(draft, report, as_decision=True).claims)

    assert kept("delegation", "No agreement was reached.") == 1
    assert kept("delegation", "Chile asked the CWS to decide.") == 0
    assert kept("invitation", "The CWS is invited to note that no decision was taken.") == 0


@pytest.mark.parametrize("language", QUOTED)
def test_an_exact_slice_passes(library, quote_of, language):
    check_quote(quote_of(language, "p4", QUOTED[language]), library)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda q: Quote(q.evidence, q.span, q.text.upper()), "not the words"),
        (lambda q: Quote(q.evidence, Span(q.span.start + 1, q.span.end + 1), q.text), "not the"),
        (lambda q: Quote(q.evidence, Span(0, 0), ""), "not the words"),
    ],
)
def test_any_other_words_are_refused(library, quote_of, change, why):
    with pytest.raises(BrokenCitation, match=why):
        check_quote(change(quote_of("en", "p4", QUOTED["en"])), library)


def test_words_of_the_document_outside_the_passage_are_refused(library, quote_of):
    elsewhere = quote_of("en", "p5", "archives@example.org")
    stolen = Quote(quote_of("en", "p4", QUOTED["en"]).evidence, elsewhere.span, elsewhere.text)
    with pytest.raises(BrokenCitation, match="outside the passage"):
        check_quote(stolen, library)


def test_a_document_that_is_no_longer_held_is_refused(make_answerer, quote_of):
    french = make_answerer("fr")._library
    with pytest.raises(BrokenCitation, match="no such document"):
        check_quote(quote_of("en", "p4", QUOTED["en"]), french)


def test_a_claim_with_one_broken_quote_is_dropped_whole(library, quote_of, caplog):
    good = quote_of("en", "p4", QUOTED["en"])
    broken = Quote(good.evidence, good.span, "invented words")
    draft = Draft((Claim("kept", (good,)), Claim("dropped", (good, broken)), Claim("bare", ())))
    with caplog.at_level(logging.WARNING):
        assert [claim.text for claim in verified(draft, library).claims] == ["kept"]
    assert "quote dropped" in caplog.text
    assert "invented" not in caplog.text
    assert genuine((good, broken), library) == (good,)


@pytest.mark.parametrize("locator", ["p6", "p7"])
def test_wishes_and_invitations_are_not_let_through_as_decisions(library, quote_of, locator):
    text = "The CWS is invited" if locator == "p7" else "The Delegation of Chile"
    draft = Draft((Claim("told", (quote_of("en", locator, text),)),))
    assert verified(draft, library).claims
    assert not verified(draft, library, as_decision=True).claims


def test_a_decision_is_let_through_as_one(library, quote_of):
    quote = quote_of("en", "p4", QUOTED["en"])
    assert quote.evidence.passage.status is Status.DECISION
    assert verified(Draft((Claim("told", (quote,)),)), library, as_decision=True).claims
