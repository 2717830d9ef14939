from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from evaluation.judging import DEPTH, Judged, ask_all, judge, judge_run, search_all
from evaluation.questions import Question
from evaluation.report import details
from index.types import Hit, Query, Searched, SearchResult
from ingest.types import LANGUAGES, BlockKind, Document, Language, Passage, Span, Status
from service.messages import messages
from service.types import Answer, AskRequest, Citation, Reason, Retrieved, Statement

INVITES: dict[Language, str] = {
    "ar": "إن اللجنة مدعوة إلى اعتماد الخطة.",
    "en": "The Committee is invited to adopt the plan.",
    "es": "Se invita al Comité a aprobar el plan.",
    "fr": "Le comité est invité à adopter le plan.",
    "ru": "Комитету предлагается принять план.",
    "zh": "请委员会通过该计划。",
}


# --- a small library --------------------------------------------------------------------------


def document_in(language: Language, text: str) -> Document:
    return Document(
        key="X/1",
        symbol="X/1",
        version=None,
        language=language,
        title="",
        body=None,
        session=None,
        date=None,
        kind="other",
        source="x.txt",
        url=None,
        meeting_id=None,
        doc_id=None,
        sha256="",
        format="text",
        pages=None,
        text=text,
    )


class OneDocument:
    """A library of one document, held as one passage."""

    def __init__(self, language: Language, text: str) -> None:
        self.held = document_in(language, text)

    def document(self, key: str, language: Language) -> Document | None:
        return self.held if (key, language) == (self.held.key, self.held.language) else None

    def passages(self, document: str, language: Language) -> Sequence[Passage]:
        del document, language
        return ()

    def passage(self, key: str, language: Language) -> Passage | None:
        del key, language
        return None

    def holds(self, symbol: str) -> bool:
        return symbol == self.held.symbol

    def parallel(self, keys: object) -> dict[str, tuple[Language, ...]]:
        del keys
        return {}


def answer_of(
    text: str,
    quote: str,
    *,
    key: str = "X/1#p1",
    language: Language = "en",
    quoted_in: Language | None = None,
    status: Status = Status.OTHER,
    reason: Reason | None = None,
) -> Answer:
    told_in = quoted_in or language
    citation = Citation(
        n=1,
        key=key,
        symbol="X/1",
        version=None,
        title="",
        language=told_in,
        paragraph=None,
        annex=None,
        section=(),
        page=None,
        source="x.txt",
        url=None,
        status=status.value,
        quote=quote,
        text=quote,
        score=1.0,
        href="",
        parallel={},
    )
    return Answer(
        id="1",
        question="?",
        language=language,
        mode="extractive",
        abstained=reason is not None,
        reason=reason,
        answer=text,
        statements=(Statement(text, (1,)),),
        citations=(citation,) if quote else (),
        retrieved=(Retrieved(key, "X/1", told_in, "x.txt", quote, 1.0, status.value),),
        searched=Searched(1, 1, (told_in,), "g"),
        timings_ms={},
    )


def judged(question: Question, answer: Answer, library: OneDocument) -> Judged:
    found = tuple((each.key, each.score) for each in answer.retrieved)
    return Judged(question, found, judge(question, answer, library))


ASKED = Question("q", "How much?", "en", "amount", values=("205 000",), relevant={"X/1#p1": 2})
UNANSWERABLE = Question("u", "Was it adopted?", "en", "decision", Reason.NOT_IN_DOCUMENTS)
LIBRARY = OneDocument("en", "It costs 205,000 francs.")
SENTENCE = "It costs 205,000 francs."


# --- answers ----------------------------------------------------------------------------------


def test_an_answer_that_cites_and_holds_what_is_asked_is_right() -> None:
    each = judged(ASKED, answer_of(f"{SENTENCE} [1]", SENTENCE), LIBRARY)
    assert each.told is not None
    assert each.told.right
    assert each.faults == ()
    assert each.rank == 1


def test_an_answer_that_cites_another_passage_is_wrong() -> None:
    each = judged(ASKED, answer_of(SENTENCE, SENTENCE, key="X/1#p2"), LIBRARY)
    assert each.faults == ("not_found", "no_relevant_citation")


def test_an_answer_without_the_value_is_wrong() -> None:
    each = judged(ASKED, answer_of("It costs 25,000 francs.", SENTENCE), LIBRARY)
    assert each.faults == ("value_missing",)


def test_a_list_that_lacks_something_is_wrong_and_its_share_is_told() -> None:
    question = Question(
        "l", "Which?", "en", "list", values=("R1", "R2", "R36", "R39"), relevant={"X/1#p1": 2}
    )
    part = judged(question, answer_of("R1, R36 and R39", SENTENCE), LIBRARY)
    assert part.faults == ("value_missing",)
    assert part.told is not None
    assert (part.told.has_values, part.told.values_held) == (False, 0.75)


def test_a_list_that_holds_what_does_not_belong_in_it_is_wrong() -> None:
    question = Question(
        "l", "Which?", "en", "list", values=("R1",), wrong=("R7", "R8"), relevant={"X/1#p1": 2}
    )
    assert judged(question, answer_of("R1", SENTENCE), LIBRARY).faults == ()
    more = judged(question, answer_of("R1 and R8", SENTENCE), LIBRARY)
    assert more.faults == ("wrong_value",)


def test_a_question_about_two_documents_needs_a_passage_of_each() -> None:
    grades = {"X/1#p1": 2, "X/2#p1": 2, "X/3#p1": 1}
    for every_document, faults in ((False, ()), (True, ("no_relevant_citation",))):
        question = Question(
            "a", "?", "en", "ambiguous", every_document=every_document, relevant=grades
        )
        told = answer_of(SENTENCE, SENTENCE)
        assert judged(question, told, LIBRARY).faults == faults
        other = replace(told.citations[0], key="X/2#p1")
        both = replace(told, citations=(*told.citations, other))
        assert "no_relevant_citation" not in judged(question, both, LIBRARY).faults


def test_a_quote_that_is_not_in_the_document_is_counted() -> None:
    each = judged(ASKED, answer_of(SENTENCE, "It costs 205 000 francs."), LIBRARY)
    assert each.faults == ("inexact_quote",)
    assert each.told is not None
    assert (each.told.quotes, each.told.quotes_exact) == (1, 0)


def test_a_quote_from_a_document_that_is_not_held_is_counted() -> None:
    answer = answer_of(SENTENCE, SENTENCE, quoted_in="fr")
    assert judged(ASKED, answer, LIBRARY).faults == ("inexact_quote",)


def test_refusing_an_answerable_question_is_a_false_refusal() -> None:
    each = judged(ASKED, answer_of("No.", "", reason=Reason.NOT_IN_DOCUMENTS), LIBRARY)
    assert "false_refusal" in each.faults


def test_answering_an_unanswerable_question_is_a_false_answer() -> None:
    each = judged(UNANSWERABLE, answer_of(SENTENCE, SENTENCE), LIBRARY)
    assert each.faults == ("false_answer",)
    refused = answer_of("No.", "", reason=Reason.FALSE_PREMISE)
    assert judged(UNANSWERABLE, refused, LIBRARY).faults == ()


def test_the_language_of_the_answer_is_judged_not_that_of_the_quote() -> None:
    french = OneDocument("fr", SENTENCE)
    told = answer_of(SENTENCE, SENTENCE, quoted_in="fr")
    assert judged(ASKED, told, french).faults == ()
    assert judged(ASKED, answer_of(SENTENCE, SENTENCE, language="fr"), french).faults == (
        "wrong_language",
    )


def test_citations_are_judged_one_by_one() -> None:
    question = Question("q", "?", "en", "list", relevant={"X/1#p1": 2, "X/1#p2": 2, "X/1#p3": 1})
    told = answer_of(SENTENCE, SENTENCE)
    other = replace(told.citations[0], key="X/1#p9")
    both = judge(question, replace(told, citations=(*told.citations, other)), LIBRARY)
    assert (both.cited_relevant, both.relevant_cited) == (0.5, 0.5)
    refused = judge(question, answer_of("No.", "", reason=Reason.TOO_VAGUE), LIBRARY)
    assert (refused.cited_relevant, refused.relevant_cited) == (None, None)


# --- invitations ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_in_its_own_words_is_not_told_as_a_decision(language: Language) -> None:
    text = INVITES[language]
    answer = answer_of(text, text, language=language, status=Status.INVITATION)
    question = Question(
        "i", "?", language, "decision", Reason.NOT_IN_DOCUMENTS, invitations=frozenset({"X/1#p1"})
    )
    assert judged(question, answer, OneDocument(language, text)).faults == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_part_of_an_invitation_needs_our_note(language: Language) -> None:
    part = INVITES[language][-5:]
    library = OneDocument(language, INVITES[language])
    question = Question("i", "?", language, "decision", relevant={"X/1#p1": 2})
    bare = answer_of(part, part, language=language, status=Status.INVITATION)
    assert judged(question, bare, library).faults == ("invitation_as_decision",)
    note = messages(language).notes["invitation_only"]
    noted = answer_of(f"{note} {part}", part, language=language, status=Status.INVITATION)
    assert judged(question, noted, library).faults == ()


def test_an_invitation_is_known_by_its_key_whatever_status_it_was_given() -> None:
    question = Question("i", "?", "en", "yes_no", relevant={"X/1#p1": 2})
    marked = Question(
        "i", "?", "en", "yes_no", relevant={"X/1#p1": 2}, invitations=frozenset({"X/1#p1"})
    )
    answer = answer_of("adopt the plan", "adopt the plan", status=Status.DECISION)
    library = OneDocument("en", INVITES["en"])
    assert judged(question, answer, library).faults == ()
    assert judged(marked, answer, library).faults == ("invitation_as_decision",)


def test_an_invitation_shown_beside_something_else_is_still_a_false_answer() -> None:
    question = Question(
        "i", "?", "en", "decision", Reason.NOT_IN_DOCUMENTS, invitations=frozenset({"X/1#p9"})
    )
    answer = answer_of(SENTENCE, SENTENCE)
    assert judged(question, answer, LIBRARY).faults == ("false_answer",)


# --- asking and searching ---------------------------------------------------------------------


class TwoHits:
    """A search that always finds the same two passages."""

    def search(self, query: Query) -> SearchResult:
        text = "ab"
        document = document_in(query.language, text)
        hits = tuple(
            Hit(
                Passage(
                    key=f"X/1#p{n}",
                    document="X/1",
                    language=query.language,
                    locator=f"p{n}",
                    text=text[n - 1],
                    spans=(Span(n - 1, n),),
                    status=Status.OTHER,
                    kind=BlockKind.PARAGRAPH,
                    order=n,
                ),
                document,
                1 / n,
                n,
            )
            for n in (1, 2)
        )
        return SearchResult(hits, Searched(1, 2, (query.language,), "g"))


def guess(text: str) -> Language:
    del text
    return "ru"


def test_questions_are_searched_deep_and_asked_as_a_reader_asks() -> None:
    asked: list[AskRequest] = []

    def ask(request: AskRequest) -> Answer:
        asked.append(request)
        return replace(answer_of(SENTENCE, SENTENCE), timings_ms={"total": 12.5})

    (each,) = ask_all([ASKED], ask, TwoHits(), LIBRARY, guess)
    assert [request.question for request in asked] == [ASKED.text]
    assert asked[0].top_k is not None
    assert asked[0].top_k < DEPTH
    assert each.ranking == (("X/1#p1", 1.0), ("X/1#p2", 0.5))
    assert (each.milliseconds, each.rank) == (12.5, 1)


def test_a_run_of_another_system_is_judged_by_the_same_questions() -> None:
    (each,) = judge_run([ASKED], {"q": [("X/1#p7", 3.0), ("X/1#p1", 2.0)], "other": []})
    assert each.rank == 2
    assert next(judge_run([ASKED], {})).rank is None


def test_details_show_what_was_expected_and_the_first_keys() -> None:
    question = Question("1", "a", "ru", "lookup", relevant={"X/1#p2": 2})
    entry = details(next(search_all([question], TwoHits(), guess)))
    assert entry["rank"] == 2
    assert entry["first"] == ["X/1#p1", "X/1#p2"]
    assert json.dumps(entry)
