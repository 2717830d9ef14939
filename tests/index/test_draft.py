import dataclasses
import itertools

import pytest

from evaluation.faults.documents import file_of, make_document
from index.catalogue import Catalogue
from index.draft import Draft, content_digest
from index.errors import UnknownDocument, UnknownFormat
from index.types import Outcome
from ingest.types import Rejection, Span


@pytest.fixture
def path(tmp_path):
    return tmp_path / "catalogue.sqlite"


@pytest.fixture
def change(path):
    """Open the catalogue as a draft, let a function change it, and return what it returns."""

    def apply(function):
        draft = Draft(path)
        result = function(draft)
        draft.finish()
        return result

    return apply


def put(*documents):
    return lambda draft: [draft.put(file_of(parsed), parsed) for parsed in documents]


def held(path):
    catalogue = Catalogue(path)
    found = [(entry.key, entry.language, entry.format) for entry in catalogue.documents]
    catalogue.close()
    return found


def outcomes(path):
    catalogue = Catalogue(path)
    found = {entry.file.path: entry.outcome.value for entry in catalogue.files()}
    catalogue.close()
    return found


def test_reads_back_what_was_put_in_six_languages(path, change, solar):
    change(put(*solar))
    catalogue = Catalogue(path)
    for parsed in solar:
        document = parsed.document
        assert catalogue.document(document.key, document.language) == document
        assert catalogue.blocks(document.key, document.language) == parsed.blocks
        assert catalogue.passages(document.key, document.language) == list(parsed.passages)
    catalogue.close()


def test_says_whether_a_file_is_new_or_changed(change):
    first = make_document("CWS/90/4", "en", ["One."])
    second = make_document("CWS/90/4", "en", ["Two."])
    assert change(put(first))[0].outcome is Outcome.ADDED
    assert change(put(second))[0].outcome is Outcome.UPDATED


def test_passages_that_did_not_change_keep_their_number(path, change):
    def numbers():
        catalogue = Catalogue(path)
        found = {
            key: catalogue.ids_of([key], "en").get(key)
            for key in ("CWS/90/4#p1", "CWS/90/4#p2", "CWS/90/4#p3")
        }
        catalogue.close()
        return list(found.values())

    change(put(make_document("CWS/90/4", "en", ["One.", "Two."])))
    assert numbers() == [1, 2, None]
    change(put(make_document("CWS/90/4", "en", ["One.", "Zwei.", "Three."])))
    assert numbers() == [1, 2, 3]
    change(put(make_document("CWS/90/4", "en", ["One."])))
    assert numbers() == [1, None, None]
    change(put(make_document("CWS/90/4", "en", ["One.", "Two."])))
    assert numbers() == [1, 4, None]  # a number is never given again


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_better_format_is_kept_whatever_the_order(path, change, order):
    files = [
        make_document("CWS/90/4", "en", [f"As {name}."], file_format=name, source=f"x.{name}")
        for name in ("docx", "text", "pdf")
    ]
    change(put(*(files[place] for place in order)))
    assert held(path) == [("CWS/90/4", "en", "docx")]
    found = outcomes(path)
    assert found["corpus/x.text"] == found["corpus/x.pdf"] == "alternate"
    assert found["corpus/x.docx"] in ("added", "updated")


def test_an_alternate_is_read_again_when_the_better_file_is_gone(path, change):
    word = make_document("CWS/90/4", "en", ["As Word."], file_format="docx")
    page = make_document("CWS/90/4", "en", ["As page."], file_format="pdf")
    change(put(word, page))

    def remove(draft):
        return draft.remove_missing([file_of(page).path]), draft.known_files()

    gone, known = change(remove)
    assert gone == [file_of(word).path] and known == {} and held(path) == []
    change(put(page))
    assert held(path) == [("CWS/90/4", "en", "pdf")]


def test_a_file_that_turns_into_another_document_leaves_the_old_one(path, change):
    before = make_document("CWS/90/4", "en", ["One."], source="file.txt")
    after = make_document("CWS/90/5", "fr", ["Un."], source="file.txt")
    change(put(before))
    change(put(after))
    assert held(path) == [("CWS/90/5", "fr", "text")]


def test_a_rejected_file_is_known_and_holds_nothing(path, change):
    parsed = make_document("CWS/90/4", "en", ["One."])
    rejection = Rejection("x", "damaged", "It is broken.")
    entry = change(lambda draft: draft.put(file_of(parsed), rejection))
    assert (entry.outcome, entry.code, entry.message) == ("rejected", "damaged", "It is broken.")
    assert held(path) == [] and outcomes(path) == {file_of(parsed).path: "rejected"}


def test_a_file_that_can_no_longer_be_read_keeps_its_document(path, change):
    parsed = make_document("CWS/90/4", "en", ["One."])
    change(put(parsed))
    rejection = Rejection("x", "damaged", "It is broken.")
    entry = change(lambda draft: draft.put(file_of(parsed), rejection))
    assert entry.message.startswith("It is broken. (CWS/90/4 stays")
    assert held(path) == [("CWS/90/4", "en", "text")]
    change(put(parsed))
    assert outcomes(path) == {file_of(parsed).path: "updated"}


def test_a_rejection_that_was_known_changes_nothing(path):
    parsed = make_document("CWS/90/4", "en", ["One."])
    rejection = Rejection("x", "damaged", "It is broken.")
    changed = []
    for _ in range(2):
        draft = Draft(path)
        draft.changed = False
        draft.put(file_of(parsed), rejection)
        changed.append(draft.changed)
        draft.finish()
    assert changed == [True, False]


def broken(**changes):
    parsed = make_document("CWS/90/4", "en", ["One.", "Two."])
    passages = (parsed.passages[0], dataclasses.replace(parsed.passages[1], **changes))
    return dataclasses.replace(parsed, passages=passages)


@pytest.mark.parametrize(
    "parsed",
    [
        broken(key="CWS/90/4#p1", locator="p1"),
        broken(key="CWS/90/5#p2"),
        broken(language="fr"),
        broken(text="Two"),
        broken(spans=(Span(0, 4),)),
        make_document("CWS/90/4", "en", ["Lone \ud800 surrogate."]),
    ],
)
def test_what_would_break_citations_is_rejected(path, change, parsed):
    file = file_of(make_document("CWS/90/4", "en", ["x"]))
    entry = change(lambda draft: draft.put(file, parsed))
    assert (entry.outcome, entry.code) == (Outcome.REJECTED, "inconsistent")
    assert held(path) == []


def test_deletes_exactly_one_version_or_all_of_a_symbol(path, change):
    documents = [
        make_document("CDIP/30/8", "en", ["Final."]),
        make_document("CDIP/30/8", "fr", ["Provisoire."], version="Prov."),
        make_document("CDIP/30/80", "en", ["Another."]),
    ]
    change(put(*documents))
    assert change(lambda draft: draft.delete("cdip/30/8 prov.")) == [("CDIP/30/8 Prov.", "fr")]
    assert change(lambda draft: draft.delete("CDIP/30/8")) == [("CDIP/30/8", "en")]
    assert held(path) == [("CDIP/30/80", "en", "text")]
    assert list(outcomes(path)) == [file_of(documents[2]).path]


def test_a_symbol_means_all_its_versions(change):
    change(put(*(make_document("A/1/2", "en", ["x"], version=v) for v in (None, "Rev.", "Prov."))))
    assert len(change(lambda draft: draft.delete("A/1/2"))) == 3


def test_deleting_what_is_not_held_is_an_error(path):
    draft = Draft(path)
    with pytest.raises(UnknownDocument, match="CWS/1/1"):
        draft.delete("CWS/1/1")
    draft.discard()


def test_deleted_words_are_no_longer_in_the_file(path, change):
    change(put(make_document("CWS/90/4", "en", ["Zanzibar secret words."])))
    assert b"Zanzibar" in path.read_bytes()
    change(lambda draft: draft.delete("CWS/90/4"))
    assert b"Zanzibar" not in path.read_bytes()


def test_the_content_digest_does_not_depend_on_order_or_history(tmp_path, solar):
    digests = set()
    for name, documents in (("a", solar), ("b", solar[::-1])):
        path = tmp_path / name
        draft = Draft(path)
        if name == "b":
            other = make_document("CWS/90/4", "en", ["Old words.", "Two.", "Three.", "Four."])
            draft.put(file_of(other), other)
        put(*documents)(draft)
        draft.finish()
        digests.add(content_digest(path))
    assert len(digests) == 1


def test_the_content_digest_changes_with_any_field_of_a_passage(tmp_path):
    parsed = make_document("CWS/90/4", "en", ["One."])
    digests = set()
    for number, page in enumerate((None, 1, 2)):
        path = tmp_path / str(number)
        passage = dataclasses.replace(parsed.passages[0], page=page)
        draft = Draft(path)
        draft.put(file_of(parsed), dataclasses.replace(parsed, passages=(passage,)))
        draft.finish()
        digests.add(content_digest(path))
    assert len(digests) == 3


def test_refuses_a_catalogue_of_a_newer_format(path, change):
    import sqlite3

    change(put(make_document("CWS/90/4", "en", ["One."])))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(UnknownFormat, match="upgrade"):
        Draft(path)


def test_a_catalogue_of_an_older_format_is_started_anew(path, change):
    import sqlite3

    change(put(make_document("CWS/90/4", "en", ["One."])))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 0")
    connection.close()
    draft = Draft(path)
    assert draft.changed and draft.known_files() == {}
    draft.discard()
