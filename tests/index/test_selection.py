import pytest

from index.selection import date_overlaps, select
from index.types import DocumentEntry, Filters


def entry(identifier, **changes):
    fields = {
        "key": "CDIP/30/8", "symbol": "CDIP/30/8", "version": None, "language": "en", "title": "",
        "body": "CDIP", "session": "30", "date": "2031-05-14", "kind": "report", "source": "a.pdf",
        "url": None, "meeting_id": "990901", "doc_id": None, "format": "pdf", "pages": 3,
        "passages": 5, "in_force": True,
    }  # fmt: skip
    return DocumentEntry(id=identifier, **{**fields, **changes})


HELD = [
    entry(1),
    entry(2, language="fr"),
    entry(3, key="CWS/9/2", symbol="CWS/9/2", body="CWS", session="9", kind="circular", date=None),
    entry(4, key="CDIP/30/8 Prov.", version="Prov.", in_force=False),
]


def kept(**filters):
    found = select(HELD, Filters(**filters))
    return {each for selection in found.values() for each in selection.documents}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, {1, 2, 3}),
        ({"language": ("fr", "ru")}, {2}),
        ({"body": ("cws",)}, {3}),
        ({"body": ("CWS", "CDIP")}, {1, 2, 3}),
        ({"session": ("30",)}, {1, 2}),
        ({"session": ("CDIP/30",)}, {1, 2}),
        ({"session": ("CWS/30",)}, set()),
        ({"symbol": ("cdip / 30 / 8",)}, {1, 2}),
        ({"symbol": ("CDIP/30/8 PROV.",)}, {4}),
        ({"include_superseded": True, "symbol": ("CDIP/30/8",)}, {1, 2, 4}),
        ({"kind": ("circular",)}, {3}),
        ({"meeting_id": ("990901",), "language": ("en",)}, {1, 3}),
        ({"date_from": "2031-05-14", "date_to": "2031-05-14"}, {1, 2}),
        ({"date_from": "2031-05-15"}, set()),
        ({"date_to": "2031-05"}, {1, 2}),
    ],
)
def test_keeps_what_matches_every_filter(filters, expected):
    assert kept(**filters) == expected


def test_what_is_kept_and_the_rest_are_all_documents_of_the_language():
    found = select(HELD, Filters(body=("CDIP",)))
    assert found["en"].documents == {1} and found["en"].others == {3, 4}
    assert list(found) == ["en", "fr"] and not found["en"].keeps_all and found["fr"].keeps_all


def test_a_superseded_version_that_is_named_is_kept():
    assert select(HELD, Filters(), frozenset({"cdip/30/8prov."}))["en"].documents == {1, 3, 4}


@pytest.mark.parametrize(
    ("date", "first", "last", "expected"),
    [
        ("2031-05-14", "2031-05-14", "2031-05-14", True),
        ("2031-05-14", "2031-05-15", None, False),
        ("2031-05", "2031-05-20", None, True),
        ("2031-05", "2031-06-01", None, False),
        ("2031", None, "2031-02-03", True),
        ("2032", None, "2031-02-03", False),
        ("2031-05-14", None, "2031", True),
        ("2031-05-14", "2031", None, True),
        (None, "2031", None, False),
        (None, None, None, True),
    ],
)
def test_dates_of_which_less_is_known_count_where_they_may_fit(date, first, last, expected):
    assert date_overlaps(date, first, last) is expected
