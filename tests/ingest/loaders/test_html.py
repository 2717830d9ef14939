from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.errors import EmptyDocument, TooLarge
from ingest.loaders import html
from ingest.types import Element, ElementKind, Loaded

SETTINGS = IngestSettings()


def read(body: str, head: str = "", attributes: str = "") -> Loaded:
    page = f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>"
    return html.load_html(page, SETTINGS, [])


def lines(loaded: Loaded) -> list[str]:
    return [" ".join(loaded.text[s.start : s.end] for s in e.spans) for e in loaded.elements]


def cells(loaded: Loaded, element: Element) -> list[tuple[int, int, list[str]]]:
    return [
        (each.column, each.colspan, [loaded.text[s.start : s.end] for s in each.spans])
        for each in element.cells
    ]


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "أحاطت اللجنة علما بالوثيقة CWS/90/4",
        "The Committee took note of document CWS/90/4.",
        "El Comité tomó nota del documento CWS/90/4.",
        "Le comité a pris note : « oui »",
        "Комитет принял документ к сведению.",
        "委员会注意到文件CWS/90/4。",
    ],
)
def test_words_of_six_languages_are_kept_as_they_stand(text: str) -> None:
    assert read(f"<p>{text}</p>").text == text


def test_blanks_fold_as_in_a_browser_and_no_break_blanks_stay() -> None:
    loaded = read("<p> one \n\t two<b> three</b> &nbsp;four<br> five <br/>six</p>")
    assert loaded.text == "one two three \u00a0four\nfive\nsix"


def test_a_line_break_in_the_source_of_chinese_text_is_no_blank() -> None:
    loaded = read("<p>委员会\n注意到\n<b>文件</b>\n CWS/90/4\n的内容</p>")
    assert loaded.text == "委员会注意到文件 CWS/90/4 的内容"


def test_preformatted_text_keeps_its_lines() -> None:
    assert read("<pre>a\n  b</pre><p>c\nd</p>").text == "a\n  b\nc d"


def test_invisible_characters_are_gone() -> None:
    assert read("<p>a&shy;b&#8203;c&#8238;d&#xE0041;e<wbr>f</p>").text == "abcdef"


def test_blocks_end_lines_and_inline_tags_do_not() -> None:
    loaded = read(
        "<div>a<p>b</p>c<span>d</span><blockquote>e</blockquote>f</div><dl><dt>g<dd>h</dl>"
    )
    assert lines(loaded) == ["a", "b", "cd", "e", "f", "g", "h"]


def test_quotes_capitals_and_ruby_are_as_a_reader_sees_them() -> None:
    loaded = read(
        '<p><q>a</q> <span style="text-transform: uppercase">prov.</span>'
        "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>"
    )
    assert loaded.text == "“a” PROV.漢"


# --- what is not the document -----------------------------------------------------------------


def test_menus_scripts_and_forms_are_not_the_document() -> None:
    menu = (
        "<ul>"
        + "".join(f'<li><a href="/{n}">Menu entry {n}</a></li>' for n in range(300))
        + "</ul>"
    )
    text = "<p>" + "The Committee took note of the report. " * 3 + "</p>"
    machinery = (
        "<script>evil()</script><style>p{}</style><noscript>no</noscript><template>t</template>"
        "<form><input value=x><label>Search</label><button>Go</button></form>"
        '<iframe src="x">frame</iframe><svg><text>drawn</text></svg><dialog open>Cookies</dialog>'
    )
    around = (
        '<a class="skip-link" href="#c">Skip</a><div class="cookie-banner">We use cookies</div>'
        '<div role="navigation">Go</div><ol class="breadcrumb"><li>Home</li></ol>'
    )
    expected = "The Committee took note of the report. " * 3
    for page in (
        f"<nav>{menu}</nav>{machinery}{around}{text}<footer>{menu}</footer>",
        f"{menu}{machinery}{around}<div>{text}</div>{menu}",
        f"<header>Site{menu}</header><main>{machinery}{text}</main><aside>Related</aside>",
        f'<div>{menu}</div><div class="portlet-body"><nav>{menu}</nav>{text}</div>',
        f'<table role="presentation"><tr><td>{menu}<td>{text}</table>',
        f'<form action="x"><div>{menu}</div>{text}</form>',
    ):
        assert read(page).text == expected.strip()


def test_several_articles_of_a_site_are_read_in_order() -> None:
    one = '<div class="journal-content-article">First part of the text.</div>'
    two = '<div class="x journal-content-article">Second part of the text.</div>'
    loaded = read(f"<div>Site name</div>{one}<div>Between</div>{two}")
    assert lines(loaded) == ["First part of the text.", "Second part of the text."]


def test_an_empty_main_is_not_taken_for_the_document() -> None:
    loaded = read("<main></main><div><p>The words of the document stand outside.</p></div>")
    assert loaded.text == "The words of the document stand outside."


def test_a_page_header_without_links_and_a_class_on_most_of_the_page_stay() -> None:
    loaded = read(
        '<header><p>CWS/90/4</p></header><div class="page-menu-layout"><p>Many words here, more'
        " than in the header above.</p></div>"
    )
    assert lines(loaded) == ["CWS/90/4", "Many words here, more than in the header above."]


def test_hidden_words_are_left_out_with_a_warning() -> None:
    loaded = read(
        '<p>seen</p><p style="display:none">a</p><p hidden>b</p><p aria-hidden="true">c</p>'
        '<p class="gone">d</p><p class="gone back">seen too</p><p style="visibility: hidden">e</p>'
        '<p style="font-size:0">f</p><span class="sr-only">g</span><p style="opacity:0"></p>'
        '<p style="font-size:0.9em;opacity:0.5">small</p>',
        head="<style>/* x */ @media print { .back {display:none} } .gone{display:none}"
        "\n/*p{display:none}*/.gone.back{display:block}</style>",
    )
    assert lines(loaded) == ["seen", "seen too", "small"]
    assert loaded.warnings == ("7 pieces of hidden text were left out",)


# --- headings and lists -----------------------------------------------------------------------


def test_heading_levels_count_from_the_highest_of_the_text() -> None:
    def levels(body: str) -> list[int]:
        loaded = read(body)
        return [e.level for e in loaded.elements if e.kind is ElementKind.HEADING]

    assert levels("<h1>Title</h1><h2>A</h2><h3>b</h3><h2>C</h2>") == [1, 1, 2, 1]
    assert levels("<h1>A</h1><h2>b</h2><h1>C</h1>") == [1, 2, 1]
    assert levels("<h2>A</h2><h3>b</h3>") == [1, 2]
    assert levels("<h1>Title</h1><h4>A</h4>") == [1, 1]


def labels(body: str, head: str = "") -> list[tuple[str, int]]:
    return [(element.label, element.level) for element in read(body, head).elements]


def test_list_numbers_are_drawn_as_a_browser_draws_them() -> None:
    body = (
        '<ol start="7"><li>x<ol type="a"><li>y<ol type=i><li>z</ol></ol><li value="9">v<li>w</ol>'
        "<ol reversed><li>three<li>two<li>one</ol>"
        "<ol type=A><li>a</ol><ol type=I start=4><li>d</ol>"
    )
    assert labels(body) == [
        ("7.", 1), ("a.", 2), ("i.", 3), ("9.", 1), ("10.", 1),
        ("3.", 1), ("2.", 1), ("1.", 1), ("A.", 1), ("IV.", 1),
    ]  # fmt: skip
    assert lines(read(body))[:3] == ["7. x", "a. y", "i. z"]


def test_a_counter_style_of_the_page_is_drawn() -> None:
    head = (
        '<style>@counter-style letters { system: extends lower-alpha; prefix: "("; suffix: ") "; }'
        '@counter-style abjad { system: fixed; symbols: "أ" "ب" "ج"; suffix: ") " }'
        'ol[type="a"] { list-style: letters; } ol.ar { list-style-type: abjad }</style>'
    )
    body = '<ol type="a"><li>x<li>y</ol><ol class="ar"><li>x<li>y</ol><ol><li>z</ol>'
    assert labels(body, head) == [("(a)", 1), ("(b)", 1), ("أ)", 1), ("ب)", 1), ("1.", 1)]


def test_bullets_are_drawn_and_unstyled_lists_draw_nothing() -> None:
    body = (
        "<ul><li>a</ul><ul style=\"list-style-type: '- '\"><li>b</ul>"
        '<ul style="list-style:none"><li>c</ul><ol class="list-unstyled"><li>d</ol>'
        '<ol style="list-style-type: lower-roman"><li>e</ol><li data-label="R3">f</li>'
    )
    assert labels(body) == [("•", 1), ("–", 1), ("", 1), ("", 1), ("i.", 1), ("R3", 1)]


@pytest.mark.parametrize(
    "typed",
    ["1. Text", "(a) Text", "a) Text", "(i) Text", "أ) Text", "（一）Text", "1) Text"],
)
def test_a_number_typed_by_hand_is_not_drawn_again(typed: str) -> None:
    loaded = read(f"<ol><li>{typed}</li></ol>")
    assert (loaded.text, loaded.elements[0].label) == (typed, "")


def test_another_number_at_the_start_of_an_item_is_a_word() -> None:
    assert lines(read("<ol><li>2. Text<li>2031. A year</ol>")) == ["1. 2. Text", "2. 2031. A year"]


def test_further_paragraphs_of_an_item_have_its_level_and_no_number() -> None:
    loaded = read("<ol><li><p>one</p><p>two</p><ul><li>dot</li></ul>after</li></ol>")
    assert lines(loaded) == ["1. one", "two", "• dot", "after"]
    assert [e.level for e in loaded.elements] == [1, 1, 2, 1]


def test_rules_and_page_breaks_mark_the_element_behind_them() -> None:
    loaded = read(
        '<p>a</p><hr><p>b</p><p style="page-break-before: always">c</p>'
        '<div style="break-after:page">d</div><p>e</p><p>f</p>'
    )
    found = zip(lines(loaded), loaded.elements, strict=True)
    assert [line for line, element in found if element.section_break] == ["b", "c", "e"]


# --- tables -----------------------------------------------------------------------------------


def test_cells_know_their_columns_under_spans() -> None:
    loaded = read(
        "<table><caption>Budget</caption><thead><tr><th>A<th colspan=2>B</thead>"
        "<tbody><tr><td rowspan=2>a<td>b<td rowspan=0>c<tr><td><p>d1<p>d2<tr><td colspan=2>e"
        "</tbody><tr><td><td></tr><tr><td>f</table>"
    )
    assert lines(loaded)[0] == "Budget"
    rows = [e for e in loaded.elements if e.kind is ElementKind.ROW]
    assert [cells(loaded, each) for each in rows] == [
        [(0, 1, ["A"]), (1, 2, ["B"])],
        [(0, 1, ["a"]), (1, 1, ["b"]), (2, 1, ["c"])],
        [(0, 1, []), (1, 1, ["d1", "d2"]), (2, 1, [])],
        [(0, 2, ["e"]), (2, 1, [])],
        [(0, 1, ["f"])],
    ]
    assert [each.is_header for each in rows] == [True, False, False, False, False]


def test_header_rows_without_a_head_are_those_of_heading_cells_or_in_bold() -> None:
    loaded = read(
        "<table><tr><th>A<th>B<tr><th>row<td>x</table>"
        "<table><tr><td><b>A</b><td><p><strong>B</strong></p><tr><td>a<td>b</table>"
        '<table><tr><td><b>Code</b><td>DA_01<tr><td style="font-weight:bold">T<td>x</table>'
    )
    found = [(e.table, e.is_header) for e in loaded.elements]
    assert found == [(1, True), (1, False), (2, True), (2, False), (3, False), (3, False)]


def test_tables_that_only_arrange_the_page_are_read_as_paragraphs() -> None:
    data = "<table border=1><tr><td>x<td>y</table>"
    loaded = read(f"<table><tr><td><h2>Title</h2><td><p>Text</p>{data}</table>")
    assert [(e.kind, e.table) for e in loaded.elements] == [
        (ElementKind.HEADING, None), (ElementKind.PARAGRAPH, None), (ElementKind.ROW, 1),
    ]  # fmt: skip


def test_a_table_in_a_cell_of_a_data_table_is_flattened() -> None:
    inner = "<table><tr><td>in 1<td>in 2</table>"
    loaded = read(f"<table><tr><th>A<th>B<tr><td>a {inner} b<td><ol><li>c</ol></table>")
    assert cells(loaded, loaded.elements[1]) == [
        (0, 1, ["a", "in 1", "in 2", "b"]), (1, 1, ["1. c"]),
    ]  # fmt: skip


# --- footnotes --------------------------------------------------------------------------------

NOTE_FORMS = {
    "list": (
        '<sup><a href="#fn1" id="r1">1</a></sup>',
        '<section class="footnotes"><h2>Notes</h2><ol><li id="fn1">See <i>below</i>.'
        ' <a href="#r1">↩</a></li></ol></section>',
    ),
    "word": (
        '<a href="#_ftn1" name="_ftnref1"><span class="MsoFootnoteReference">[1]</span></a>',
        '<div><hr><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1"><sup>[1]</sup></a> See'
        " <i>below</i>.</p></div></div>",
    ),
    "roles": (
        '<a role="doc-noteref" href="#a" id="b">1</a>',
        '<aside id="a" role="doc-footnote"><p>1. See <i>below</i>.'
        ' <a href="#b" role="doc-backlink">back</a></p></aside>',
    ),
    "markdown": (
        '<sup id="fnref:1"><a href="#fn:1" class="footnote-ref">1</a></sup>',
        '<div class="footnotes"><hr><ol><li id="fn:1"><p>See <i>below</i>.&nbsp;'
        '<a href="#fnref:1" class="footnote-backref">&#8617;</a></p></li></ol></div>',
    ),
    "typed": (
        '<sup>[<a href="page.html#note-1">1</a>]</sup>',
        '<p><a id="note-1"></a><sup>1</sup> See <i>below</i>.</p>',
    ),
    "table": (
        '<sup><a href="#n1">1</a></sup>',
        '<table><tr><td id="n1">1</td><td>See <i>below</i>.</td></tr></table>',
    ),
}


@pytest.mark.parametrize("form", NOTE_FORMS)
def test_a_note_follows_its_mark_however_the_page_writes_it(form: str) -> None:
    mark, note = NOTE_FORMS[form]
    loaded = read(f"<main><p>Text{mark}, more.</p><p>Next.</p>{note}</main>")
    assert lines(loaded) == ["Text, more.", "See below.", "Next."]
    assert loaded.elements[1].kind is ElementKind.FOOTNOTE
    assert loaded.elements[1].note_label == "1"
    (reference,) = loaded.notes
    assert reference.note == loaded.elements[1].note
    assert loaded.text[: reference.offset] == "Text"


def test_notes_in_tables_and_second_marks_are_placed_once() -> None:
    loaded = read(
        '<table><tr><td>a<sup><a href="#fn1">1</a></sup><td>b<sup><a href="#fn2">2</a></sup>'
        '<tr><td>c<sup><a href="#fn1">1</a></sup><td>d</table>'
        '<ol><li id="fn1">One<li id="fn2">Two</ol>'
    )
    kinds = [(e.kind.value, e.note_label) for e in loaded.elements]
    assert kinds == [("row", None), ("footnote", "1"), ("footnote", "2"), ("row", None)]
    assert len(loaded.notes) == 3


def test_a_link_that_is_no_note_stays_in_the_text() -> None:
    loaded = read(
        '<p>See <a href="#p12">12</a>, <a href="https://example.org">3</a> and'
        ' m<sup>2</sup>.</p><p id="p12">Paragraph</p>'
    )
    assert lines(loaded) == ["See 12, 3 and m2.", "Paragraph"]
    assert loaded.notes == ()


# --- encodings, limits, metadata --------------------------------------------------------------

SENTENCES = {
    "windows-1256": ("ar", "أحاطت اللجنة علما بالوثيقة"),
    "windows-1252": ("fr", "Le comité a noté « l’accord »"),
    "iso-8859-1": ("es", "El Comité tomó nota"),
    "windows-1251": ("ru", "Комитет принял к сведению"),
    "koi8-r": ("ru", "Комитет принял к сведению"),
    "gb2312": ("zh", "委员会注意到"),
    "gb18030": ("zh", "委员会注意到〇"),
    "big5": ("zh", "委員會注意到"),
    "utf-8": ("ar", "أحاطت اللجنة"),
}


@pytest.mark.parametrize("encoding", SENTENCES)
def test_a_declared_encoding_is_used(tmp_path: Path, encoding: str) -> None:
    _, text = SENTENCES[encoding]
    path = tmp_path / "a.html"
    for head in (
        f'<meta charset="{encoding}">',
        f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">',
    ):
        path.write_bytes(f"<html><head>{head}</head><body><p>{text}</p>".encode(encoding))
        assert html.load(path, SETTINGS).text == text


@pytest.mark.parametrize("encoding", ["windows-1256", "windows-1252", "windows-1251", "gb18030"])
def test_without_a_declaration_the_language_tells_the_encoding(
    tmp_path: Path, encoding: str
) -> None:
    language, text = SENTENCES[encoding]
    path = tmp_path / "a.html"
    path.write_bytes(f'<html lang="{language}"><body><p>{text}</p>'.encode(encoding))
    assert html.load(path, SETTINGS).text == text


@pytest.mark.parametrize(
    ("declared", "written", "text"),
    [
        ("iso-8859-1", "windows-1252", "L’accord – « oui »"),
        ("gb2312", "gb18030", "二〇三一年鎔"),
        ("us-ascii", "windows-1252", "déjà"),
    ],
)
def test_an_encoding_is_read_as_the_larger_one_that_browsers_take(
    tmp_path: Path, declared: str, written: str, text: str
) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(f'<meta charset="{declared}"><p>{text}</p>'.encode(written))
    assert html.load(path, SETTINGS).text == text


def test_valid_utf_8_and_a_byte_order_mark_win_over_a_wrong_declaration(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = '<html><head><meta charset="windows-1252"></head><body><p>Комитет</p>'
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path.write_bytes(page.encode(encoding))
        assert html.load(path, SETTINGS).text == "Комитет"


def test_bytes_that_cannot_be_decoded_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    for declared in ("utf-7", "nonsense", "base64", "utf-16", "unicode_escape", "cp500"):
        path.write_bytes(f'<meta charset="{declared}"><p>caf'.encode() + b"\xe9 \\u0041</p>")
        assert html.load(path, SETTINGS).text == "café \\u0041"
    path.write_bytes(b'<meta charset="gb18030"><p>\xce\xaf\xd4\xb1 caf\xff</p>')
    loaded = html.load(path, SETTINGS)
    assert loaded.text == "Î¯Ô± cafÿ"  # valid in the last encoding tried
    path.write_bytes(b'<meta charset="gb18030"><p>\x81 caf\xff\x81</p>')
    assert "could not be decoded" in html.load(path, SETTINGS).warnings[0]


def test_a_hundred_thousand_nested_tags_are_refused_and_a_thousand_are_read() -> None:
    with pytest.raises(TooLarge):
        read("<div>" * 100_000 + "deep")
    assert read("<div>" * 1000 + "deep" + "</div>" * 1000 + "<p>after</p>").text == "deep\nafter"
    with pytest.raises(TooLarge, match="tags"):
        read("<b>" * 1_000_001)


def test_a_long_line_is_read_whole() -> None:
    text = "word " * 1_000_000 + "end"
    assert read(f"<p>{text}</p>").text == text


def test_hostile_style_sheets_and_lists_cost_no_more_than_their_length() -> None:
    sheets = ("/*" * 100_000, "a" * 300_000, "@x{" * 100_000, "{" * 200_000, "}a{" * 100_000)
    for sheet in sheets:
        assert read("<p>text</p>", head=f"<style>{sheet}</style>").text == "text"
    spans = '<td rowspan="99999999" colspan="99999999">x'
    assert read(f"<table><tr>{spans}<tr><td>y</table>").text == "x\ny"
    with pytest.raises(TooLarge, match="cells"):
        read("<table>" + "<tr><td rowspan=0>x" * 2000 + "</table>")
    assert read('<ol start="99999999999999"><li value="1e9">x</ol>').text == "1. x"


def test_what_follows_an_early_end_of_the_page_is_read() -> None:
    page = "<html><body><p>a\0</p></body><p>b</p></HTML >\n<p>c</p><body><p>d</p></body></html>"
    assert html.load_html(page, SETTINGS, []).text == "a\nb\nc\nd"


def test_an_empty_page_is_empty() -> None:
    for page in ("", "   ", "<html></html>", "<p>&nbsp;</p>", "<script>x</script>", "<!-- x -->"):
        with pytest.raises(EmptyDocument):
            html.load_html(page, SETTINGS, [])


def test_metadata_is_that_of_the_head() -> None:
    loaded = read(
        "<p>x</p>",
        head="<title> CWS/90/4\n| Site </title><meta name='Author' content='Secretariat'>"
        "<meta name='DC.date' content='2031-03-14'><meta name='dc.language' content='en'>",
        attributes='lang="fr"',
    )
    assert loaded.metadata == {
        "title": "CWS/90/4 | Site", "author": "Secretariat", "created": "2031-03-14",
        "language": "fr",
    }  # fmt: skip
    assert (loaded.format, loaded.pages) == ("html", None)


def test_xhtml_with_a_declaration_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0'
        ' Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ru"><body><p>Текст<br/>да</p>'
        "</body></html>",
        encoding="utf-8",
    )
    loaded = html.load(path)
    assert (loaded.text, loaded.metadata["language"]) == ("Текст\nда", "ru")
