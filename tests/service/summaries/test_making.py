"""What summaries tell, and as what."""

import pytest

from config.profiles import CODES
from service.errors import BadRequest
from service.summaries.making import SECTIONS
from service.summaries.wording import wording


def told(summary, section):
    """Return the statements of a section, none where there is no such section."""
    found = [each for each in summary.sections if each.name == section]
    return [statement.text for each in found for statement in each.statements]


def names(summary):
    return [section.name for section in summary.sections]


def cited(summary, section):
    held = {citation.n: citation for citation in summary.citations}
    found = [each for each in summary.sections if each.name == section]
    return [[held[n] for n in s.citations] for each in found for s in each.statements]


def test_a_report_is_told_by_its_decisions_in_the_order_of_its_agenda(make):
    summary = make(symbol="CDIP/89/10", language="en")
    decisions = told(summary, "decisions")
    assert len(decisions) == 7
    assert decisions[3].startswith("Agenda Item 6: Project Proposal")
    assert "(b) its budget will be CHF 450,000" in decisions[3]
    assert all(note.status == "decision" for notes in cited(summary, "decisions") for note in notes)
    assert "invitations" not in names(summary)


def test_an_invitation_is_no_decision(make):
    summary = make(symbol="CWS/90/4", language="en")
    assert told(summary, "decisions") == []
    (invited,) = told(summary, "invitations")
    assert invited.startswith("The CWS is invited to: (a) note")
    assert invited.endswith("as proposed in paragraph 14.")
    assert told(summary, "open") == [
        "CWS/90/4: a decision is invited; no later decision is held here"
    ]


def test_a_letter_that_invites_to_a_session_asks_for_no_decision(make):
    summary = make(symbol="C. WILD 9", language="ar")
    assert "invitations" not in names(summary)
    (open_point,) = told(summary, "open")
    groups = wording("ar").labels["open_groups"].format(name="C. WILD 9")
    assert open_point == groups


def test_what_was_wished_is_told_as_the_wish_of_whoever_wished_it(make):
    summary = make(symbol="CDIP/89/10", language="en")
    positions = told(summary, "positions")
    assert any("The Delegation of India said that it wished" in each for each in positions)
    assert not any("five pilot countries" in each for each in told(summary, "decisions"))


def test_deadlines_come_by_date_each_with_its_day_and_who_decided(make):
    summary = make(symbol="CWS/89/22", language="en")
    deadlines = told(summary, "deadlines")
    days = [each.partition(":")[0] for each in deadlines]
    assert days[:3] == ["June 7, 2030", "July 12, 2030", "July 31, 2030"]
    item = deadlines[2]
    assert "[…]" in item and "requested the Secretariat to publish" in item
    assert item.index("CWS") < item.index("requested")


def test_what_was_not_agreed_is_open(make):
    summary = make(meeting="CDIP/89", language="en")
    assert told(summary, "open") == [
        "Agenda Item 8: Multilingual Database on Technical Assistance – Not settled"
    ]


def test_a_sentence_that_leans_on_the_one_before_is_told_with_it(make):
    figures = told(make(meeting="CDIP/89", language="en"), "figures")
    added = next(each for each in figures if "It added that" in each)
    assert added.index("The Secretariat replied") < added.index("It added that")


def test_only_the_version_in_force_is_told(make):
    summary = make(meeting="CDIP/90", language="fr")
    assert {source.key for source in summary.sources} == {"CDIP/90/6", "CDIP/90/8 Rev."}


def test_a_version_that_is_named_is_answered_with_the_one_in_force(make):
    summary = make(symbol="CDIP/90/8 Prov.", language="fr")
    assert {source.key for source in summary.sources} == {"CDIP/90/8 Rev."}


def test_a_meeting_names_the_document_where_several_speak(make):
    summary = make(meeting="CWS/90", language="en")
    invited = told(summary, "invitations")
    assert [each.partition(" – ")[0] for each in invited] == ["CWS/90/4", "CWS/90/9"]


def test_the_meeting_that_decides_nothing_has_no_decisions(make):
    summary = make(meeting="WILD/8", language="en")
    assert told(summary, "decisions") == []
    assert len(told(summary, "key_actions")) == 2
    assert "requested the International Bureau" in " ".join(told(summary, "requests"))


def test_an_agenda_item_tells_nothing_of_the_others(make):
    summary = make(meeting="CWS/89", agenda_item="6", language="fr")
    assert len(told(summary, "decisions")) == 1
    sections = {heading for c in summary.citations for heading in c.section}
    assert not any("oint 7 " in heading for heading in sections)


def test_quotes_stay_in_the_language_of_the_document(make):
    summary = make(symbol="C. WILD 9", language="es")
    assert {citation.language for citation in summary.citations} == {"ar"}
    assert summary.sections[0].heading == wording("es").headings["about"]
    assert told(summary, "about")[0].startswith("El documento dice (en árabe): ")
    notices = [each for each in told(summary, "main_points") if "El documento dice" in each]
    assert len(notices) == 1  # announced once


def test_a_project_is_told_by_its_fields(make):
    fields = told(make(symbol="CDIP/90/6", language="en"), "projects")
    assert "Budget: CHF 240,000" in fields
    assert "Code: DA_16_20_02" in fields
    assert "Proposed by: Ghana" in fields


def test_a_topic_keeps_out_what_does_not_speak_of_it(make):
    summary = make(topic="machine translation", language="en")
    assert "Agenda Item 7" in told(summary, "decisions")[0]
    assert len(told(summary, "decisions")) == 1
    assert "about" not in names(summary)


def test_a_topic_is_found_across_languages(make):
    summary = make(topic="traduction automatique", language="fr")
    assert {"fr", "en"} & {citation.language for citation in summary.citations}
    assert any("CWS/89/22" in citation.key for citation in summary.citations)


@pytest.mark.parametrize("language", CODES)
def test_headings_are_in_the_language_asked_for(make, language):
    summary = make(meeting="CDIP/89", language=language)
    texts = wording(language)
    assert summary.title == texts.titles["meeting"].format(name="CDIP/89")
    assert all(each.heading == texts.headings[each.name] for each in summary.sections)
    assert names(summary) == [name for name in SECTIONS if name in names(summary)]


def test_every_sentence_is_cited_and_every_citation_used(make):
    summary = make(meeting="CWS/89", language="ar")
    used = [n for each in summary.sections for s in each.statements for n in s.citations]
    assert all(s.citations for each in summary.sections for s in each.statements)
    assert set(used) == {citation.n for citation in summary.citations}
    assert sorted(used)[0] == 1


def test_sources_carry_the_hash_of_their_file(make, serving):
    (source,) = make(symbol="CWS/90/4", language="ru").sources
    document = serving.catalogue.document("CWS/90/4", "ru")
    assert (source.sha256, source.source) == (document.sha256, document.source)


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ({"symbol": "CWS/77/7"}, "not_held"),
        ({"meeting": "CWS/77"}, "no_meeting"),
        ({"meeting": "CWS/89", "agenda_item": "99"}, "no_agenda_item"),
        ({"topic": "husbandry of unicorns"}, "out_of_scope"),
        ({"topic": "open data"}, "not_in_documents"),
        ({"topic": "the"}, "too_vague"),
    ],
)
def test_what_is_not_held_has_a_reason_in_six_languages(make, named, reason):
    summary = make(**named, language="en")
    assert (summary.sections, summary.citations, summary.reason) == ((), (), reason)
    assert all(wording(code).reasons[reason] for code in CODES)


@pytest.mark.parametrize(
    "named",
    [
        {},
        {"symbol": " "},
        {"symbol": "CWS/90/4", "meeting": "CWS/90"},
        {"topic": "budget", "agenda_item": "3"},
    ],
)
def test_exactly_one_thing_is_named(make, named):
    with pytest.raises(BadRequest):
        make(**named, language="en")


def test_the_same_index_gives_the_same_summary(make):
    first = make(meeting="CDIP/89", language="zh")
    second = make(meeting="CDIP/89", language="zh")
    assert (first.sections, first.citations) == (second.sections, second.citations)
