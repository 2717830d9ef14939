from dataclasses import replace

import pytest

from index.records.calendar import UNDATED, Calendar
from index.types import DocumentEntry

ENTRY = DocumentEntry(
    *(1, "CWS/10/1", "CWS/10/1", None, "en", "", "CWS", "10", None, "report", "a.txt"),
    *(None, None, None, "text", None, 0, True),
)


def entry(session, date=None, body="CWS"):
    return replace(ENTRY, session=session, date=date, body=body)


@pytest.fixture(scope="module")
def calendar():
    return Calendar([entry("10", "2030-05-01"), entry("12", "2032-05"), entry("x", "2001-01-01")])


def test_documents_without_a_date_stand_where_their_session_does(calendar):
    ordered = [
        entry("8"),
        entry("9"),
        entry("10", "2030-05-01"),
        entry("11"),
        entry("12", "2032-05"),
        entry("13"),
        entry("14"),
    ]
    places = [calendar.place(each) for each in ordered]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    assert calendar.place(entry("10")) == calendar.place(entry("10", "2030-05-01"))


def test_what_nobody_can_place_comes_last(calendar):
    last = calendar.place(entry("12", "2099-12-31"))
    for unknown in (entry("3", body="SCP"), entry(None), entry("x")):
        assert calendar.place(unknown)[0] == UNDATED
        assert calendar.place(unknown) > last
