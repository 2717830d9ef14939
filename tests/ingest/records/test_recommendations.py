"""Recommendations in documents of our own, and what holds for every one that is extracted."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.parse import parse_file
from ingest.records.proofs import Source, is_proof
from ingest.records.recommendations import extract_recommendations
from ingest.records.recommendations.labels import read_label
from ingest.records.types import Fact, Recommendation, State

Read = Callable[..., list[Recommendation]]

TABLE = """DRAFT RECOMMENDATIONS ON ICT AND IP ADMINISTRATION

Recommendations Recommended actions Corresponding
40 recommendations

Recommendation No. 1:
IP offices should keep one calendar of
planned maintenance,

a) IP offices should publish the calendar and name the services that
are stopped.

b) The International Bureau should offer a page on which
R3, R14
and R20

Recommendations Recommended actions Corresponding
40 recommendations

calendars of all offices can be found, as asked by recommendations R5 and R6.

and should announce changes early.

c) The plan should tell:
i. who decides; and
ii. who is told.

Recommendation No. 2:
The calendar should be checked each year.

a) Offices are encouraged to check it.

Not applicable, as
it is new

Recommendation No. 3:
The Secretariat is invited to report.

R7
"""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def extract(text: str, **metadata: str) -> list[Recommendation]:
        path = tmp_path / "document.txt"
        path.write_text(text, encoding="utf-8")
        told = {"symbol": "CWS/91/7", "language": "en", **metadata}
        parsed = parse_file(path, IngestSettings(), told, sha256="0" * 64)
        source = Source(parsed.document, parsed.blocks, parsed.passages)
        records = extract_recommendations(source)
        assert_proved(source, records)
        return records

    return extract


def facts(value: object) -> Iterator[Fact[object]]:
    if isinstance(value, Fact):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from facts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from facts(inner)


def assert_proved(source: Source, records: list[Recommendation]) -> None:
    for record in records:  # a number alone proves little: its quote has the label
        label = read_label(record.number.proofs[0].quote, source.language)
        assert label is not None
        assert label.number == record.number.value
    passages = {passage.key: passage for passage in source.passages}
    for fact in (fact for record in records for fact in facts(record)):
        assert fact.proofs
        for proof in fact.proofs:
            assert source.text(proof.span) == proof.quote == proof.quote.strip() != ""
            assert is_proof(passages[proof.passage], proof.span, proof.quote)
        if isinstance(fact.value, str) and not isinstance(fact.value, State):
            assert fact.value == fact.printed


def test_columns_that_interleave_are_told_apart(read: Read) -> None:
    first, second, third = read(TABLE)

    assert first.set == second.set == third.set == "ICT"
    assert [r.number.value for r in (first, second, third)] == [1, 2, 3]
    assert first.text.value.startswith("IP offices should keep one calendar of planned")
    assert [c.value for c in first.corresponds_to] == ["R3", "R14", "R20"]
    assert [c.printed for c in first.corresponds_to] == ["R3", "R14", "R20"]
    assert [a.letter for a in first.actions] == ["a", "b", "c"]
    assert first.actions[0].text.value == (
        "IP offices should publish the calendar and name the services that are stopped."
    )
    assert "R14" not in first.actions[1].text.value
    assert "R5 and R6" in first.actions[1].text.value + first.text.value
    assert [(s.label, s.text.value) for s in first.actions[2].sub_items] == [
        ("i", "who decides; and"),
        ("ii", "who is told."),
    ]


def test_the_one_who_is_to_act_is_told_as_printed(read: Read) -> None:
    first, second, third = read(TABLE)

    assert first.addressee is not None
    assert first.addressee.value == "IP offices"
    assert [a.addressee and a.addressee.value for a in first.actions] == [
        "IP offices",
        "The International Bureau",
        None,
    ]
    assert second.addressee is None
    assert third.addressee is not None
    assert third.addressee.value == "The Secretariat"


def test_new_and_proposed_are_told_by_words_only(read: Read) -> None:
    first, second, third = read(TABLE)

    assert first.is_new is None
    assert third.is_new is None
    assert second.is_new is not None
    assert second.is_new.printed == "Not applicable, as it is new"
    assert second.corresponds_to == ()
    assert first.status is not None
    assert first.status.value is State.PROPOSED
    assert first.status.printed == "DRAFT RECOMMENDATIONS"
    assert all(r.status is None for r in read(TABLE.replace("DRAFT ", "")))


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("DEVELOPMENT AGENDA RECOMMENDATIONS", "DA"),
        ("RECOMMENDATIONS ON INFORMATION AND COMMUNICATION TECHNOLOGIES", "ICT"),
        ("RECOMMENDATIONS OF THE EVALUATION OF THE DEVELOPMENT AGENDA PROJECT", "CDIP/91/7"),
        ("RECOMMENDATIONS ON LIBRARIES", "CDIP/91/7"),
    ],
)
def test_the_heading_tells_the_set(read: Read, heading: str, expected: str) -> None:
    text = TABLE.replace("DRAFT RECOMMENDATIONS ON ICT AND IP ADMINISTRATION", heading)

    found = read(text, symbol="CDIP/91/7", body="CDIP", title="Report")

    assert {r.set for r in found} == {expected}


LINKED = """EXPECTED RESULTS LINKED WITH THE DEVELOPMENT AGENDA RECOMMENDATIONS

Recommendation 1*
To keep libraries open.
2.1 More readers come.
4.3 Librarians know how to count them.

Recommendation 2
Work on libraries should:
(a) be told to all;
(b) be cheap.
2.1 More readers come.

Recommendation 3
To request WIPO to open a library in hall 2.4 of the building.
"""


def test_results_and_marks_of_a_list(read: Read) -> None:
    first, second, third = read(LINKED)

    assert {first.set, second.set, third.set} == {"DA"}
    assert [(e.code.value, e.text.value) for e in first.expected_results] == [
        ("2.1", "More readers come."),
        ("4.3", "Librarians know how to count them."),
    ]
    assert first.text.value == "To keep libraries open."
    assert [r.immediate and r.immediate.value for r in (first, second, third)] == [
        True,
        False,
        False,
    ]
    assert first.immediate is not None
    assert first.immediate.printed == "Recommendation 1*"
    assert second.actions == ()
    assert [s.label for s in second.sub_items] == ["a", "b"]
    assert third.expected_results == ()
    assert third.addressee is not None
    assert third.addressee.value == "WIPO"


def test_a_list_without_marks_says_nothing_of_haste(read: Read) -> None:
    assert all(r.immediate is None for r in read(LINKED.replace("*", "")))


FORM = """PROJECT PROPOSAL

1. Project

1.1 Project code
DA_4_10_09

1.2 Title
Shelves for all

1.3 Development Agenda recommendations

Recommendation 4: keep shelves open to everybody who asks.

Recommendation No. 10*: count the shelves, and say how many are empty.

Recommendations 12 and 13

1.4 Duration
12 months. It follows recommendation 16: see above.
"""


def test_a_form_that_quotes_recommendations_is_a_source_of_their_text(read: Read) -> None:
    fourth, tenth = read(FORM, body="CDIP", symbol="CDIP/91/9")

    assert (fourth.set, fourth.number.value, fourth.text.value) == (
        "DA",
        4,
        "keep shelves open to everybody who asks.",
    )
    assert (tenth.number.value, tenth.text.value) == (
        10,
        "count the shelves, and say how many are empty.",
    )
    assert (fourth.immediate and fourth.immediate.value) is False
    assert (tenth.immediate and tenth.immediate.value) is True


def test_running_sentences_tell_no_recommendation(read: Read) -> None:
    text = "REPORT\n\n1. Recommendation 4 was discussed.\n\n2. See Recommendation 5: it is new.\n"

    assert read(text) == []
