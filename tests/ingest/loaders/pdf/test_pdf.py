"""What the PDF loader makes of pages made by hand: every word, once, in order, in its element."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfWriter, Transformation

from ingest.errors import (
    DamagedFile,
    EmptyDocument,
    EncryptedFile,
    UnreadableText,
)
from ingest.loaders.pdf import load
from ingest.types import Element, ElementKind, Loaded

LONG = (
    "The Secretariat presented the document and recalled that the Committee had asked for a plan,"
)


def texts(loaded: Loaded, kind: ElementKind = ElementKind.PARAGRAPH) -> list[str]:
    return [text(loaded, element) for element in loaded.elements if element.kind is kind]


def text(loaded: Loaded, element: Element) -> str:
    return "\n".join(loaded.text[span.start : span.end] for span in element.spans)


def rows(loaded: Loaded) -> list[list[list[str]]]:
    return [
        [[loaded.text[span.start : span.end] for span in cell.spans] for cell in element.cells]
        for element in loaded.elements
        if element.kind is ElementKind.ROW
    ]


# --- lines and paragraphs -----------------------------------------------------------------------


def test_joins_wrapped_lines_with_one_blank(pdf):
    pdf.lines(70, 700, LONG, "which is ready.")
    pdf.lines(70, 660, "Another paragraph.")
    assert texts(load(pdf.save())) == [LONG + " which is ready.", "Another paragraph."]


def test_begins_a_paragraph_where_the_next_word_had_found_room(pdf):
    pdf.lines(70, 700, LONG, "and stopped.", "This is new.")
    assert texts(load(pdf.save())) == [LONG + " and stopped.", "This is new."]


def test_joins_chinese_lines_without_a_blank(pdf):
    pdf.lines(
        70,
        700,
        "秘书处介绍了本文件并回顾说委员会曾要求编拟一份列明费用的计划供各成员国审议并提出意",
        "见。",
    )
    assert texts(load(pdf.save())) == [
        "秘书处介绍了本文件并回顾说委员会曾要求编拟一份列明费用的计划供各成员国审议并提出意见。"
    ]


def test_joins_russian_and_spanish_lines_with_a_blank(pdf):
    pdf.lines(
        70,
        700,
        "Секретариат представил документ и напомнил, что Комитет на своей последней сессии",
        "просил план.",
    )
    pdf.lines(
        70,
        600,
        "La Secretaría presentó el documento y recordó que el Comité había pedido, en su última",
        "sesión, un plan.",
    )
    assert [t.split()[-2:] for t in texts(load(pdf.save()))] == [
        ["просил", "план."],
        ["un", "plan."],
    ]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("100.Il est noté", "100. Il est noté"),
        ("7.  Комитет", "7. Комитет"),
        ("(a)     note", "(a) note"),
        ("1.5 million", "1.5 million"),
        ("U.S.A. asked", "U.S.A. asked"),
    ],
)
def test_writes_a_label_and_one_blank(pdf, printed, read):
    pdf.lines(70, 700, printed)
    assert load(pdf.save()).text == read


def test_a_label_with_a_tab_begins_a_paragraph_although_the_line_above_is_full(pdf):
    pdf.lines(70, 700, LONG)
    pdf.text(70, 688, "(a)")
    pdf.text(100, 688, "take note.")
    loaded = load(pdf.save())
    assert texts(loaded) == [LONG, "(a) take note."]
    assert loaded.elements[1].label == "(a)"


def test_a_wide_blank_of_a_justified_line_is_no_tab(pdf):
    pdf.lines(70, 700, LONG)
    x = 70.0
    for word in ("14)", "of", "the", "rules", "and", "of", "all", "others"):
        x = pdf.text(x, 688, word) + 7
    assert texts(load(pdf.save())) == [LONG + " 14) of the rules and of all others"]


@pytest.mark.parametrize(
    ("end", "start"), [("2031–", "2032"), ("WIPO/", "GRTKF"), ("the (", "CWS)")]
)
def test_glues_what_the_page_broke_at_a_dash_stroke_or_bracket(pdf, end, start):
    filler = LONG[: 90 - len(end)]
    pdf.lines(70, 700, LONG, filler + " " + end, start + " took note.")
    assert texts(load(pdf.save()))[-1].endswith(f" {end}{start} took note.")


def test_makes_a_word_whole_that_the_page_broke_and_keeps_true_hyphens(pdf):
    pdf.lines(
        70,
        700,
        "The cooperation of the member Offices in all the well-known plans of the Committee on",
    )
    pdf.lines(
        70,
        660,
        "The old plan of the member Offices and of the Committee on Standards was for coop-",
        "eration.",
    )
    pdf.lines(
        70,
        600,
        "The old plan of the member Offices and of the Committee on Standards was for a well-",
        "known plan.",
    )
    pdf.lines(
        70,
        540,
        "The old plan of the member Offices and of the Committee on Standards was for Anglo-",
        "Saxon law.",
    )
    found = texts(load(pdf.save()))
    assert [words.split(" was for ")[1] for words in found[1:]] == [
        "cooperation.",
        "a well-known plan.",
        "Anglo-Saxon law.",
    ]


def test_joins_a_paragraph_that_the_page_cut(pdf):
    pdf.lines(70, 100, "3. " + LONG)
    pdf.page().lines(70, 760, "which is ready.")
    pdf.lines(70, 730, "4. The end is near, as is said.")
    loaded = load(pdf.save())
    assert texts(loaded) == ["3. " + LONG + " which is ready.", "4. The end is near, as is said."]
    assert [element.page for element in loaded.elements] == [1, 2]


def test_reads_doubled_glyphs_once(pdf):
    pdf.text(70, 700, "原文：英文", size=12)
    pdf.text(70.3, 700, "原文：英文", size=12)
    pdf.text(70, 650, "Committee of all")
    assert texts(load(pdf.save())) == ["原文：英文", "Committee of all"]


def test_leaves_out_words_that_no_reader_sees(pdf):
    pdf.text(70, 700, "What is seen.")
    pdf.text(70, 650, "What is not.", mode=3)
    pdf.text(700, 600, "What lies beside the page.")
    assert load(pdf.save()).text == "What is seen."


def test_reads_larger_and_bold_lines_as_headings(pdf):
    pdf.lines(70, 700, "1. " + LONG, "which is ready.")
    pdf.text(70, 660, "BACKGROUND", bold=True)
    pdf.lines(70, 640, "2. " + LONG, "which is ready.")
    pdf.text(70, 600, "Day one", bold=True)
    pdf.lines(70, 580, "3. " + LONG, "which is ready.")
    loaded = load(pdf.save())
    headings = [e for e in loaded.elements if e.kind is ElementKind.HEADING]
    assert [(text(loaded, e), e.level) for e in headings] == [("BACKGROUND", 1), ("Day one", 2)]


# --- pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["page {}", "página {}", "стр. {}", "第{}页", "{}", "الصفحة {}"])
def test_drops_running_heads_and_keeps_the_printed_number(pdf, word):
    for n in (1, 2, 3):
        if n > 1:
            pdf.page()
            pdf.text(450, 800, "CWS/90/4")
            if "ا" in word:
                pdf.rtl(500, 788, "الصفحة ", str(n))
            else:
                pdf.text(450, 788, word.format(n))
        pdf.lines(70, 700, f"{n}. This is what the paragraph {'abc'[n - 1]} says.")
    loaded = load(pdf.save())
    assert texts(loaded) == [
        f"{n}. This is what the paragraph {'abc'[n - 1]} says." for n in (1, 2, 3)
    ]
    assert [(e.page, e.page_label) for e in loaded.elements] == [(1, None), (2, "2"), (3, "3")]


def test_keeps_a_short_line_below_a_running_head(pdf):
    pdf.lines(70, 700, "CWS/90/4", "First page of 2.")
    pdf.page().text(450, 800, "CWS/90/4")
    pdf.text(450, 788, "page 2")
    pdf.text(70, 750, "3. Budget of 2.")
    assert load(pdf.save()).text.endswith("3. Budget of 2.")


def test_page_labels_of_the_file_win(pdf):
    pdf.labels = "/PageLabels<</Nums[0<</S/r>>]>>"
    pdf.lines(70, 700, "On the first page.")
    pdf.page().lines(70, 700, "On the second page.")
    assert [e.page_label for e in load(pdf.save()).elements] == ["i", "ii"]


def test_tells_what_the_file_says_about_itself(pdf):
    pdf.info = {"Title": "Тема №\u200b 1"}
    pdf.text(70, 700, "Words")
    loaded = load(pdf.save())
    assert loaded.metadata == {"title": "Тема № 1", "language": "fr"}
    assert (loaded.format, loaded.pages) == ("pdf", 1)


def test_reads_a_page_that_is_shown_turned(pdf):
    pdf.lines(70, 700, LONG, "which is ready.")
    path = pdf.save()
    writer = PdfWriter(clone_from=path)
    writer.pages[0].add_transformation(Transformation().rotate(90).translate(842, 0))
    writer.pages[0].mediabox.upper_right = (842, 595)
    writer.pages[0].rotate(90)
    writer.write(path)
    assert texts(load(path)) == [LONG + " which is ready."]


def test_puts_words_set_at_an_angle_at_the_end_and_drops_watermarks(pdf):
    for n in (1, 2):
        pdf.lines(70, 700 - 7 * n, f"{n}. The text of page {n}.")
        pdf.pages[-1].append("q 0 1 -1 0 300 300 cm")
        pdf.text(0, 0, "Activities" if n == 1 else "DRAFT")
        pdf.pages[-1].append("Q")
        pdf.page()
    pdf.pages[-1].append("q 0 1 -1 0 300 300 cm")
    pdf.text(0, 0, "DRAFT")
    pdf.pages[-1].append("Q")
    found = texts(load(pdf.save()))
    assert found == ["1. The text of page 1.", "2. The text of page 2.", "Activities"]


# --- footnotes ----------------------------------------------------------------------------------


def test_takes_a_raised_number_for_the_mark_of_the_note_below(pdf):
    end = pdf.text(70, 700, "1. The Committee met")
    pdf.text(end, 703.5, "1", size=6)
    pdf.text(end + 6, 700, "in Geneva and took note.")
    pdf.lines(70, 660, "2. It took note.")
    pdf.rule(70, 120, 190, 120)
    pdf.text(70, 108, "1", size=5)
    pdf.text(76, 106, "See document CWS/89/2.", size=8)
    loaded = load(pdf.save())
    kinds = [element.kind for element in loaded.elements]
    assert kinds == [ElementKind.PARAGRAPH, ElementKind.FOOTNOTE, ElementKind.PARAGRAPH]
    assert texts(loaded)[0] == "1. The Committee met in Geneva and took note."
    assert texts(loaded, ElementKind.FOOTNOTE) == ["See document CWS/89/2."]
    assert [(loaded.text[: ref.offset], ref.note) for ref in loaded.notes] == [
        ("1. The Committee met", loaded.elements[1].note)
    ]
    assert loaded.elements[1].note_label == "1"


def test_joins_a_note_that_goes_on_on_the_next_page(pdf):
    small = "See the document in which the Secretariat told the Committee of all the activities of"
    small += " the former years, in"
    end = pdf.text(70, 700, "1. The Committee met")
    pdf.text(end, 703.5, "1", size=6)
    pdf.lines(70, 680, LONG, LONG, LONG)
    pdf.rule(70, 92, 190, 92)
    pdf.text(70, 80, "1 " + small, size=8)
    pdf.page().lines(70, 700, LONG, LONG, LONG)
    pdf.rule(70, 92, 190, 92)
    pdf.text(70, 80, "paragraph five.", size=8)
    assert texts(load(pdf.save()), ElementKind.FOOTNOTE) == [small + " paragraph five."]


def test_keeps_notes_that_are_alike_on_several_pages(pdf):
    for n in (1, 2, 3):
        if n > 1:
            pdf.page()
        end = pdf.text(70, 700, f"{n}. The Committee met")
        pdf.text(end, 703.5, str(n), size=6)
        pdf.lines(70, 400, "Some more words of the paragraph " + "abc"[n - 1] + ".")
        pdf.rule(70, 120, 190, 120)
        pdf.text(70, 80, f"{n} See the report.", size=8)
    assert texts(load(pdf.save()), ElementKind.FOOTNOTE) == ["See the report."] * 3


def test_a_line_of_a_note_that_begins_with_a_number_is_no_new_note(pdf):
    small = "See what was said in the document of the former session of the Committee, in paragraph"
    for n in (1, 2, 3):
        end = pdf.text(70, 720 - 30 * n, f"{n}. The Committee met in room {'abc'[n - 1]}")
        pdf.text(end, 723.5 - 30 * n, str(n), size=6)
    pdf.lines(70, 500, LONG)
    pdf.rule(70, 140, 190, 140)
    pdf.lines(
        70,
        130,
        "1 " + small + " of those first documents,",
        "3 and later.",
        "2 No.",
        "3 Yes.",
        size=8,
    )
    assert texts(load(pdf.save()), ElementKind.FOOTNOTE) == [
        small + " of those first documents, 3 and later.",
        "No.",
        "Yes.",
    ]


def test_keeps_raised_letters_that_refer_to_no_note(pdf):
    end = pdf.text(70, 700, "The area is 20 m")
    pdf.text(end, 703.5, "2", size=6)
    pdf.text(end + 6, 700, "wide.")
    assert load(pdf.save()).text == "The area is 20 m2 wide."


# --- tables -------------------------------------------------------------------------------------


def test_reads_a_ruled_grid_as_rows_and_cells(pdf):
    pdf.grid([70, 200, 400], [700, 680, 640])
    pdf.text(74, 686, "Activity", bold=True)
    pdf.text(204, 686, "Cost", bold=True)
    pdf.lines(74, 666, "Study of all the laws on", "the term")
    pdf.lines(204, 666, "15,000")
    loaded = load(pdf.save())
    assert rows(loaded) == [
        [["Activity"], ["Cost"]],
        [["Study of all the laws on the term"], ["15,000"]],
    ]
    assert [element.is_header for element in loaded.elements] == [True, False]
    assert [cell.column for cell in loaded.elements[1].cells] == [0, 1]


def test_reads_a_merged_cell_with_its_width(pdf):
    for y in (700, 680, 660):
        pdf.rule(70, y, 400, y)
    for x in (70, 400):
        pdf.rule(x, 660, x, 700)
    pdf.rule(200, 680, 200, 700)
    pdf.text(74, 686, "One")
    pdf.text(204, 686, "Two")
    pdf.text(74, 666, "Total of both")
    last = load(pdf.save()).elements[-1]
    assert [(cell.column, cell.colspan) for cell in last.cells] == [(0, 2)]


def test_keeps_labelled_paragraphs_of_a_cell_apart(pdf):
    pdf.grid([70, 250, 400], [700, 640])
    pdf.lines(74, 690, "a) keep a list of all the services", "of the Office;", "b) tell users.")
    pdf.text(254, 690, "R1")
    assert rows(load(pdf.save())) == [
        [["a) keep a list of all the services of the Office;", "b) tell users."], ["R1"]]
    ]


def test_drops_a_repeated_header_and_joins_a_cut_row(pdf):
    xs = [70.0, 250.0, 400.0]
    pdf.grid(xs, [140, 120, 60])
    pdf.text(74, 126, "Recommendation", bold=True)
    pdf.text(254, 126, "Old", bold=True)
    pdf.lines(
        74,
        108,
        "1. Offices should keep a list with",
        "all of their services and should",
        "always review it together with all",
        "of their users in public meetings",
    )
    pdf.text(254, 108, "R1")
    pdf.page().grid(xs, [780, 760, 720, 700])
    pdf.text(74, 766, "Recommendation", bold=True)
    pdf.text(254, 766, "Old", bold=True)
    pdf.text(74, 748, "once a year.")
    pdf.text(74, 708, "2. Offices should have a plan.")
    pdf.text(254, 708, "R2")
    loaded = load(pdf.save())
    assert rows(loaded)[1:] == [
        [
            [
                "1. Offices should keep a list with all of their services and should always review"
                " it together with all of their users in public meetings once a year."
            ],
            ["R1"],
        ],
        [["2. Offices should have a plan."], ["R2"]],
    ]
    assert [(e.table, e.is_header, e.page) for e in loaded.elements] == [
        (1, True, 1),
        (1, False, 1),
        (1, False, 2),
    ]


def test_numbers_arabic_columns_from_the_right(pdf):
    pdf.grid([70, 250, 400], [700, 680])
    pdf.rtl(396, 686, "التوصية")
    pdf.rtl(246, 686, "الإجراءات")
    assert rows(load(pdf.save())) == [[["التوصية"], ["الإجراءات"]]]


# --- Arabic -------------------------------------------------------------------------------------


def test_reads_arabic_lines_from_the_right_with_latin_and_numbers_in_order(pdf):
    pdf.rtl(
        525,
        700,
        "عرضت الأمانة الوثيقة ",
        "WIPO/GRTKF/IC/37/17",
        " على اللجنة في ",
        "2031",
        "-",
        "03",
        "-",
        "14",
        " ثم ",
        ")",
        "1",
        "(",
        " وشكرا",
    )
    assert load(pdf.save()).text == (
        "عرضت الأمانة الوثيقة WIPO/GRTKF/IC/37/17 على اللجنة في 2031-03-14 ثم (1) وشكرا"
    )


def test_takes_a_stretched_join_of_a_justified_line_for_no_blank(pdf):
    x = pdf.rtl(525, 700, "عرضت اللجنة هذا التقر")
    pdf.rtl(x - 6, 700, "ير على الدول")
    assert load(pdf.save()).text == "عرضت اللجنة هذا التقرير على الدول"


def test_joins_a_lone_and_at_the_end_of_an_arabic_line_to_the_next_word(pdf):
    pdf.rtl(
        525,
        700,
        "عرضت الأمانة هذه الوثيقة على اللجنة في دورتها التاسعة والثمانين في جنيف في هذا العام و",
    )
    pdf.rtl(525, 688, "330", " من الدول")
    assert load(pdf.save()).text.endswith("هذا العام و330 من الدول")


def test_writes_presentation_forms_as_plain_letters(pdf):
    pdf.rtl(525, 700, "ﻻ يزال هذا أولوية")
    assert load(pdf.save()).text == "لا يزال هذا أولوية"


def test_refuses_arabic_that_reads_backwards(pdf):
    for n in range(12):
        pdf.text(
            70 + 7 * n, 700 - 20 * n, "الأمانة والوثيقة في الدورة القادمة لا على الخطة المعدلة"
        )
    with pytest.raises(UnreadableText, match="backwards"):
        load(pdf.save())


def test_refuses_arabic_told_letter_by_letter(pdf):
    for n in range(8):
        pdf.rtl(525 - 7 * n, 700 - 20 * n, "ع ر ض ت ا ل أ م ا ن ة ا ل و ث ي ق ة")
    with pytest.raises(UnreadableText, match="single letters"):
        load(pdf.save())


def test_refuses_a_file_that_does_not_tell_its_letters(pdf):
    pdf.told = lambda _: "\x00"
    pdf.lines(70, 700, LONG, LONG)
    with pytest.raises((UnreadableText, EmptyDocument)):
        load(pdf.save())


# --- files that cannot be read ------------------------------------------------------------------


def encrypted(source: Path, user: str) -> Path:
    writer = PdfWriter(clone_from=source)
    writer.encrypt(user_password=user, owner_password="owner", algorithm="RC4-128")
    writer.write(source)
    return source


def test_refuses_a_file_that_needs_a_password(pdf):
    pdf.text(70, 700, "Secret")
    with pytest.raises(EncryptedFile):
        load(encrypted(pdf.save(), "secret"))


def test_opens_a_file_that_the_empty_password_opens(pdf):
    pdf.text(70, 700, "Not so secret")
    assert load(encrypted(pdf.save(), "")).text == "Not so secret"


def test_refuses_a_page_without_text(pdf):
    with pytest.raises(EmptyDocument):
        load(pdf.save())


def test_refuses_a_file_without_pages(tmp_path):
    path = tmp_path / "none.pdf"
    PdfWriter().write(path)
    with pytest.raises(EmptyDocument):
        load(path)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"PK\x03\x04 a word file"]
)
def test_refuses_what_is_no_pdf(tmp_path, content):
    path = tmp_path / "no.pdf"
    path.write_bytes(content)
    with pytest.raises(DamagedFile):
        load(path)


def test_tells_which_pages_have_no_text(pdf):
    pdf.text(70, 700, "Words")
    pdf.page()
    assert load(pdf.save()).warnings == ("Pages without text: 2.",)


def test_any_cut_of_a_file_is_read_or_refused(pdf):
    pdf.grid([70, 200, 400], [700, 680, 640])
    pdf.lines(74, 690, LONG, LONG)
    path = pdf.save()
    whole = path.read_bytes()
    for cut in range(0, len(whole), 97):
        path.write_bytes(whole[:cut])
        try:
            assert load(path).text
        except (DamagedFile, EmptyDocument, UnreadableText):
            continue
