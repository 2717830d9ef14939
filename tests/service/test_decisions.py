import pytest

from ingest.types import Status
from service.decisions import about_it, is_decision, was_taken_at
from service.discussions import discussion
from service.evidence import judge
from service.questions import analyse
from service.types import Refusal

ROWS = (
    ("p1", "delegation", "Fees", "The Delegation of Chile wished lower fees for archives."),
    ("p2", "decision", "Fees", "The CWS did not reach agreement."),
    ("p3", "delegation", "Paper", "The Delegation of Peru wished the paper archives to be closed."),
    ("p4", "secretariat", "Paper", "The Secretariat explained the costs of paper."),
    ("p5", "decision", "Paper", "The CWS decided to continue."),
    ("p6", "decision", "Paper", "The CWS took note of the costs."),
)

UNDECIDED = {
    "ar": "ولم يُتوصل إلى اتفاق بشأن هذا الاقتراح.",
    "en": "No agreement was reached on this proposal.",
    "es": "No hubo acuerdo sobre esta propuesta.",
    "fr": "Aucun accord n’a été trouvé sur cette proposition.",
    "ru": "По этому предложению согласие не было достигнуто.",
    "zh": "与会者未能达成一致。",
}


def test_a_decision_is_read_with_the_discussion_since_the_one_before(make_report):
    report = make_report(*ROWS)

    def before(place):
        found = discussion(report.held[place], report.made, report)
        return [passage.locator for passage in found]

    assert before(1) == ["p1"]
    assert before(4) == ["p3", "p4"]
    assert before(5) == []  # all was said before the decision above it
    assert before(0) == []  # no decision


def test_a_working_document_has_no_discussions(make_report):
    report = make_report(*ROWS, kind="working_document")
    assert list(discussion(report.held[1], report.made, report)) == []


def test_a_decision_holds_the_subject_of_its_discussion(make_report):
    report = make_report(*ROWS)
    decision = report.candidates("What did the CWS decide on fees for archives?")[1]
    assert decision.coverage >= 0.7
    plain = report.candidates("Who wished fees for archives?")[1]
    assert plain.coverage < 0.7  # only a question about a decision looks back


@pytest.mark.parametrize("language", UNDECIDED)
def test_that_nothing_was_agreed_is_an_answer_wherever_it_stands(make_report, language):
    report = make_report(("p1", "delegation", "", UNDECIDED[language]), language=language)
    assert is_decision(report.candidates("?")[0])


@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        ("decision", "The CWS decided to meet.", True),
        ("other", "The project was approved by the CWS.", True),
        ("other", "It is proposed that Member States adopt a strategy.", False),
        ("delegation", "The CWS decided it, the Delegation of Chile said.", False),
        ("recommendation", "Offices should adopt a plan.", False),
        ("invitation", "The CWS is invited to note that no decision was taken.", False),
    ],
)
def test_tells_decisions_from_wishes_and_proposals(make_report, status, text, expected):
    (candidate,) = make_report(("p1", status, "", text)).candidates("?")
    assert is_decision(candidate) is expected


@pytest.mark.parametrize(
    ("kind", "text", "session", "expected"),
    [
        ("report", "The CWS decided that its ninety-second session would be in May.", "91", True),
        ("report", "The CWS decided that its ninety-second session would be in May.", "92", False),
        ("working_document", "At its ninetieth session, the CWS adopted the plan.", "90", True),
        ("working_document", "At its ninetieth session, the CWS adopted the plan.", "91", False),
        ("working_document", "The CWS adopted the plan.", "91", False),
    ],
)
def test_a_decision_belongs_to_its_own_session(make_report, kind, text, session, expected):
    report = make_report(("p1", "decision", "", text), kind=kind)
    (candidate,) = report.candidates("What did the CWS decide?")
    assert was_taken_at(candidate, session) is expected


def test_what_a_delegation_wished_elsewhere_is_not_what_was_decided(make_report):
    report = make_report(
        ("p1", "delegation", "Statements", "The Delegation of Peru wished a hub in Africa."),
        ("p2", "decision", "Training", "The CWS decided to train offices in Africa."),
    )
    found = report.candidates("When did the CWS decide to open a hub in Africa?")
    decisions = [c for c in found if c.passage.status is Status.DECISION]
    assert about_it(decisions, found) == ()
    near = report.candidates("When did the CWS decide to train offices?")
    assert [c.passage.locator for c in about_it(near[1:], near)] == ["p2"]


def test_without_a_decision_about_it_there_is_no_answer(make_report):
    report = make_report(
        ("p1", "delegation", "Statements", "The Delegation of Peru wished a hub in Africa."),
        ("p2", "decision", "Training", "The CWS decided to train offices in Africa."),
    )
    question = analyse("Did the CWS decide to open a hub in Africa?", "en")
    assert isinstance(judge(question, report.candidates(question.text), report), Refusal)


def test_a_wish_in_its_own_discussion_does_not_speak_against_a_decision(make_report):
    report = make_report(
        ("p1", "delegation", "Hub", "The Delegation of Peru wished a permanent hub in Africa."),
        ("p2", "decision", "Hub", "The CWS decided to continue."),
    )
    found = report.candidates("What did the CWS decide on a permanent hub in Africa?")
    assert [c.passage.locator for c in about_it(found[1:], found)] == ["p2"]
