"""Answers as the public widget may show them. Texts are invented."""

from dataclasses import replace

import pytest

from config.limit_settings import LimitSettings
from index.types import Searched
from ingest.types import LANGUAGES
from service.messages import messages
from service.redaction.patterns import OMITTED, Withheld, withheld
from service.redaction.public import NOTE, public_answer, public_passage
from service.types import Answer, Citation, Reason, Retrieved, Statement
from service.widget.texts import widget_texts

HIDES = withheld(LimitSettings())
CODE = "With the security code K7QX42MBL9 delegates register."
LAST = "Delegates register until April 1, 2031 with the following security code: K7QX42MBL9."
DAY = "The session begins on May 3, 2031."
DESK = "Questions go to archive-network@example.org."


def citation(n, quote, text=None, language="en"):
    return Citation(
        n=n, key=f"CWS/91/2#p{n}", symbol="CWS/91/2", version=None, title="Report",
        language=language, paragraph=str(n), annex=None, section=("Dates",), page=1, source="a.txt",
        url=None, status="other", quote=quote, text=text or quote, score=1.0,
        href=f"/documents/CWS/91/2/{language}#p{n}", parallel={},
    )  # fmt: skip


def answer(*citations, language="en", note="", tail="", text=None, **more):
    statements = tuple(Statement(c.quote, (c.n,)) for c in citations)
    told = " ".join([*([note] if note else []), *(f"{c.quote} [{c.n}]" for c in citations)])
    told = " ".join([told, tail]) if tail else told
    made = Answer(
        id="1", question="?", language=language, mode="extractive", abstained=False, reason=None,
        answer=told if text is None else text, statements=statements, citations=citations,
        retrieved=(), searched=Searched(1, 1, ("en",), "1"), timings_ms={},
    )  # fmt: skip
    return replace(made, **more)


def test_an_answer_without_secrets_is_left_as_it_is():
    told = answer(citation(1, DAY), citation(2, DESK))
    assert public_answer(told, HIDES) == told


def test_nothing_is_left_out_for_others():
    told = answer(citation(1, CODE))
    assert public_answer(told, Withheld((), ())) is told


def test_a_statement_is_left_out_as_a_whole_and_the_others_are_numbered_anew():
    told = answer(citation(1, CODE), citation(2, DAY), citation(3, DESK))
    shown = public_answer(told, HIDES)
    assert [s.text for s in shown.statements] == [DAY, DESK]
    assert [s.citations for s in shown.statements] == [(1,), (2,)]
    assert [(c.n, c.quote) for c in shown.citations] == [(1, DAY), (2, DESK)]
    some = widget_texts("en")["withheld_some"]
    assert shown.answer == f"{DAY} [1] {DESK} [2] {some}"
    assert NOTE in shown.notes
    assert not shown.abstained
    assert "K7QX42MBL9" not in repr(shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_of_nothing_else_says_so_in_the_language_of_the_reader(language):
    shown = public_answer(answer(citation(1, CODE), language=language), HIDES)
    assert shown.abstained
    assert shown.reason is None
    assert shown.answer == widget_texts(language)["withheld_all"]
    assert shown.statements == shown.citations == ()


def test_a_sentence_that_ends_with_a_secret_is_quoted_up_to_it():
    told = answer(citation(1, LAST), citation(2, DAY))
    shown = public_answer(told, HIDES)
    first = "Delegates register until April 1, 2031 with the following security code"
    assert [s.text for s in shown.statements] == [first, DAY]
    assert [c.quote for c in shown.citations] == [first, DAY]
    assert all(c.quote in LAST + DAY for c in shown.citations)
    assert shown.answer == f"{first} [1] {DAY} [2] {widget_texts('en')['withheld_some']}"
    assert NOTE in shown.notes
    assert "K7QX42MBL9" not in repr(shown)


def test_a_sentence_that_goes_on_behind_a_secret_is_not():
    for text in (
        "The pilot of the Office with the security code K7QX42MBL9 was not approved.",
        "Write to jane.doe@example.org by May 3, or to john.doe@example.org.",
    ):
        assert public_answer(answer(citation(1, text)), HIDES).statements == ()


def test_what_is_worded_rests_on_the_whole_quote():
    told = answer(citation(1, LAST))
    worded = (Statement("One registers with a code.", (1,)),)
    text = "One registers with a code. [1]"
    shown = public_answer(replace(told, statements=worded, answer=text), HIDES)
    assert shown.statements == ()
    assert "K7QX42MBL9" not in repr(shown)


def test_a_code_is_told_from_its_name_before_the_quote():
    text = "Use the following access code: 88231 for the door."
    shown = public_answer(answer(citation(1, "88231 for the door.", text)), HIDES)
    assert shown.citations == ()
    assert "88231" not in repr(shown)


def test_what_surrounds_a_quote_is_shown_with_omissions():
    shown = public_answer(answer(citation(1, DAY, f"{DAY} {CODE}")), HIDES)
    (cited,) = shown.citations
    assert cited.quote == DAY
    assert DAY in cited.text
    assert OMITTED in cited.text
    assert "K7QX42MBL9" not in repr(shown)
    assert [s.text for s in shown.statements] == [DAY]


def test_quotes_stay_exact():
    for text in (f"{DAY} {CODE}", f"{CODE} {DAY}", DAY):
        for cited in public_answer(answer(citation(1, DAY, text)), HIDES).citations:
            assert cited.quote in cited.text
            assert OMITTED not in cited.quote


def test_a_worded_statement_goes_with_the_quote_that_it_rests_on():
    told = answer(citation(1, CODE), citation(2, DAY))
    worded = (Statement("One registers with a code.", (1, 2)), Statement("It begins in May.", (2,)))
    text = "One registers with a code. [1] [2] It begins in May. [2]"
    shown = public_answer(replace(told, statements=worded, answer=text), HIDES)
    assert [(s.text, s.citations) for s in shown.statements] == [("It begins in May.", (1,))]
    assert shown.answer.startswith("It begins in May. [1] ")


def test_words_of_ours_stay_where_they_belong():
    note = messages("en").notes["invitation_only"]
    lead_in = messages("en").lead_in["fr"]
    french = citation(2, "La session commence le 3 mai.", language="fr")
    other = citation(3, "Elle dure deux jours.", language="fr")
    text = f"{note} {CODE} [1] {lead_in} {french.quote} [2] {other.quote} [3]"
    shown = public_answer(answer(citation(1, CODE), french, other, text=text), HIDES)
    assert shown.answer.startswith(f"{note} {lead_in} {french.quote} [1] {other.quote} [2] ")
    secret = citation(2, f"{CODE} Merci.", language="fr")
    text = f"{DAY} [1] {lead_in} {secret.quote} [2] {other.quote} [3]"
    shown = public_answer(answer(citation(1, DAY), secret, other, text=text), HIDES)
    assert shown.answer.startswith(f"{DAY} [1] {lead_in} {other.quote} [2]")


def test_a_refusal_shows_only_what_may_be_shown():
    told = answer(citation(1, CODE), citation(2, DAY))
    refused = replace(
        told,
        abstained=True,
        reason=Reason.FALSE_PREMISE,
        statements=(),
        answer="It is not so. [1] [2]",
    )
    shown = public_answer(refused, HIDES)
    assert shown.answer == "It is not so. [1]"
    assert [c.quote for c in shown.citations] == [DAY]
    assert shown.reason is Reason.FALSE_PREMISE


def test_passages_found_are_shown_with_omissions():
    near = Retrieved("CWS/91/2#p1", "CWS/91/2", "en", "a.txt", CODE, 1.0, "other")
    shown = public_answer(answer(citation(1, DAY), retrieved=(near,)), HIDES)
    assert OMITTED in shown.retrieved[0].text
    payload = {"text": CODE, "title": CODE, "section": [CODE], "parallel": {"fr": {"text": CODE}}}
    assert "K7QX42MBL9" not in repr(public_passage(payload, HIDES))


# --- over HTTP ------------------------------------------------------------------------------------

CONTACT = {"question": "Where may questions on the survey of digital archives be sent?"}


def test_the_widget_is_told_less_than_others(client):
    told = client.post("/v1/ask", json=CONTACT).json()
    assert "archives@example.org" in told["answer"]
    shown = client.post("/v1/ask?public=true", json=CONTACT)
    assert "archives@example.org" not in shown.text
    assert NOTE in shown.json()["notes"]


def test_so_it_is_in_a_stream(client):
    accept = {"accept": "text/event-stream"}
    streamed = client.post("/v1/ask?public=true", json=CONTACT, headers=accept).text
    assert "event: retrieved" in streamed
    assert "event: done" in streamed
    assert "archives@example.org" not in streamed


def test_so_it_is_with_single_passages(client):
    asked = {"key": "CWS/91/2#p5", "public": "true"}
    assert "archives@example.org" not in client.get("/v1/passages", params=asked).text
    asked.pop("public")
    assert "archives@example.org" in client.get("/v1/passages", params=asked).text


def test_pages_of_other_sites_cannot_ask_for_more(settings):
    from starlette.testclient import TestClient

    from service.app import create_app

    limits = LimitSettings(origins=("https://meetings.example.org",))
    with TestClient(create_app(settings.model_copy(update={"limits": limits}))) as client:
        headers = {"origin": "https://meetings.example.org", "sec-fetch-site": "cross-site"}
        shown = client.post("/v1/ask?public=false", json=CONTACT, headers=headers)
        assert shown.status_code == 200
        assert "archives@example.org" not in shown.text
