"""What single sentences tell, the same in six languages."""

import tomllib
from pathlib import Path

import pytest

from ingest.types import LANGUAGES

SAID = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def say(language):
    return lambda name: SAID[name][language]


def test_what_a_session_adopted_is_its_decision(read, language, say):
    (outcome,) = read(language, say("adopted_at_a_session"))
    assert (outcome.kind, outcome.meeting, outcome.session.value) == ("decision", "CWS/11", 11)


def test_a_decision_tells_session_addressee_and_deadline(read, language, say):
    (outcome,) = read(language, say("requested_at_a_session"))
    assert (outcome.kind, outcome.meeting, outcome.paragraph) == ("decision", "CWS/11", "1")
    assert outcome.deadline.value == "2031-05-03"
    assert (outcome.body.value, outcome.session.value) == ("CWS", 11)
    assert outcome.addressee is not None
    assert outcome.actor is not None


def test_the_same_session_is_the_one_told_before(read, language, say):
    _, outcome = read(language, say("requested_at_a_session"), say("at_the_same_session"))
    assert (outcome.meeting, outcome.session.proofs[0].passage) == ("CWS/11", "X/1/2#p1")
    assert [symbol.value for symbol in outcome.symbols] == ["CWS/11/4"]
    (alone,) = read(language, say("at_the_same_session"))
    assert (alone.meeting, alone.session) == ("", None)


@pytest.mark.parametrize("kind", ["working_document", "information"])
def test_what_an_office_decides_is_a_decision_of_no_body(read, language, say, kind):
    (outcome,) = read(language, say("office_decided"), kind=kind, body="CWS", session="12")
    assert (outcome.kind, outcome.meeting, outcome.body) == ("decision", "", None)
    assert outcome.actor.value in say("office_decided")


def test_in_a_report_the_body_decides_and_no_office(read, language, say):
    assert read(language, say("office_decided"), kind="report", body="CWS", session="12") == []


def test_what_states_approved_is_a_decision_of_no_body(read, language, say):
    (outcome,) = read(language, say("approved_by_states"))
    assert (outcome.kind, outcome.meeting, outcome.body) == ("decision", "", None)
    assert outcome.actor.value in say("approved_by_states")


def test_it_is_who_was_named_in_the_sentence_before(read, language, say):
    first, second = read(language, f"{say('requested_at_a_session')} {say('it_decided')}")
    assert (second.kind, second.meeting) == ("decision", "CWS/11")
    assert second.actor.proofs == first.actor.proofs
    (third, fourth) = read(language, f"{say('requested_at_a_session')} {say('it_reached')}")
    assert (fourth.kind, fourth.actor) == ("decision", third.actor)


def test_what_should_be_noted_is_told_all_the_same(read, language, say):
    (outcome,) = read(language, say("noting"))
    assert (outcome.kind, outcome.meeting) == ("decision", "CWS/11")


def test_a_body_met_and_decided(read, language, say):
    (outcome,) = read(language, say("met"))
    assert (outcome.kind, outcome.body.value, outcome.meeting) == ("decision", "CWS", "")


def test_a_proposal_of_a_delegation_is_adopted_by_the_committee(read, language, say):
    (outcome,) = read(language, say("handed_in"), body="CWS", session="12")
    assert (outcome.kind, outcome.actor.value in say("handed_in")) == ("decision", True)


def test_a_letter_invites_to_a_session(read, language, say):
    (outcome,) = read(language, say("convened"), kind="circular", body="WILD")
    assert (outcome.kind, outcome.meeting, outcome.session.value) == ("invitation", "WILD/9", 9)
    assert outcome.addressee.value in say("convened")
    assert outcome.actor is not None
    assert read(language, say("convened"), kind="information") == []


@pytest.mark.parametrize("name", ["task_force_agreed", "may_be_sent"])
def test_who_is_no_body_decides_nothing_for_one(read, language, say, name):
    assert read(language, say(name), body="CWS", session="12") == []


@pytest.mark.parametrize("kind", ["report", "working_document"])
def test_a_wish_of_a_delegation_is_no_outcome(read, language, say, kind):
    assert read(language, say("delegation_wished"), kind=kind, body="CWS", session="12") == []


def test_of_two_dates_the_one_behind_the_request_counts(read, language, say):
    (outcome,) = read(language, say("should_be_sent"))
    assert (outcome.kind, outcome.contact.value) == ("request", "list@example.org")
    assert outcome.deadline.value == "2031-05-03"


def test_who_is_asked_to_prepare_something_is_its_addressee(read, language, say):
    (outcome,) = read(language, say("drafters_invited"))
    assert (outcome.kind, outcome.deadline.value) == ("request", "2031-05-03")
    assert outcome.addressee.value in say("drafters_invited")


def test_an_invitation_is_for_the_only_session_that_is_named(read, language, say):
    (outcome,) = read(language, say("for_a_session"), say("invited"))
    assert (outcome.kind, outcome.meeting) == ("invitation", "CDIP/32")
    assert outcome.session.proofs[0].passage == "X/1/2#p1"


def test_an_invitation_is_for_no_session_where_several_are_named(read, language, say):
    said = (say("requested_at_a_session"), say("for_a_session"), say("invited"))
    assert [o.meeting for o in read(language, *said)] == ["CWS/11", ""]


def test_the_header_of_a_document_names_the_session_it_is_for(read, language, say):
    (outcome,) = read(language, say("invited"), body="CDIP", session="31")
    assert outcome.meeting == "CDIP/31"
    (other,) = read(language, say("invited"), body="CWS", session="12")
    assert other.meeting == ""


def test_key_actions_in_a_sentence_are_told_apart(read, language, say):
    outcomes = read(language, say("dialogue"), say("actions"), body="CWS", session="12")
    assert [(o.kind, o.meeting, o.letter) for o in outcomes] == [("key_action", "WILD/1", None)] * 3
    for outcome in outcomes:
        assert outcome.text.value in say("actions")
        assert outcome.text.value[-1] not in ".。,،、"


def test_without_a_list_or_without_the_dialogue_there_are_no_key_actions(read, language, say):
    assert read(language, say("dialogue"), say("actions_without_list")) == []
    assert read(language, say("actions")) == []


def test_proposed_groups_tell_how_to_join(read, language, say):
    outcomes = read(language, say("groups"), say("joining"), kind="circular", body="WILD")
    groups = [o for o in outcomes if o.kind == "proposed_group"]
    assert [o.letter for o in groups] == ["1", "2"]
    for group in groups:
        assert (group.deadline.value, group.contact.value) == ("2031-05-03", "list@example.org")
        assert group.contact.proofs[0].passage == "X/1/2#p2"
    assert {o.kind.value for o in outcomes} <= {"proposed_group", "request"}


def test_a_registration_has_deadline_and_link(read, language, say):
    said = (say("dialogue"), say("registration"))
    (outcome,) = read(language, *said, kind="circular", body="WILD")
    assert (outcome.kind, outcome.meeting) == ("request", "WILD/1")
    assert outcome.contact.value == "https://example.org/register"
    assert outcome.deadline.value == "2031-05-03"
    assert outcome.addressee is not None


# --- the sentences by which the status of passages is tested -------------------------------------

STATUS = tomllib.loads((Path(__file__).parents[2] / "status_sentences.toml").read_text("utf-8"))
STATUS.pop("alone")
ACTS = {"decision", "invitation"}


@pytest.mark.parametrize("case", STATUS)
def test_what_has_the_status_of_an_act_has_its_outcome_and_nothing_else(read, language, case):
    given = STATUS[case]
    outcomes = read(language, given[language], kind=given["kind"], body="SCP", session="70")
    assert {o.kind.value for o in outcomes} & ACTS == {given["status"]} & ACTS


def test_a_list_inside_a_sentence_is_told_item_by_item(read, language):
    said = STATUS["without_adopting"][language]
    outcomes = read(language, said, kind="chair_summary", body="SCT", session="70")
    assert [(o.letter, o.meeting) for o in outcomes] == [("a", "SCT/70"), ("b", "SCT/70")]


LISTS = {
    "en": ("The SCP:", "(a) noted the list;", "(b) took note of it."),
    "fr": ("Le SCP :", "a) a pris note de la liste;", "b) en a pris note."),
    "es": ("El SCP:", "a) tomó nota de la lista;", "b) tomó nota de ella."),
    "ru": ("ПКПП:", "(a) принял перечень к сведению;", "(b) принял его."),
    "ar": ("إن لجنة البراءات:", "(أ) أحاطت علما بالقائمة؛", "(ب) ووافقت عليها."),
    "zh": ("专利法常设委员会：", "(a) 注意到该清单；", "(b) 同意该清单。"),
}


def test_every_item_of_a_list_is_an_outcome_with_its_letter(read, language):
    outcomes = read(language, LISTS[language], kind="report", body="SCP", session="70")
    assert [(o.kind, o.letter, o.meeting) for o in outcomes] == [
        ("decision", "a", "SCP/70"),
        ("decision", "b", "SCP/70"),
    ]
    assert outcomes[0].text.value == LISTS[language][1].split(") ")[1].rstrip(";；؛")
