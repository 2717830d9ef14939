"""Outcomes of real documents, by values only; the documents are not part of the project."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.parse import parse_file
from ingest.records.outcomes import extract_outcomes
from ingest.records.proofs import Source

SEEDS = Path(__file__).resolve().parents[5] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="needs the documents in ../shared/seeds"
)
pytestmark = needs_seeds


@cache
def outcomes(number):
    (path,) = SEEDS.glob(f"{number}_*")
    parsed = parse_file(path, IngestSettings(), {}, sha256="")
    return extract_outcomes(Source(parsed.document, parsed.blocks, parsed.passages))


def kinds(number):
    return Counter(outcome.kind.value for outcome in outcomes(number))


def test_a_proposal_tells_four_earlier_decisions_and_four_invitations():
    found = [(o.kind.value, o.meeting, o.paragraph, o.letter) for o in outcomes("000")]
    assert found == [
        ("decision", "CWS/6", "2", None),
        ("decision", "CWS/6", "2", None),
        ("decision", "CWS/11", "6", None),
        ("decision", "CWS/11", "6", None),
        *(("invitation", "", "11", letter) for letter in "abcd"),
    ]
    symbols = [[symbol.value for symbol in o.symbols] for o in outcomes("000")]
    assert symbols == [[], ["CWS/6/34"], [], ["CWS/11/28"], [], [], [], []]


def test_results_of_a_dialogue_are_key_actions_and_no_decisions_of_it():
    found = [(o.kind.value, o.meeting, o.paragraph) for o in outcomes("001")]
    assert found == [
        ("key_action", "WILD/1", "15"),
        ("key_action", "WILD/1", "15"),
        ("key_action", "WILD/1", "15"),
        ("request", "WILD/1", "16"),
        ("decision", "", "17"),
        ("invitation", "CWS/13", "18"),
    ]
    (decision,) = [o for o in outcomes("001") if o.kind == "decision"]
    assert (decision.body, decision.actor.value) == (None, "le Bureau international")


def test_a_project_proposal_invites_the_session_it_is_for():
    found = [(o.kind.value, o.meeting) for o in outcomes("003")]
    assert found == [("invitation", "CDIP/32")]


def test_a_circular_tells_five_key_actions_two_groups_and_two_deadlines():
    assert kinds("004") == {
        "invitation": 1,
        "key_action": 5,
        "proposed_group": 2,
        "request": 3,
    }
    assert next(o for o in outcomes("004") if o.kind == "invitation").meeting == "WILD/2"
    actions = [o for o in outcomes("004") if o.kind == "key_action"]
    assert [(o.letter, o.meeting) for o in actions] == [(letter, "WILD/1") for letter in "abcde"]
    groups = [o for o in outcomes("004") if o.kind == "proposed_group"]
    assert [o.letter for o in groups] == ["1", "2"]
    for group in groups:
        assert group.deadline.value == "2026-01-30"
        assert group.contact.value == "ict-leadership@wipo.int"
    registration = next(o for o in outcomes("004") if o.kind == "request")
    assert registration.deadline.value == "2026-04-01"
    assert registration.contact.value.startswith("https://www.wipo.int/registration/")


def test_an_annual_report_tells_the_sessions_that_decided():
    found = [o for o in outcomes("002") if o.kind == "decision"]
    meetings = Counter(o.meeting for o in found)
    assert len(found) >= 30
    assert meetings["CDIP/30"] >= 4
    assert meetings["CDIP/31"] >= 7
    assert {"CDIP/20", "CDIP/24", "CDIP/29", "SCCR/44", "PCT/A/55"} <= set(meetings)
    assert not any(meeting.startswith("WILD") for meeting in meetings)
