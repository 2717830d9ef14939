from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.errors import DamagedFile, EmptyDocument, TooLarge
from ingest.loaders import docx
from ingest.types import Element, ElementKind, Loaded

WordFile = Callable[..., Path]


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(inside: str, properties: str = "") -> str:
    inside = inside if inside.startswith("<") or not inside else run(inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def item(text: str, level: int = 0, number: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return par(text, place)


def level(at: int, style: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(*levels: str, number: int = 0, more: str = "") -> str:
    inside = "".join(levels)
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{inside}</w:abstractNum>'


def using(number: int, of: int = 0, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def starting(at: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(name: str, inside: str, *, based_on: str = "", called: str = "", kind: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind or "paragraph"}" w:styleId="{name}">'
        f'<w:name w:val="{called or name}"/>{base}{inside}</w:style>'
    )


def cell(inside: str, properties: str = "") -> str:
    inside = inside if inside.startswith("<") else par(inside)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def words(loaded: Loaded, element: Element) -> str:
    return " ".join(loaded.text[span.start : span.end] for span in element.spans)


def lines(loaded: Loaded) -> list[str]:
    return [words(loaded, element) for element in loaded.elements]


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
def test_words_of_six_languages_are_kept_as_they_stand(word_file: WordFile, text: str) -> None:
    loaded = docx.load(word_file(par(text) + par("2")))
    assert loaded.text == f"{text}\n2"
    assert lines(loaded) == [text, "2"]


def test_signs_that_word_keeps_as_elements_are_characters(word_file: WordFile) -> None:
    body = par(
        "<w:r><w:t>ST</w:t><w:tab/><w:t>27</w:t><w:br/><w:t>non</w:t><w:noBreakHyphen/>"
        "<w:t>pa</w:t><w:softHyphen/><w:t>per</w:t>"
        '<w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    )
    assert docx.load(word_file(body)).text == "ST\t27\nnon\u2011paper≥✓"


def test_blanks_at_the_ends_of_a_run_count_only_where_they_are_kept(word_file: WordFile) -> None:
    body = par("<w:r><w:t> a </w:t></w:r>" + run(" b ") + "<w:r><w:t>c</w:t></w:r>")
    assert docx.load(word_file(body)).text == "a b c"


def test_insertions_links_tags_and_controls_are_read_and_deletions_are_not(
    word_file: WordFile,
) -> None:
    body = par(
        f"<w:ins>{run('in ')}</w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('from')}</w:moveFrom><w:moveTo>{run('to ')}</w:moveTo>"
        f"<w:hyperlink>{run('link ')}</w:hyperlink><w:smartTag>{run('tag ')}</w:smartTag>"
        f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('held ')}</w:sdtContent></w:sdt>"
        "<w:r><w:ruby><w:rt><w:r><w:t>reading</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    )
    assert docx.load(word_file(body)).text == "in to link tag held basex=1"


def test_the_result_of_a_field_is_read_and_its_instruction_is_not(word_file: WordFile) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = "<w:r><w:instrText>REF x</w:instrText></w:r>"
    body = par(
        mark("begin") + instruction + mark("begin") + run("nested") + mark("end")
        + mark("separate") + run("result one")
    ) + par(run("and two") + mark("end") + f"<w:fldSimple>{run(' 7')}</w:fldSimple>")  # fmt: skip
    assert docx.load(word_file(body)).text == "result one\nand two 7"


def test_a_field_that_never_ends_hides_no_later_paragraph(word_file: WordFile) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    body = par(run("a") + begin + "<w:r><w:instrText>REF</w:instrText></w:r>") + par("b")
    assert docx.load(word_file(body)).text == "a\nb"


def test_a_form_field_shows_its_box_and_its_choice(word_file: WordFile) -> None:
    box = '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
    choice = (
        '<w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/><w:listEntry w:val="yes"/>'
        "</w:ddList>"
    )
    body = par(
        "".join(
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            for data in (box, choice)
        )
    )
    assert docx.load(word_file(body)).text == "☒yes"


def test_alternative_content_and_text_boxes_are_read_once_after_the_paragraph(
    word_file: WordFile,
) -> None:
    inside = f"<w:txbxContent>{par('boxed')}</w:txbxContent>"
    older = inside.replace("boxed", "for older programs")
    body = par(
        run("before ") + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{inside}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{older}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run("after")
    )
    assert lines(docx.load(word_file(body))) == ["before after", "boxed"]


def test_hidden_words_are_left_out_with_a_warning(word_file: WordFile) -> None:
    styles = style("Secret", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    body = par(
        run("seen ") + run("hidden", "<w:vanish/>") + run("too", '<w:rStyle w:val="Secret"/>')
        + run("here", '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>')
    )  # fmt: skip
    loaded = docx.load(word_file(body, styles=styles))
    assert loaded.text == "seen here"
    assert loaded.warnings == ("2 pieces of hidden text were left out",)


def test_words_drawn_in_capitals_are_capitals(word_file: WordFile) -> None:
    styles = style("Loud", "<w:rPr><w:caps/></w:rPr>")
    body = par("Résumé", '<w:pStyle w:val="Loud"/>') + par(
        run("Prov.", "<w:caps/>") + run(" Rev.", "<w:caps w:val='false'/>")
    )
    assert docx.load(word_file(body, styles=styles)).text == "RÉSUMÉ\nPROV. Rev."


def test_invisible_characters_are_gone_and_no_break_blanks_stay(word_file: WordFile) -> None:
    loaded = docx.load(word_file(par("a\u200bb\u202ec\u00a0: d\u2011e")))
    assert loaded.text == "abc\u00a0: d\u2011e"


def test_a_paragraph_whose_mark_was_deleted_runs_on_into_the_next(word_file: WordFile) -> None:
    body = (
        par("one ", "<w:rPr><w:del/></w:rPr>")
        + par("line")
        + par("last", "<w:rPr><w:del/></w:rPr>")
    )
    assert lines(docx.load(word_file(body))) == ["one line", "last"]


def test_strict_files_are_read_like_others(word_file: WordFile, tmp_path: Path) -> None:
    path = word_file(par("strict"))
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name, data)
    assert docx.load(strict).text == "strict"


# --- automatic numbers ------------------------------------------------------------------------


def test_numbers_count_by_level_and_stand_before_the_words(word_file: WordFile) -> None:
    numbering = definition(
        level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)")
    ) + using(1)
    body = "".join(
        (item("one"), item("a", 1), item("i", 2), item("ii", 2), item("b", 1), item("i", 2),
         item("two"), item("a", 1))
    )  # fmt: skip
    loaded = docx.load(word_file(body, numbering=numbering))
    assert lines(loaded) == [
        "1. one", "(a) a", "(i) i", "(ii) ii", "(b) b", "(i) i", "2. two", "(a) a",
    ]  # fmt: skip
    assert [element.label for element in loaded.elements][:3] == ["1.", "(a)", "(i)"]
    assert [element.level for element in loaded.elements][:3] == [1, 2, 3]


@pytest.mark.parametrize(
    ("style_name", "drawn"),
    [
        ("arabicAlpha", ["أ", "ب", "ت"]),
        ("arabicAbjad", ["أ", "ب", "ج"]),
        ("chineseCounting", ["一", "二", "三"]),
        ("russianLower", ["а", "б", "в"]),
        ("upperRoman", ["I", "II", "III"]),
        ("decimalZero", ["01", "02", "03"]),
        ("ordinal", ["1st", "2nd", "3rd"]),
        ("none", ["", "", ""]),
    ],
)
def test_each_script_has_its_numbers(
    word_file: WordFile, style_name: str, drawn: list[str]
) -> None:
    numbering = definition(level(0, style_name, "(%1)")) + using(1)
    loaded = docx.load(word_file(item("x") * 3, numbering=numbering))
    assert [element.label for element in loaded.elements] == [f"({each})" for each in drawn]


def test_bullets_are_drawn_as_a_point_or_a_dash(word_file: WordFile) -> None:
    numbering = "".join(
        definition(level(0, "bullet", sign), number=at) + using(at + 1, at)
        for at, sign in enumerate(("\uf0b7", "-", "o", "Note:", ""))
    )
    body = "".join(item("x", number=at + 1) for at in range(5))
    loaded = docx.load(word_file(body, numbering=numbering))
    assert lines(loaded) == ["• x", "– x", "• x", "Note: x", "x"]


def test_lists_of_one_definition_count_on_unless_they_state_a_start(word_file: WordFile) -> None:
    numbering = definition(level(0, "decimal", "%1.")) + "".join(
        (using(1), using(2), using(3, 0, starting(0, 5)))
    )
    body = "".join(item("x", number=at) for at in (1, 2, 1, 3, 3, 1))
    labels = [e.label for e in docx.load(word_file(body, numbering=numbering)).elements]
    assert labels == ["1.", "2.", "3.", "5.", "6.", "7."]


def test_a_list_may_replace_a_level_of_its_definition(word_file: WordFile) -> None:
    override = (
        f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)", start=3)}</w:lvlOverride>'
    )
    numbering = definition(level(0, "decimal", "%1.")) + using(1, 0, override)
    loaded = docx.load(word_file(item("x") * 2, numbering=numbering))
    assert [element.label for element in loaded.elements] == ["C)", "D)"]


def test_levels_restart_as_their_definition_says(word_file: WordFile) -> None:
    numbering = definition(
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "decimal", "%3", '<w:lvlRestart w:val="0"/>'),
        level(3, "decimal", "%4", '<w:lvlRestart w:val="1"/>'),
    ) + using(1)
    depths = (0, 1, 2, 3, 1, 2, 3, 0, 1, 2, 3)
    body = "".join(item("x", depth) for depth in depths)
    labels = [e.label for e in docx.load(word_file(body, numbering=numbering)).elements]
    #          never restarts: 1 2 3 ..; restarts only with level 0: 1 2, then 1
    assert labels == ["I.", "1.1", "1", "1", "1.2", "2", "2", "II.", "2.1", "3", "1"]


def test_numbers_come_from_styles_and_paragraphs_may_refuse_them(word_file: WordFile) -> None:
    styles = (
        style("Numbered", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("Deeper", "<w:pPr/>", based_on="Numbered")
        + style(
            "Second", '<w:pPr><w:numPr><w:ilvl w:val="7"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        )
    )
    numbering = definition(
        level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)", '<w:pStyle w:val="Second"/>')
    ) + using(1)
    numbering += using(0)
    refused = '<w:pStyle w:val="Numbered"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        par("x", '<w:pStyle w:val="Numbered"/>') + par("y", refused)
        + par("z", '<w:pStyle w:val="Deeper"/>') + par("s", '<w:pStyle w:val="Second"/>')
    )  # fmt: skip
    loaded = docx.load(word_file(body, styles=styles, numbering=numbering))
    assert lines(loaded) == ["1. x", "y", "2. z", "a) s"]


def test_a_definition_may_point_to_a_numbering_style(word_file: WordFile) -> None:
    styles = style(
        "Outline", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering"
    )
    numbering = (
        definition(number=0, more='<w:numStyleLink w:val="Outline"/>')
        + definition(level(0, "decimal", "[%1]"), number=1, more='<w:styleLink w:val="Outline"/>')
        + using(1, 0) + using(2, 1)
    )  # fmt: skip
    loaded = docx.load(word_file(item("x"), styles=styles, numbering=numbering))
    assert loaded.text == "[1] x"


def test_a_custom_format_pads_its_numbers(word_file: WordFile) -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1"/></w:lvl>'
    )
    loaded = docx.load(word_file(item("x") * 2, numbering=definition(custom) + using(1)))
    assert lines(loaded) == ["009 x", "010 x"]


def test_an_empty_numbered_paragraph_counts_and_is_not_shown(word_file: WordFile) -> None:
    numbering = definition(level(0, "decimal", "%1.")) + using(1)
    loaded = docx.load(word_file(item("x") + item("") + item("y"), numbering=numbering))
    assert lines(loaded) == ["1. x", "3. y"]


def test_the_number_of_a_paragraph_cut_by_a_page_break_is_drawn_once(word_file: WordFile) -> None:
    numbering = definition(level(0, "decimal", "%1.")) + using(1)
    page = '<w:r><w:br w:type="page"/></w:r>'
    loaded = docx.load(
        word_file(item(page + run("x") + page + run("y")) + item("z"), numbering=numbering)
    )
    assert lines(loaded) == ["1. x", "y", "2. z"]


def test_broken_numbering_leaves_the_words(word_file: WordFile) -> None:
    numbering = (
        definition(number=0, more='<w:numStyleLink w:val="Loop"/>')
        + using(1) + using(2, 99)
        + '<w:num w:numId="3"><w:lvlOverride w:ilvl="x"/></w:num>'
    )  # fmt: skip
    styles = style(
        "Loop", '<w:basedOn w:val="Loop"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    )
    body = "".join(item("x", number=at) for at in (1, 2, 3, 77)) + item("y", 12)
    loaded = docx.load(word_file(body, numbering=numbering, styles=styles))
    assert loaded.text == "x\nx\nx\nx\ny"


# --- headings and breaks ----------------------------------------------------------------------


def test_headings_are_known_in_any_language_of_word(word_file: WordFile) -> None:
    styles = (
        style("berschrift1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', called="Überschrift 1")
        + style("2", "", called="heading 2")
        + style("Mine", "", based_on="2", called="My own")
        + style("Body", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', based_on="2", called="Text")
    )
    names = ("berschrift1", "2", "Mine", "Heading3", "Body", "Nothing")
    body = "".join(par(name, f'<w:pStyle w:val="{name}"/>') for name in names)
    body += par("direct", '<w:outlineLvl w:val="3"/>')
    loaded = docx.load(word_file(body, styles=styles))
    found = [(e.kind is ElementKind.HEADING, e.level) for e in loaded.elements]
    assert found == [
        (True, 1), (True, 2), (True, 2), (True, 3), (False, 0), (False, 0), (True, 4),
    ]  # fmt: skip


def test_page_and_section_breaks_mark_the_element_behind_them(word_file: WordFile) -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = (
        par("a") + par(page + run("b")) + par(run("c") + page + run("d"))
        + par("e", "<w:pageBreakBefore/>") + par("f", "<w:sectPr/>") + par("g")
        + par("h", '<w:sectPr><w:type w:val="continuous"/></w:sectPr>') + par("i") + "<w:sectPr/>"
    )  # fmt: skip
    loaded = docx.load(word_file(body))
    assert "".join(lines(loaded)) == "abcdefghi"
    marked = [words(loaded, e) for e in loaded.elements if e.section_break]
    assert marked == ["b", "d", "e", "g"]


# --- footnotes --------------------------------------------------------------------------------


def test_footnotes_follow_the_element_with_their_mark(word_file: WordFile) -> None:
    def mark(number: int, kind: str = "footnote") -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{par("line")}</w:footnote>'
        f'<w:footnote w:id="2">{par("<w:r><w:footnoteRef/></w:r>" + run(" See"))}'
        f"{par('below.')}</w:footnote>"
        f'<w:footnote w:id="7">{par("Seventh")}</w:footnote>'
        f'<w:footnote w:id="8">{par("never marked")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="2">{par("End")}</w:endnote>'
    body = (
        par(run("  one") + mark(7) + run(", two") + mark(2) + run("."))
        + par(run("three") + mark(7) + mark(2, "endnote")) + par("four")
    )  # fmt: skip
    loaded = docx.load(word_file(body, footnotes=footnotes, endnotes=endnotes))
    assert lines(loaded) == ["one, two.", "Seventh", "See\nbelow.", "three", "End", "four"]
    notes = [(e.note_label, e.note) for e in loaded.elements if e.kind is ElementKind.FOOTNOTE]
    assert notes == [("1", "fn7"), ("2", "fn2"), ("i", "en2")]
    assert [(loaded.text[: n.offset][-3:], n.note) for n in loaded.notes] == [
        ("one", "fn7"), ("two", "fn2"), ("ree", "fn7"), ("ree", "en2"),
    ]  # fmt: skip


def test_a_mark_chosen_by_the_author_is_no_word(word_file: WordFile) -> None:
    body = par(
        run("text")
        + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>'
        + run(" more")
    )
    footnotes = f'<w:footnote w:id="3">{par("* Note")}</w:footnote>'
    loaded = docx.load(word_file(body, footnotes=footnotes))
    assert lines(loaded) == ["text more", "Note"]
    assert loaded.elements[1].note_label == "*"


def test_notes_are_numbered_as_settings_and_sections_say(word_file: WordFile) -> None:
    def mark(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    settings = (
        '<w:footnotePr><w:numFmt w:val="lowerRoman"/><w:numStart w:val="4"/>'
        '<w:numRestart w:val="eachSect"/></w:footnotePr>'
    )
    footnotes = "".join(f'<w:footnote w:id="{n}">{par(f"n{n}")}</w:footnote>' for n in (1, 2, 3))
    body = (
        par(run("a") + mark(1) + mark(2), "<w:sectPr/>") + par(run("b") + mark(3)) + "<w:sectPr/>"
    )
    loaded = docx.load(word_file(body, footnotes=footnotes, settings=settings))
    assert [e.note_label for e in loaded.elements if e.note] == ["iv", "v", "iv"]


# --- tables -----------------------------------------------------------------------------------


def test_cells_know_their_columns_and_covered_cells_are_empty(word_file: WordFile) -> None:
    down, under = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        "<w:tbl>"
        + row(cell("a", down), cell("b", '<w:gridSpan w:val="2"/>'), cell("z"))
        + row(cell("not shown", under), cell("c"), cell(par("d1") + par("d2")))
        + row(cell("e"), properties='<w:gridBefore w:val="2"/>')
        + row(cell(""), cell(""))
        + "</w:tbl>"
    )
    loaded = docx.load(word_file(par("before") + table + par("between") + table))
    rows = [e for e in loaded.elements if e.kind is ElementKind.ROW]
    assert [cells(loaded, each) for each in rows[:3]] == [
        [(0, 1, ["a"]), (1, 2, ["b"]), (3, 1, ["z"])],
        [(0, 1, []), (1, 1, ["c"]), (2, 1, ["d1", "d2"])],
        [(2, 1, ["e"])],
    ]
    assert [each.table for each in rows] == [1, 1, 1, 2, 2, 2]
    assert all(not each.spans for each in rows)
    assert "not shown" not in loaded.text


def test_header_rows_are_those_marked_from_the_top(word_file: WordFile) -> None:
    header = "<w:tblHeader/>"
    table = (
        "<w:tbl>" + row(cell("a"), properties=header) + row(cell("b"), properties=header)
        + row(cell("c")) + row(cell("d"), properties=header) + "</w:tbl>"
    )  # fmt: skip
    loaded = docx.load(word_file(table))
    assert [element.is_header for element in loaded.elements] == [True, True, False, False]


def test_a_first_row_in_bold_or_set_off_by_the_table_style_names_the_columns(
    word_file: WordFile,
) -> None:
    bold = row(*(cell(par(run(t, "<w:b/>"))) for t in ("Activity", "Amount")))
    plain = row(cell("Study"), cell("40"))
    look = '<w:tblLook w:firstRow="1"/>'
    styled = f'<w:tblPr><w:tblStyle w:val="Set"/>{look}</w:tblPr>'
    unstyled = f'<w:tblPr><w:tblStyle w:val="Grid"/>{look}</w:tblPr>'
    styles = style(
        "Set", '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>', kind="table"
    ) + style("Grid", "", kind="table")
    body = par("x").join(
        f"<w:tbl>{inside}</w:tbl>"
        for inside in (bold + plain, bold + bold, styled + plain + plain, unstyled + plain + plain)
    )
    loaded = docx.load(word_file(body, styles=styles))
    found = [element.is_header for element in loaded.elements if element.table]
    assert found == [True, False, False, False, True, False, False, False]


def test_nested_tables_numbers_and_notes_lie_in_the_outer_cell(word_file: WordFile) -> None:
    numbering = definition(level(0, "lowerLetter", "%1)")) + using(1)
    inner = "<w:tbl>" + row(cell("in 1"), cell("in 2")) + "</w:tbl>"
    marked = par(run("noted") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    table = "<w:tbl>" + row(cell(item("first") + inner + item("second")), cell(marked)) + "</w:tbl>"
    footnotes = f'<w:footnote w:id="2">{par("Note")}</w:footnote>'
    loaded = docx.load(word_file(table + item("third"), numbering=numbering, footnotes=footnotes))
    assert cells(loaded, loaded.elements[0]) == [
        (0, 1, ["a) first", "in 1", "in 2", "b) second"]), (1, 1, ["noted"]),
    ]  # fmt: skip
    assert lines(loaded)[1:] == ["Note", "c) third"]


def test_deleted_rows_are_not_read(word_file: WordFile) -> None:
    table = "<w:tbl>" + row(cell("kept")) + row(cell("gone"), properties="<w:del/>") + "</w:tbl>"
    assert docx.load(word_file(table)).text == "kept"


# --- limits and metadata ----------------------------------------------------------------------


def test_metadata_is_that_of_the_core_properties(word_file: WordFile) -> None:
    core = (
        "<dc:title> CWS/90/4 </dc:title><dc:language>fr</dc:language><dc:creator/>"
        "<dcterms:created>2031-03-14T00:00:00Z</dcterms:created>"
    )
    loaded = docx.load(word_file(par("x"), core=core))
    assert loaded.metadata == {
        "title": "CWS/90/4", "language": "fr", "created": "2031-03-14T00:00:00Z",
    }  # fmt: skip
    assert (loaded.format, loaded.pages) == ("docx", None)


def test_a_document_without_words_is_empty(word_file: WordFile) -> None:
    with pytest.raises(EmptyDocument):
        docx.load(word_file(par("") + par("\u00a0 \u200b") + "<w:p/>"))


def test_a_document_type_declaration_is_refused(word_file: WordFile, tmp_path: Path) -> None:
    bomb = (
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/x">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&b;&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    for encoding in ("utf-8", "utf-16"):
        path = tmp_path / f"{encoding}.docx"
        with zipfile.ZipFile(word_file(par("x"))) as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                is_main = name == "word/document.xml"
                new.writestr(name, bomb.encode(encoding) if is_main else old.read(name))
        with pytest.raises(DamagedFile, match="document type"):
            docx.load(path)


def test_deep_nesting_is_refused_and_many_empty_paragraphs_are_skipped(word_file: WordFile) -> None:
    with pytest.raises(DamagedFile):
        docx.load(word_file("<w:sdt>" * 300 + par("x") + "</w:sdt>" * 300))
    settings = IngestSettings(max_zip_ratio=10_000)
    assert docx.load(word_file("<w:p/>" * 100_000 + par("x")), settings).text == "x"
    with pytest.raises(TooLarge, match="tags"):
        docx.load(word_file("<w:p/>" * 4_000_001), settings)


def test_too_many_words_are_refused(word_file: WordFile) -> None:
    with pytest.raises(TooLarge, match="characters"):
        docx.load(word_file(par("x" * 2000)), IngestSettings(max_text_chars=1000))


def test_a_huge_span_does_not_make_a_huge_row(word_file: WordFile) -> None:
    table = "<w:tbl>" + row(cell("a", '<w:gridSpan w:val="999999999"/>'), cell("b")) + "</w:tbl>"
    loaded = docx.load(word_file(table))
    assert cells(loaded, loaded.elements[0]) == [(0, 1, ["a"]), (1, 1, ["b"])]
