from dataclasses import replace

import pytest

from evaluation.faults.records import told_documents
from index.generation import open_current
from index.records import Records
from index.records.types import Wanted
from index.types import Filters
from ingest.records.types import State


@pytest.fixture
def records(settings, publish):
    publish(*told_documents())
    return Records(open_current(settings.home, settings.store).generation.catalogue)


def values(joined, name):
    return joined.fields[name].value


def test_what_several_documents_tell_of_one_recommendation_is_one(records):
    (group,) = records.groups("recommendation")
    assert (group.id, len(group.stubs)) == ("ICT/1", 3)
    joined = records.joined(group)
    assert joined.sources[0].document.key == "CDIP/92/2"  # the newest
    assert len(values(joined, "actions")) == 5
    (other,) = joined.differs["actions"]
    assert len(other.value) == 3
    assert {(c.proof.passage, c.language) for c in other.cited} == {
        ("CDIP/91/4#p1", "en"),
        ("CDIP/91/4#p1", "fr"),
    }
    assert "text" not in joined.differs
    assert values(joined, "corresponds_to") == ["R36"]  # told by an older source only


def test_the_language_asked_for_is_shown_before_what_is_newer(records):
    (group,) = records.groups("recommendation")
    joined = records.joined(group, ("fr",))
    assert joined.language == "fr"
    assert values(joined, "text") == "créer un réseau"
    assert [len(value.value) for value in joined.differs["actions"]] == [5]


def test_a_project_is_joined_by_title_code_and_passage(records):
    project = records.find("project", "DA_7_12_01")
    assert {(s.document.key, s.document.language) for s in project.stubs} == {
        ("CDIP/91/4", "en"),
        ("CDIP/91/4", "fr"),
        ("CDIP/92/2", "en"),
    }
    joined = records.joined(project)
    assert values(joined, "budget")["amount"] == 210_000
    assert [v.value["amount"] for v in joined.differs["budget"]] == [205_000]
    assert {c.language for c in joined.differs["budget"][0].cited} == {"en", "fr"}
    assert not {"title", "status", "duration_months"} & set(joined.differs)


def test_the_furthest_state_is_shown_wherever_it_is_told(records):
    project = records.find("project", "DA_7_12_01")
    assert project.status is State.APPROVED
    joined = records.joined(project, ("fr",))
    assert values(joined, "status") == "approved"
    assert joined.fields["status"].cited[0].proof.passage == "CDIP/92/2#p2"
    assert {state for state, _ in joined.states} == {State.PROPOSED, State.APPROVED}


@pytest.mark.parametrize("name", ["DA_7_12_01", "da-7-12-1", "CDIP/92/2~p2", "CDIP/91/4~p2"])
def test_a_project_is_found_by_every_name_it_has(records, name):
    assert records.find("project", name).id == "DA_7_12_01"


def test_a_project_without_code_is_named_after_its_passage(records):
    names = [group.id for group in records.groups("project")]
    assert names == ["DA_7_12_01", "CDIP/92/2~p3"]
    assert records.find("project", "CDIP/92/2~p9") is None


def test_outcomes_are_joined_over_languages_and_kept_apart_otherwise(records):
    found = {group.id: len(group.stubs) for group in records.groups("outcome")}
    assert found == {"CDIP/91/4~p3": 2, "CDIP/92/2~p3~a": 1, "CDIP/92/2~p4": 1}


def test_superseded_versions_are_read_only_when_asked_for(records):
    everything = Filters(include_superseded=True)
    budgets = []
    for filters in (Filters(), everything):
        (group, *_) = records.groups("project", filters)
        joined = records.joined(group)
        budgets.append([v.value["amount"] for v in joined.differs["budget"]])
    assert budgets == [[205_000], [205_000, 100_000]]
    assert records.find("outcome", "CDIP/91/4_Prov.~p3").id == "CDIP/91/4_Prov.~p3"


def test_filters_pick_documents(records):
    french = records.groups("recommendation", Filters(language=("fr",)))
    assert [len(group.stubs) for group in french] == [1]
    assert not records.groups("recommendation", Filters(body=("CWS",)))
    (late,) = records.groups("recommendation", Filters(date_from="2031-06"))
    assert [stub.document.key for stub in late.stubs] == ["CDIP/92/2"]


@pytest.mark.parametrize(
    ("kind", "wanted", "count"),
    [
        ("recommendation", Wanted(set=("ict",), number=(1,)), 1),
        ("recommendation", Wanted(number=(2,)), 0),
        ("recommendation", Wanted(set=("DA",)), 0),
        ("project", Wanted(status=("approved",)), 1),
        ("project", Wanted(status=("proposed",)), 0),
        ("project", Wanted(code=("DA-7-12-01",)), 1),
        ("outcome", Wanted(outcome=("invitation",)), 2),
        ("outcome", Wanted(meeting=("cdip/92",)), 2),
    ],
)
def test_things_are_picked_by_what_they_are(records, kind, wanted, count):
    assert len(records.groups(kind, wanted=wanted)) == count


def thread_of(records, kind, name, languages=()):
    return records.thread(records.joined(records.find(kind, name), languages), languages)


def test_a_thread_goes_over_documents_and_sessions_oldest_first(records):
    thread = thread_of(records, "recommendation", "ICT/1")
    assert [(s.passage.key, s.date) for s in thread.steps] == [
        ("CDIP/90/9#p1", None),  # no date: its session was before the others
        ("CDIP/91/4#p1", "2031-03-01"),
        ("CDIP/92/2#p1", "2031-10-01"),
    ]
    assert (thread.open, thread.reason) == (True, "no_decision_held")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_passage_is_shown_once_in_the_language_asked_for(records, language):
    thread = thread_of(records, "outcome", "CDIP/91/4~p3", (language,))
    assert [(s.passage.key, s.passage.language) for s in thread.steps] == [
        ("CDIP/91/4#p3", language),
        ("CDIP/92/2#p3", "en"),
    ]


def test_an_invitation_is_open_until_a_later_decision_is_held(records):
    assert not thread_of(records, "outcome", "CDIP/91/4~p3").open
    still = thread_of(records, "outcome", "CDIP/92/2~p4")
    assert (still.open, still.reason) == (True, "invited")
    assert not thread_of(records, "outcome", "CDIP/92/2~p3~a").open


def test_a_proposal_is_open_until_it_is_approved(settings, publish):
    documents = told_documents()
    publish(documents[0])
    records = Records(open_current(settings.home, settings.store).generation.catalogue)
    thread = thread_of(records, "project", "DA_7_12_01")
    assert (thread.open, thread.reason) == (True, "proposed")


def test_an_earlier_decision_does_not_close_an_invitation(settings, publish):
    asked, *_, decided, remark = told_documents()
    earlier = replace(decided, document=replace(decided.document, date="2030-01-01"))
    publish(asked, earlier, remark)
    records = Records(open_current(settings.home, settings.store).generation.catalogue)
    assert thread_of(records, "outcome", "CDIP/91/4~p3").reason == "invited"


def test_states_stand_in_the_thread_with_the_date_of_their_document(records):
    thread = thread_of(records, "project", "DA_7_12_01")
    assert [(s.date, s.state) for s in thread.steps if s.state] == [
        ("2031-03-01", State.PROPOSED),
        ("2031-10-01", State.APPROVED),
    ]
    assert not thread.open


def test_lists_are_joined_once_and_records_decoded_when_shown(records, monkeypatch):
    import index.records as module

    decoded = []
    real = module.decode_record
    monkeypatch.setattr(module, "decode_record", lambda k, d: decoded.append(k) or real(k, d))
    first = records.groups("project", Filters(body=("CDIP", "CWS")))
    assert records.groups("project", Filters(body=("CWS", "CDIP"))) is first
    assert decoded == []
    records.joined(first[0])
    records.joined(first[0], ("fr",))
    assert len(decoded) == len(first[0].stubs)


def test_outcomes_with_the_same_letter_in_one_passage_have_names_of_their_own(settings, publish):
    decided = told_documents()[3]
    told = decided.records[3]
    publish(replace(decided, records=(told, told, replace(told, letter="b"))))
    records = Records(open_current(settings.home, settings.store).generation.catalogue)
    names = ["CDIP/92/2~p3~a", "CDIP/92/2~p3~2", "CDIP/92/2~p3~b"]
    assert [group.id for group in records.groups("outcome")] == names


def test_what_two_codes_share_joins_neither(settings, publish):
    """A title that two coded projects have does not tell which of them is meant."""
    documents = told_documents()
    first = documents[0].records[1]
    other = replace(first, code=replace(first.code, value="DA_9_9_01"))
    publish(replace(documents[0], records=(first, other)), documents[3])
    records = Records(open_current(settings.home, settings.store).generation.catalogue)
    found = [group.id for group in records.groups("project")]
    assert found[:2] == ["DA_7_12_01", "DA_9_9_01"]
    assert len(found) == 4
