"""What stands in a draft: Word footnotes, links, directions, the mark and the data."""

import json
import subprocess
import zipfile
from dataclasses import replace

import pytest

from config.settings import Settings
from evaluation.faults.edited_drafts import libreoffice
from ingest.types import LANGUAGES
from ingest.typography import clean
from service.export_docx import to_docx
from service.export_docx.data import sha256_of
from service.export_docx.names import DATA, DOCUMENT, FOOTNOTES, R, W
from service.export_docx.texts import draft_texts

RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def words(element):
    return clean("".join(text.text or "" for text in element.iter(f"{W}t")))


def own_notes(root):
    return [note for note in root if note.get(f"{W}type") is None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_citation_is_a_footnote_of_word(language, summaries, draft, part):
    summary, path = summaries(language), draft(language)
    marks = [m.get(f"{W}id") for m in part(path, DOCUMENT).iter(f"{W}footnoteReference")]
    notes = own_notes(part(path, FOOTNOTES))
    assert marks == [note.get(f"{W}id") for note in notes]
    cited = [n for s in summary.sections for told in s.statements for n in told.citations]
    assert len(notes) == len(cited)
    for note, n in zip(notes, cited, strict=True):
        citation = summary.citations[n - 1]
        assert citation.symbol in words(note)
        assert citation.paragraph in words(note)
        assert " ".join(citation.quote.split())[:100] in words(note)


def test_footnotes_link_to_the_paragraph(draft, part, summaries):
    path = draft("en", base_url="https://docs.example.int/")
    targets = {r.get("Target") for r in part(path, "word/_rels/footnotes.xml.rels").iter(RELS)}
    assert targets == {f"https://docs.example.int{c.href}" for c in summaries("en").citations}
    for note in own_notes(part(path, FOOTNOTES)):
        assert note.find(f".//{W}hyperlink").get(f"{R}id")


def test_without_a_public_address_footnotes_link_to_the_document_if_anywhere(summaries, tmp_path):
    summary = summaries("en")
    addresses = ("https://www.example.int/doc.pdf", "javascript:alert(1)", None)
    citations = tuple(
        replace(citation, url=addresses[n % 3]) for n, citation in enumerate(summary.citations)
    )
    path = tmp_path / "linked.docx"
    path.write_bytes(to_docx(replace(summary, citations=citations)))
    with zipfile.ZipFile(path) as archive:
        rels = archive.read("word/_rels/footnotes.xml.rels").decode()
    assert "https://www.example.int/doc.pdf" in rels
    assert "javascript" not in rels


def test_version_and_annex_are_named(summaries, tmp_path, part):
    summary = summaries("en")
    changed = replace(summary.citations[0], version="Rev.", annex="II", page=4)
    path = tmp_path / "named.docx"
    path.write_bytes(to_docx(replace(summary, citations=(changed, *summary.citations[1:]))))
    first = own_notes(part(path, FOOTNOTES))[0]
    assert words(first).strip().startswith("CDIP/89/10 Rev., Annex II, para. 6, p. 4: “")


def test_arabic_runs_from_right_to_left(draft, part):
    path = draft("ar")
    document, notes = part(path, DOCUMENT), part(path, FOOTNOTES)
    paragraphs = [*document.iter(f"{W}p"), *notes.iter(f"{W}p")]
    assert all(p.find(f"{W}pPr/{W}bidi") is not None for p in paragraphs)
    assert document.find(f"{W}body/{W}sectPr/{W}bidi") is not None
    for run in (*document.iter(f"{W}r"), *notes.iter(f"{W}r")):
        is_arabic = any("\u0600" <= c <= "\u06ff" for c in words(run))
        if is_arabic:
            assert run.find(f"{W}rPr/{W}rtl") is not None
        if "CDIP" in words(run):
            assert not is_arabic
            assert run.find(f"{W}rPr/{W}rtl") is None


def test_words_of_the_other_direction_are_embedded(summaries, tmp_path, part):
    path = tmp_path / "mixed.docx"
    path.write_bytes(to_docx(replace(summaries("en"), language="ar")))
    document, notes = part(path, DOCUMENT), part(path, FOOTNOTES)
    for statement in document.iter(f"{W}p"):
        if statement.find(f".//{W}footnoteReference") is not None:
            assert statement.find(f"{W}pPr/{W}bidi") is None  # English words, left to right
    for note in own_notes(notes):
        assert note.find(f"{W}p/{W}pPr/{W}bidi") is not None
        embedded = note.find(f"{W}p/{W}dir")
        assert embedded.get(f"{W}val") == "ltr"
        text = "".join(each.text for each in embedded.iter(f"{W}t"))
        assert (text[0], text[-1]) == ("\u202a", "\u202c")


def test_an_arabic_label_before_other_words_stays_in_its_place(summaries, tmp_path, part):
    summary = summaries("en")
    section = summary.sections[0]
    label = "تنص الوثيقة على ما يلي بالكلمات الواردة فيها وبلغتها الأصلية دون ترجمة: "
    told = replace(section.statements[0], text=label + "The Committee elected its officers today.")
    only = replace(section, statements=(told,))
    path = tmp_path / "label.docx"
    path.write_bytes(to_docx(replace(summary, language="ar", sections=(only,))))
    [statement] = [
        p
        for p in part(path, DOCUMENT).iter(f"{W}p")
        if p.find(f"{W}r/{W}footnoteReference") is not None
    ]
    assert statement.find(f"{W}pPr/{W}bidi") is not None
    assert words(statement.find(f"{W}dir")) == "The Committee elected its officers today."


def test_other_languages_run_from_left_to_right(draft, part):
    document = part(draft("ru"), DOCUMENT)
    assert document.find(f".//{W}bidi") is None
    assert document.find(f".//{W}rtl") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_marked_as_a_draft(language, draft, part):
    path = draft(language)
    mark = draft_texts(language).mark
    references = part(path, DOCUMENT).findall(f".//{W}headerReference")
    assert {r.get(f"{W}type") for r in references} == {"default", "first", "even"}
    assert words(part(path, "word/header_draft.xml")) == mark
    with zipfile.ZipFile(path) as archive:
        assert (
            "<cp:contentStatus>Draft</cp:contentStatus>"
            in archive.read("docProps/core.xml").decode()
        )


def test_keys_and_hashes_of_all_sources_are_inside(draft, part, summaries, library):
    root, summary = part(draft("fr"), DATA), summaries("fr")
    assert root.get("sha256") == sha256_of(root.text)
    data = json.loads(root.text)
    assert {s["key"]: s["sha256"] for s in data["sources"]} == {
        source.key: library.document(source.key, "fr").sha256 for source in summary.sources
    }
    assert [c["key"] for c in data["citations"]] == [c.key for c in summary.citations]
    for told, citation in zip(data["citations"], summary.citations, strict=True):
        assert told["quote"] == citation.quote
        assert told["quote_sha256"] == sha256_of(citation.quote)


def test_the_same_summary_is_the_same_file(summaries):
    assert to_docx(summaries("zh")) == to_docx(summaries("zh"))


def test_a_summary_without_statements_says_why(summaries, tmp_path, part):
    empty = replace(
        summaries("en"), sections=(), citations=(), sources=(), reason="nothing_relevant"
    )
    path = tmp_path / "empty.docx"
    path.write_bytes(to_docx(empty))
    assert len(list(part(path, DOCUMENT).iter(f"{W}p"))) == 4


def test_what_xml_cannot_hold_is_left_out(summaries, tmp_path, part):
    title = "A\x00\x0b title <w:p/> & \ud800 \uffff]]> more"
    path = tmp_path / "odd.docx"
    path.write_bytes(to_docx(replace(summaries("en"), title=title)))
    first = next(part(path, DOCUMENT).iter(f"{W}p"))
    assert words(first) == "A title <w:p/> &  ]]> more"


def test_all_languages_have_the_same_texts():
    tables = [draft_texts(language) for language in LANGUAGES]
    for name in ("in_language", "place", "rules", "report"):
        assert len({frozenset(getattr(table, name)) for table in tables}) == 1


@pytest.mark.slow
@pytest.mark.skipif(libreoffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_pages(draft, tmp_path):
    pypdf = pytest.importorskip("pypdf")
    paths = [draft(language) for language in ("ar", "en", "zh")]
    command = [Settings().ingest.office, "--headless", "--convert-to", "pdf"]
    command += [f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--outdir", str(tmp_path), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    for path in paths:
        pages = pypdf.PdfReader(path.with_suffix(".pdf")).pages
        assert 2 <= len(pages) <= 5
        assert "CDIP/89/1 Prov.3" in pages[0].extract_text()  # the symbol is not turned round
