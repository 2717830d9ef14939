"""The sample corpus is complete, the same in six languages, and rebuilds to the same bytes."""

import json
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from hashlib import sha256

import pytest
from lxml import etree, html

from ingest.types import LANGUAGES

pytest.importorskip("yaml", reason="PyYAML reads the sources of the sample corpus")

from evaluation.datasets.sample.build import corpus, source
from evaluation.datasets.sample.build import expression as ex
from evaluation.datasets.sample.build.docx import write_docx
from evaluation.datasets.sample.build.docx_text import W

COPIES = list(corpus.copies())
DOCUMENTS = {copy.document.key: copy.document for copy in COPIES}
each_document = pytest.mark.parametrize("key", DOCUMENTS)


def texts(piece):
    """Yield every text below ``piece``."""
    if isinstance(piece, source.Text):
        yield piece
    elif isinstance(piece, tuple):
        for part in piece:
            yield from texts(part)
    elif hasattr(piece, "__dataclass_fields__"):
        for name in piece.__dataclass_fields__:
            yield from texts(getattr(piece, name))


def figures(text, language):
    """Return the figures of a text, written alike; Chinese months, which are numbers, left out."""
    text = re.sub(r"\{\{.*?\}\}", "", text)
    text = re.sub(r"^“\d”", "", text)  # the hand-typed mark of an Arabic sub-item
    if language == "zh":
        text = re.sub(r"\d+月", "", text)
    text = re.sub(r"(?<=\d)[.,\u00a0\u202f](?=\d{3}(?!\d))", "", text)
    text = re.sub(r"(?<=\d)(?:[.,:]|[\u00a0 ]h[\u00a0 ])(?=\d)", ".", text)
    return sorted(re.findall(r"\d+(?:\.\d+)*", text))


def shape(piece):
    """Return what must be the same in all languages: kind, numbers, sizes."""
    match piece:
        case ex.HeaderLine():
            return "header", piece.role
        case ex.Heading():
            return "heading", piece.level
        case ex.Paragraph():
            return "paragraph", piece.number, piece.decision, marks(piece.words)
        case ex.Item():
            return "item", piece.depth, piece.ordinal, marks(piece.words)
        case ex.Bullets():
            return "bullets", len(piece.items)
        case ex.Table():
            return "table", len(piece.columns), [len(row.cells) for row in piece.rows]
    return (type(piece).__name__,)


def marks(words):
    return [part.number for part in words if isinstance(part, ex.Mark)]


def squeezed(text):
    return re.sub(r"\s+", "", text)


def words_of(piece):
    """Yield the words of a piece, paragraph by paragraph."""
    match piece:
        case ex.Bullets():
            yield from map(ex.plain, piece.items)
        case ex.Table():
            yield from map(ex.plain, [piece.caption or (), *piece.columns])
            for row in piece.rows:
                for cell in row.cells:
                    yield from map(ex.plain, cell.paragraphs)
        case _:
            yield ex.plain(piece.words)


def test_there_are_documents_of_several_kinds_and_a_draft_with_its_revision():
    assert {"report", "circular", "project_proposal"} <= {d.kind for d in DOCUMENTS.values()}
    assert {"CDIP/90/8 Prov.", "CDIP/90/8 Rev."} <= set(DOCUMENTS)


@each_document
def test_a_document_has_the_same_structure_in_all_languages(key):
    shapes = [
        [shape(piece) for piece in ex.express(DOCUMENTS[key], language).pieces]
        for language in LANGUAGES
    ]
    assert all(found == shapes[0] for found in shapes)
    assert len(shapes[0]) > 15


@each_document
def test_figures_agree_in_all_languages(key):
    document = DOCUMENTS[key]
    everything = (*document.header.values(), *document.content, *document.footnotes.values())
    for text in texts(everything):
        english = figures(text["en"], "en")
        for language in LANGUAGES:
            assert figures(text[language], language) == english, text[language]


@each_document
def test_a_document_says_that_it_is_a_sample(key):
    expression = ex.express(DOCUMENTS[key], "en")
    words = " ".join(
        ex.plain(w) for p in expression.pieces if isinstance(p, ex.Paragraph) for w in (p.words,)
    ) + " ".join(map(ex.plain, expression.footnotes))
    assert "sample written for wipo-rag" in words


def test_every_document_has_a_file_in_every_language_and_format():
    wanted = {copy.path(form) for copy in COPIES for form in corpus.FORMATS}
    wanted |= {f"documents/{copy.name}.meta.json" for copy in COPIES}
    found = {
        f"{folder}/{path.name}"
        for folder in ("documents", "other_formats")
        for path in (corpus.HOME / folder).iterdir()
    }
    assert found == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_occurs_in_every_language(language):
    assert {copy.main_format for copy in COPIES if copy.language == language} == {*corpus.FORMATS}


def test_files_rebuild_to_the_same_bytes():
    for copy in COPIES:
        for path, data in corpus.texts(copy).items():
            assert (corpus.HOME / path).read_bytes() == data, f"{path}: build the corpus again"


def test_pdf_files_were_made_from_the_sources_as_they_are():
    made_from = json.loads((corpus.HOME / corpus.PDF_SOURCES).read_text(encoding="utf-8"))
    now = {
        copy.path("pdf"): sha256(write_docx(copy.express(), for_print=True)).hexdigest()
        for copy in COPIES
    }
    assert made_from == now


def test_the_files_stay_small():
    sizes = [
        path.stat().st_size
        for folder in ("documents", "other_formats")
        for path in (corpus.HOME / folder).iterdir()
    ]
    assert sum(sizes) < 10_000_000


def test_ids_of_documents_are_their_own_and_the_same_in_all_languages():
    ids = {(copy.document.key, copy.sidecar()["doc_id"]) for copy in COPIES}
    assert len(ids) == len({doc_id for _, doc_id in ids}) == len(DOCUMENTS)


@pytest.mark.parametrize(
    ("key", "language", "name"),
    [
        ("CDIP/90/8 Rev.", "zh", "cdip_90_8_rev_zh"),
        ("CDIP/90/8 Prov.", "ar", "cdip_90_8_prov_ar"),
        ("C. WILD 9", "ru", "c_wild_9_ru"),
        ("SCP/90/INF/2", "es", "scp_90_inf_2_es"),
    ],
)
def test_file_names_are_made_from_symbols(key, language, name):
    assert corpus.Copy(DOCUMENTS[key], language).name == name


@pytest.mark.parametrize("copy", COPIES, ids=lambda copy: copy.name)
def test_word_file_and_web_page_hold_the_same_words(copy):
    expression = copy.express()
    wanted = Counter(squeezed(w) for piece in expression.pieces for w in words_of(piece) if w)

    with zipfile.ZipFile(corpus.HOME / copy.path("docx")) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
    for hyphen in body.iter(f"{{{W}}}noBreakHyphen"):
        hyphen.tag, hyphen.text = f"{{{W}}}t", "\u2011"
    in_word = Counter(
        squeezed("".join(t.text for t in line.iter(f"{{{W}}}t"))) for line in body.iter(f"{{{W}}}p")
    )
    assert not wanted - in_word
    assert len(notes.findall(f"{{{W}}}footnote")) == 2 + len(expression.footnotes)

    page = html.fromstring((corpus.HOME / copy.path("html")).read_bytes())
    main = page.find(".//main")
    for mark in list(main.iter("sup")):
        mark.drop_tree()
    on_page = squeezed(main.text_content())
    assert not [words for words in wanted if words not in on_page]


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_draws_the_numbers_that_we_mean(language, tmp_path):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    expression = ex.express(DOCUMENTS["CWS/90/4"], language)
    (tmp_path / "a.docx").write_bytes(write_docx(expression, for_print=True))
    profile = (tmp_path / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
    command += ["txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    drawn = squeezed((tmp_path / "a.txt").read_text(encoding="utf-8-sig").replace("\ufeff", ""))
    for piece in expression.pieces:
        label = ""
        if isinstance(piece, ex.Item):
            label = piece.label
        elif isinstance(piece, ex.Paragraph) and piece.number:
            label = f"{piece.number}."
        words = piece.words[0] if isinstance(piece, ex.Item | ex.Paragraph) else ""
        assert squeezed(label + words) in drawn


MINIMAL = """
work: w
documents:
  - symbol: CWS/90/99
    kind: working_document
    date: "2031-01-31"
    meeting_id: "1"
    header: {}
    footnotes: {FOOTNOTES}
    content:
      - CONTENT
"""


def read(tmp_path, content, footnotes=""):
    path = tmp_path / "99-test.yaml"
    text = MINIMAL.replace("CONTENT", content).replace("FOOTNOTES", footnotes)
    path.write_text(text, encoding="utf-8")
    return source.read_work(path).documents[0]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("p: {en: only}", "languages"),
        ("p: {ar: م, en: m, es: m, fr: m, ru: м, zh: ' '}", "empty in zh"),
        ("q: text", "none of"),
        ("p: text\n        itmes: []", "unknown itmes"),
        ("marker: end", "no marker"),
        ("table: {columns: [a, b], rows: [[c]]}", "1 of 2 cells"),
    ],
)
def test_a_source_that_breaks_the_format_is_refused(tmp_path, content, complaint):
    with pytest.raises(source.SourceError, match=complaint):
        read(tmp_path, content)


@pytest.mark.parametrize("footnotes", ["", "a: text, b: text"])
def test_footnotes_and_their_marks_must_match(tmp_path, footnotes):
    document = read(tmp_path, "u: 'words{{fn:a}}'", footnotes)
    with pytest.raises(source.SourceError, match="footnote"):
        ex.express(document, "en")


def test_numbers_restart_in_an_annex_and_marks_follow_the_language(tmp_path):
    content = """p: one
        items: [{item: x, items: [{item: y}]}]
      - marker: annex_follows
      - annex: "II"
      - p: two
      - marker: end_of_annex_and_document"""
    document = read(tmp_path, content)
    for language, labels, follows, end in (
        ("en", ["(a)", "(i)"], "[Annex II follows]", "[End of Annex II and of document]"),
        ("fr", ["a)", "i)"], "[L’annexe II suit]", "[Fin de l’annexe II et du document]"),
        ("ru", ["(a)", "(i)"], "[Приложение II следует]", "[Конец приложения II и документа]"),
        ("ar", ["(أ)", "(1)"], "[يلي ذلك المرفق الثاني]", "[نهاية المرفق الثاني والوثيقة]"),
        ("zh", ["(a)", "(i)"], "[后接附件二]", "[附件二和文件完]"),
    ):
        pieces = ex.express(document, language).pieces
        assert [p.label for p in pieces if isinstance(p, ex.Item)] == labels
        assert [p.number for p in pieces if isinstance(p, ex.Paragraph)] == [1, 1]
        markers = [ex.plain(p.words) for p in pieces if isinstance(p, ex.Marker)]
        assert markers == [follows, end]


def test_equal_names_of_neighbours_in_a_project_form_become_one_cell(tmp_path):
    content = "table: {columns: [a, b], rows: [[x, 1], [x, 2], [z, 3], {total: [all]}]}"
    document = read(tmp_path, content)
    form = source.SourceDocument(**{**fields(document), "kind": "project_proposal"})
    (table,) = [p for p in ex.express(form, "en").pieces if isinstance(p, ex.Table)]
    first = [row.cells[0] for row in table.rows]
    assert [(cell.rowspan, cell.covered, cell.colspan) for cell in first] == [
        (2, False, 1),
        (1, True, 1),
        (1, False, 1),
        (1, False, 2),
    ]


def fields(document):
    return {name: getattr(document, name) for name in document.__dataclass_fields__}
