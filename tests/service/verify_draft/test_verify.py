"""Drafts as people edit them: what is listed, and what is not."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from config.settings import IngestSettings
from evaluation.faults.edited_drafts import edits_in, libreoffice, outcomes
from evaluation.faults.editing_drafts import DraftFile
from ingest.types import LANGUAGES
from service.errors import BadDraft
from service.export_docx import to_docx
from service.export_docx.data import from_xml, sha256_of
from service.export_docx.names import DATA, DOCUMENT, DRAFT_NS, FOOTNOTES, W
from service.verify_draft import Rule, verify_draft

SETTINGS = IngestSettings()
SAMPLE = Path(__file__).resolve().parents[3] / "evaluation" / "datasets" / "sample" / "documents"


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_twenty_edits_in_each_language(language):
    edits = edits_in(language)
    assert len({edit["kind"] for edit in edits["facts"]}) == 20
    assert len(edits["editorial"]) >= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_edits_of_facts_are_listed_and_nothing_else(language, library, tmp_path):
    found = list(outcomes(library, [language], tmp_path, None))
    assert [outcome.edits for outcome in found] == [0, 20]
    for outcome in found:
        assert (outcome.missed, outcome.extra) == ((), ())


@pytest.mark.slow
@pytest.mark.skipif(libreoffice() is None, reason="LibreOffice is not installed")
def test_the_same_holds_after_libreoffice_saved_the_file(library, tmp_path):
    found = list(outcomes(library, ["ar", "fr", "zh"], tmp_path, libreoffice()))
    assert len(found) == 15
    for outcome in found:
        assert (outcome.missed, outcome.extra) == ((), ()), outcome.state


@pytest.fixture
def edited(draft, tmp_path):
    """Verify a draft after a function edited it."""

    def verify(change, library=None, language="en"):
        file = DraftFile(draft(language), language)
        change(file)
        path = tmp_path / "edited.docx"
        file.write(path)
        return verify_draft(path, SETTINGS, library, "g" if library else None)

    return verify


def test_a_report_says_what_was_compared(draft, library):
    alone = verify_draft(draft(), SETTINGS)
    assert (alone.subject, alone.language, alone.made_with) == ("CDIP/89/10", "en", "000001")
    assert (alone.sentences, alone.footnotes, alone.findings) == (39, 39, ())
    assert alone.is_supported
    assert alone.compared_with is None
    assert verify_draft(draft(), SETTINGS, library, "000007").compared_with == "000007"


def test_a_finding_names_place_footnotes_and_passages(edited):
    [found] = edited(lambda file: file.replace(2, "Brazil", "Belgium")).findings
    assert found.sentence.startswith("The Committee adopted the draft agenda")
    assert found.footnotes == (2,)
    assert found.keys == ("CDIP/89/10#p8",)
    assert found.rules == (Rule.NAME,)
    assert [(edit.before, edit.after) for edit in found.edits] == [("brazil", "belgium")]


def test_a_heading_may_be_worded_anew_but_tell_no_new_figure(edited):
    assert edited(lambda f: f.replace_heading("Decisions", "What was decided")).is_supported
    [found] = edited(lambda f: f.replace_heading("Decisions", "The 57 decisions")).findings
    assert (found.rules, found.edits[0].after) == ((Rule.NUMBER,), "57")


def test_a_footnote_of_somebody_else_supports_nothing(edited):
    def own_note(file):
        file.replace_in_note(1, file.note_text(1), "Author’s own knowledge.")

    [found] = edited(own_note).findings
    assert found.rules == (Rule.FOOTNOTE_REMOVED,)


def test_marks_of_footnotes_may_stand_before_or_after_the_full_stop(draft, part, with_parts):
    document = part(draft(), DOCUMENT)
    ends = (each for each in document.iter(f"{W}t") if (each.text or "").endswith("year."))
    last = next(ends)
    last.text = last.text[:-1]
    body = etree.tostring(document).decode()
    path = with_parts(draft(), {DOCUMENT: body})
    assert verify_draft(path, SETTINGS).is_supported


def test_tracked_changes_count_as_accepted(draft, part, with_parts):
    body = etree.tostring(part(draft(), DOCUMENT)).decode()
    assert body.count("CHF 450,000") == 1
    run = "<w:r><w:t>{}</w:t></w:r>"
    gone = '<w:del w:id="90" w:author="x"><w:r><w:delText>CHF 450,000</w:delText></w:r></w:del>'
    new = f'<w:ins w:id="91" w:author="x">{run.format("CHF 460,000")}</w:ins>'
    before, after = body.split("CHF 450,000")
    start = f'</w:t></w:r>{gone}{new}<w:r><w:t xml:space="preserve">'
    path = with_parts(draft(), {DOCUMENT: before + start + after})
    [found] = verify_draft(path, SETTINGS).findings
    assert [(edit.before, edit.after) for edit in found.edits] == [("450,000", "460,000")]


def test_words_in_the_language_of_their_document_are_read_in_it(summaries, tmp_path):
    """An Arabic draft of French documents tells them in French."""
    french = summaries("fr")
    path = tmp_path / "mixed.docx"
    path.write_bytes(to_docx(replace(french, language="ar")))
    assert verify_draft(path, SETTINGS).is_supported
    file = DraftFile(path, "fr")
    file.replace(4, "6 janvier 2031", "7 janvier 2031")
    file.replace(6, "le 11 novembre 2030", "le 11 NOVEMBRE 2030")
    file.write(path)
    [found] = verify_draft(path, SETTINGS).findings
    assert Rule.DATE in found.rules


# --- against an index -------------------------------------------------------------------------


class Changed:
    """A library in which one document is gone, and one passage says something else."""

    def __init__(self, library):
        self._library = library

    def document(self, key, language):
        return None if key == "CDIP/90/6" else self._library.document(key, language)

    def passage(self, key, language):
        found = self._library.passage(key, language)
        return replace(found, text="Something else.") if key == "CDIP/89/10#p6" else found


def test_it_is_told_which_quotes_an_index_no_longer_holds(draft, library):
    report = verify_draft(draft(), SETTINGS, Changed(library), "g")
    told = {found.rules: found.keys for found in report.findings}
    assert told == {
        (Rule.PASSAGE_CHANGED,): ("CDIP/89/10#p6",),
        (Rule.NOT_HELD,): ("CDIP/90/6#p3",),
    }


def test_data_that_were_changed_with_care_are_found_by_an_index(draft, library, summaries):
    """Whoever changes quote, footnote, sentence and hash alike deceives all but the index."""
    summary = summaries("en")
    first = summary.citations[0]
    false = replace(first, quote=first.quote.replace("one year", "five years"))
    section = summary.sections[0]
    told = replace(section.statements[0], text=false.quote)
    sections = (replace(section, statements=(told, *section.statements[1:])), *summary.sections[1:])
    path = draft()
    forged = replace(summary, citations=(false, *summary.citations[1:]), sections=sections)
    path.write_bytes(to_docx(forged))
    assert verify_draft(path, SETTINGS).is_supported
    [found] = verify_draft(path, SETTINGS, library, "g").findings
    assert found.rules == (Rule.PASSAGE_CHANGED,)


# --- files that are no drafts -----------------------------------------------------------------

ENTITY = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({DATA: None}, "does not hold the data of a draft"),
        ({DATA: "<other/>"}, "does not hold the data of a draft"),
        ({DATA: ENTITY}, "does not hold the data of a draft"),
        ({DOCUMENT: None}, "names no main document|not a Word"),
        ({DOCUMENT: ENTITY}, "declares a document type"),
        ({DOCUMENT: "<w:document"}, "not well-formed"),
        ({FOOTNOTES: "\x00"}, "not well-formed"),
        ({"[Content_Types].xml": None}, "not a Word document"),
        ({"word/bomb.xml": b" " * 60_000_000}, "at most|times its size"),
        ({"../evil.xml": "x"}, "points outside"),
    ],
)
def test_damaged_and_hostile_files_are_refused(parts, message, draft, with_parts):
    with pytest.raises(BadDraft, match=message):
        verify_draft(with_parts(draft(), parts), SETTINGS)


@pytest.mark.parametrize("content", [None, b"", b"%PDF-1.7", b"PK\x03\x04 cut off"])
def test_what_is_no_zip_file_is_refused(content, tmp_path):
    path = tmp_path / "draft.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadDraft, match=r"draft\.docx"):
        verify_draft(path, SETTINGS)


def test_documents_of_others_are_refused():
    with pytest.raises(BadDraft, match="does not hold the data of a draft"):
        verify_draft(SAMPLE / "cdip_89_10_en.docx", SETTINGS)


def test_footnotes_that_are_gone_altogether_leave_every_sentence_without(draft, with_parts):
    report = verify_draft(with_parts(draft(), {FOOTNOTES: None}), SETTINGS)
    assert len(report.findings) == report.sentences
    assert {found.rules for found in report.findings} == {(Rule.FOOTNOTE_REMOVED,)}


@pytest.mark.parametrize(
    "payload",
    ["{}", "[]", "null", '{"version": 2}', '{"version": 1, "citations": 5}', "[" * 100_000, ""],
)
def test_data_of_another_shape_are_none(payload):
    root = etree.Element(f"{{{DRAFT_NS}}}draft")
    root.text = payload
    root.set("sha256", sha256_of(payload))
    assert from_xml(root) is None


def test_data_that_do_not_match_their_hash_are_none(draft, part):
    root = part(draft(), DATA)
    assert from_xml(root) is not None
    root.text = root.text.replace("CHF 450,000", "CHF 540,000")
    assert from_xml(root) is None
