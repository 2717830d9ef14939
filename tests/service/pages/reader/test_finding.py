"""Which document an address means, what is near it, and how deep items stand."""

import pytest

from index.types import DocumentEntry
from service.pages.reader.finding import Asked, asked_by, find, nearest, versions_of
from service.pages.reader.nesting import depths


def entry(key, language="en", in_force=True):
    symbol, _, version = key.partition(" ")
    if key.startswith("C. "):
        symbol, version = key, ""
    return DocumentEntry(
        id=1, key=key, symbol=symbol, version=version or None, language=language, title="T",
        body=None, session=None, date=None, kind="report", source="x", url=None, meeting_id=None,
        doc_id=None, format="pdf", pages=1, passages=1, in_force=in_force,
    )  # fmt: skip


ENTRIES = (
    entry("C. WILD 9"),
    entry("CDIP/30/8 Prov.", in_force=False),
    entry("CDIP/30/8 Prov.", "fr", in_force=False),
    entry("CDIP/30/8 Rev."),
    entry("CDIP/30/8 Rev.", "fr"),
    entry("CDIP/30/8 Add."),
    entry("CDIP/30/9", "es"),
    entry("002_report"),
)


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("CDIP/30/8 Rev./fr", Asked("CDIP/30/8 Rev.", "fr")),
        ("CDIP/30/8 Rev.", Asked("CDIP/30/8 Rev.", None)),
        ("CDIP/30/9/de", Asked("CDIP/30/9", None, "de")),
        ("CDIP/31/9/de", Asked("CDIP/31/9/de", None)),
        ("002_report/es", Asked("002_report", "es")),
        ("fr", Asked("fr", None)),
        ("/CDIP/30/9/es/", Asked("CDIP/30/9", "es")),
        ("", Asked("", None)),
    ],
)
def test_the_last_part_is_a_language_if_it_is_one(path, asked):
    assert asked_by(path, ENTRIES) == asked


@pytest.mark.parametrize(
    ("symbol", "key"),
    [
        ("CDIP/30/8 Rev.", "CDIP/30/8 Rev."),
        ("cdip/30/8 rev", "CDIP/30/8 Rev."),
        ("CDIP/30/8", "CDIP/30/8 Rev."),
        ("CDIP/30/8 Prov.", "CDIP/30/8 Prov."),
        ("CDIP/30/8 Add.", "CDIP/30/8 Add."),
        ("C. WILD 9", "C. WILD 9"),
        ("c.wild 9", "C. WILD 9"),
        ("002_REPORT", "002_report"),
    ],
)
def test_a_document_is_found_as_people_write_it(symbol, key):
    found = find(symbol, ENTRIES)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    "symbol", ["CDIP/30/8 Rev.2", "CDIP/30/80", "", "../etc/passwd", "x" * 900]
)
def test_what_is_not_held_is_not_found(symbol):
    assert find(symbol, ENTRIES) is None


def test_the_nearest_are_alike_or_of_the_same_meeting():
    assert nearest("CDIP/30/88", ENTRIES)[0].startswith("CDIP/30/")
    assert set(nearest("CDIP/30/88", ENTRIES)) >= {"CDIP/30/8 Rev.", "CDIP/30/9"}
    assert nearest("002-report", ENTRIES) == ["002_report"]
    assert nearest("qqqq", ENTRIES) == []


def test_versions_are_those_of_the_same_work_in_the_same_language():
    draft = versions_of(find("CDIP/30/8 Prov.", ENTRIES), "fr", ENTRIES)
    assert [(e.key, e.language) for e in draft.others] == [("CDIP/30/8 Rev.", "fr")]
    assert draft.latest.key == "CDIP/30/8 Rev."
    final = versions_of(find("CDIP/30/8 Rev.", ENTRIES), "en", ENTRIES)
    assert final.latest is None
    assert [e.key for e in final.earlier] == ["CDIP/30/8 Prov."]
    assert versions_of(find("CDIP/30/8 Add.", ENTRIES), "en", ENTRIES).others == ()


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ("(a) (b) (i) (ii) (iii) (c) (d)", [0, 0, 1, 1, 1, 0, 0]),
        ("(أ) (ب) (1) (2) (ج)", [0, 0, 1, 1, 0]),
        ("(a) (b) (c) (d) (e) (f) (g) (h) (i) (j)", [0] * 10),
        ("i) ii) iii)", [0, 0, 0]),
        ("(а) (б) (в)", [0, 0, 0]),
        ("• • •", [0, 0, 0]),
        ("(a) • • (b)", [0, 1, 1, 0]),
        ("1. (a) (i) (b) 2.", [0, 1, 2, 1, 0]),
        ("1. 1. 1.", [0, 0, 0]),
        ("", []),
    ],
)
def test_items_stand_as_deep_as_their_labels_say(labels, found):
    assert depths(labels.split()) == found
