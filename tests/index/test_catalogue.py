import threading

import pytest

from evaluation.faults.documents import file_of, make_document
from index.catalogue import Catalogue
from index.draft import Draft
from index.errors import RetrievalError
from ingest.types import LANGUAGES


@pytest.fixture
def catalogue(tmp_path, solar):
    path = tmp_path / "catalogue.sqlite"
    draft = Draft(path)
    others = [
        make_document("CDIP/30/8", "en", ["Draft."], version="Prov.", kind="report"),
        make_document("CDIP/30/8", "fr", ["Final."], kind="report"),
        make_document("C. WILD 9", "en", ["Letter."], body="WILD", session="", kind="circular"),
    ]
    for parsed in (*solar, *others):
        draft.put(file_of(parsed), parsed)
    draft.finish()
    catalogue = Catalogue(path)
    yield catalogue
    catalogue.close()


def test_lists_documents_by_key_and_language_with_the_version_in_force(catalogue):
    found = [(entry.key, entry.language, entry.in_force) for entry in catalogue.documents]
    assert found[:3] == [
        ("C. WILD 9", "en", True),
        ("CDIP/30/8", "fr", True),
        ("CDIP/30/8 Prov.", "en", False),
    ]
    assert [language for key, language, _ in found if key == "CWS/90/4"] == list(LANGUAGES)


def test_counts_what_is_held(catalogue):
    counts = catalogue.counts()
    assert (counts.documents, counts.passages) == (9, 21)
    assert counts.by_language == {"ar": 1, "en": 3, "es": 1, "fr": 2, "ru": 1, "zh": 1}
    assert counts.by_body == {"CDIP": 2, "CWS": 6, "WILD": 1}
    assert counts.by_session == {"": 1, "CDIP/30": 2, "CWS/90": 6}
    assert counts.by_kind == {"circular": 1, "report": 2, "working_document": 6}


def test_gives_a_passage_in_every_language_it_is_held_in(catalogue):
    versions = catalogue.versions("CWS/90/4#p2")
    assert [passage.language for passage in versions] == list(LANGUAGES)
    assert len({passage.text for passage in versions}) == 6
    assert catalogue.passage("CWS/90/4#p2", "zh") == versions[-1]
    assert catalogue.passage("CWS/90/4#p9", "zh") is None


def test_names_the_languages_of_passages(catalogue):
    found = catalogue.parallel(["CWS/90/4#p1", "CDIP/30/8#p1", "CWS/1/1#p1"])
    assert found == {"CWS/90/4#p1": LANGUAGES, "CDIP/30/8#p1": ("fr",)}


def test_gives_the_neighbours_of_a_passage_in_reading_order(catalogue):
    def around(number, **span):
        found = catalogue.neighbours(f"CWS/90/4#p{number}", "en", **span)
        return [passage.paragraph for passage in found]

    assert around(2) == ["1", "2", "3"]
    assert around(1) == ["1", "2"]
    assert around(3, before=5, after=0) == ["1", "2", "3"]
    assert around(2, before=0, after=0) == ["2"]
    assert around(9) == []


def test_finds_passages_by_number_within_documents(catalogue):
    document = next(e.id for e in catalogue.documents if (e.key, e.language) == ("CWS/90/4", "en"))
    found = catalogue.by_id(catalogue.named("paragraph", ["3", "1"], [document]))
    assert sorted(passage.locator for passage in found.values()) == ["p1", "p3"]
    assert catalogue.named("paragraph", ["3"], []) == []


def test_gives_many_passages_by_id(catalogue):
    assert len(catalogue.by_id(range(2000))) == 21


def test_what_is_not_held_is_none_or_empty(catalogue):
    assert catalogue.document("CWS/1/1", "en") is None
    assert catalogue.passages("CWS/1/1", "en") == [] and catalogue.blocks("CWS/1/1", "en") == ()


def test_cannot_be_written(catalogue):
    import sqlite3

    with pytest.raises(sqlite3.OperationalError):
        catalogue.rows("DELETE FROM documents")


def test_a_missing_file_is_our_error(tmp_path):
    with pytest.raises(RetrievalError):
        Catalogue(tmp_path / "none.sqlite")


def test_many_threads_read_the_same(catalogue):
    expected = catalogue.versions("CWS/90/4#p1")
    wrong = []

    def read():
        for _ in range(50):
            if catalogue.versions("CWS/90/4#p1") != expected:
                wrong.append(1)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_reads_on_when_its_file_is_removed(tmp_path, catalogue):
    (tmp_path / "catalogue.sqlite").unlink()
    assert len(catalogue.versions("CWS/90/4#p1")) == 6
