"""What a document becomes: parts, headings, paragraphs, tables, notes."""

from ingest.types import Status
from service.pages.reader.building import build_reading
from service.pages.reader.types import Heading, Marker, PageBreak, Paragraph, Table
from service.pages.reader.writing import plain


def kinds(part):
    return [type(node).__name__ for node in part.nodes]


def test_items_and_closing_words_belong_to_their_paragraph(made):
    reading = (
        made()
        .add("paragraph", "Offices should:", number="4", locator="p4")
        .add("item", "(a) read; and", label="a", locator="p4")
        .add("item", "(b) write.", label="b", locator="p4")
        .add("paragraph", "All agreed.", locator="p4")
        .reading()
    )
    (paragraph,) = reading.paragraph("p4")
    assert (paragraph.id, paragraph.number) == ("p4", "4")
    assert [plain(line.label) for line in paragraph.lines] == ["", "(a)", "(b)", ""]
    assert [plain(line.words) for line in paragraph.lines] == [
        "Offices should:", "read; and", "write.", "All agreed.",
    ]  # fmt: skip
    assert [is_items for is_items, _ in paragraph.runs()] == [False, True, False]


def test_only_the_first_part_of_a_passage_has_its_id(made):
    reading = (
        made()
        .add("paragraph", "One", locator="rec-1")
        .add("item", "a) Two", label="a", locator="rec-1/a")
        .add("paragraph", "Three", locator="rec-1")
        .reading()
    )
    nodes = reading.parts[0].nodes
    assert [node.id for node in nodes] == ["rec-1", "rec-1/a", ""]
    assert [node.locator for node in nodes] == ["rec-1", "rec-1/a", "rec-1"]


def test_headings_never_skip_a_level_downwards(made):
    reading = (
        made()
        .add("heading", "A", level=1)
        .add("heading", "B", level=4)
        .add("heading", "C", level=2)
        .add("marker", "ANNEX", level=1, annex="")
        .add("heading", "D", level=1, annex="")
        .reading()
    )
    main, annex = reading.parts
    assert [node.depth for node in main.nodes] == [2, 3, 3]
    assert plain(annex.title) == "ANNEX"
    assert [node.depth for node in annex.nodes] == [3]
    assert [(entry.text, entry.depth) for entry in reading.contents] == [
        ("A", 2), ("B", 3), ("C", 3), ("ANNEX", 2), ("D", 3),
    ]  # fmt: skip


def test_an_annex_without_a_title_is_in_the_contents_all_the_same(made):
    reading = (
        made()
        .add("paragraph", "x", locator="s0/1")
        .add("paragraph", "y", locator="annex-II/s0/1", annex="II")
        .reading()
    )
    (entry,) = reading.contents
    assert (entry.annex, entry.text, entry.is_part) == ("II", "", True)
    assert reading.parts[1].id == "annex-II"


def test_notes_stand_at_the_end_of_their_part_and_know_their_marks(made):
    document = made()
    document.add(
        "paragraph", "One two three.", number="1", locator="p1",
        notes=[("One", "fn1"), ("two", "fn2"), ("three", "fn1")],
    )  # fmt: skip
    document.add("footnote", "First.", number="1", locator="fn1")
    document.add("paragraph", "Four.", number="2", locator="p2")
    document.add("footnote", "Second.", number="2", locator="fn2")
    reading = document.reading()
    assert kinds(reading.parts[0]) == ["Paragraph", "Paragraph"]
    assert [(n.id, n.backs) for n in reading.parts[0].notes] == [
        ("fn1", ("to-fn1", "to-fn1.2")),
        ("fn2", ("to-fn2",)),
    ]
    assert plain(reading.note("fn2").words) == "Second."


def test_what_a_page_has_cut_apart_is_one_text_again(made):
    document = made()
    document.add("paragraph", "One half", "and the other.", number="1", locator="p1")
    document.add("item", "(a) One half", "and the other.", label="a", locator="p1")
    lines = document.reading().paragraph("p1")[0].lines
    assert [plain(line.words) for line in lines] == ["One half and the other."] * 2


def test_a_mark_in_an_item_is_counted_once(made):
    document = made()
    document.add("item", "(a) One.", label="a", locator="p1", notes=[("One", "fn1")])
    document.add("footnote", "First.", number="1", locator="fn1")
    reading = document.reading()
    (line,) = reading.paragraph("p1")[0].lines
    assert [piece.id for piece in line.words if piece.id] == ["to-fn1"]
    assert reading.note("fn1").backs == ("to-fn1",)


def test_heads_whose_rows_are_told_as_paragraphs_are_one_line(made):
    reading = (
        made()
        .row("Recommendation", "Actions", kind="table_header", table=1)
        .add("paragraph", "Recommendation 1", locator="rec-1", table=1)
        .reading()
    )
    head, _ = reading.parts[0].nodes
    assert isinstance(head, Marker)
    assert plain(head.words) == "Recommendation | Actions"


def test_a_mark_that_a_text_file_prints_is_shown_once(made):
    document = made(format="text")
    document.add("paragraph", "One[footnoteRef:2] two.", locator="s0/1", notes=[("One", "fn1")])
    document.add("footnote", "First.", number="1", locator="fn1")
    (paragraph,) = document.reading().paragraph("s0/1")
    assert [piece.text for piece in paragraph.lines[0].words] == ["One", "1", " two."]


def test_a_table_has_its_caption_its_head_and_cells_for_what_is_empty(made):
    reading = (
        made()
        .add("heading", "(in francs)", level=9)
        .row("Item", "Year 1", "Year 2", kind="table_header", table=1)
        .row("Travel", None, "40", table=1, locator="t1/r1")
        .add("footnote", "Note.", number="1", locator="fn1", table=1)
        .row("Total", "9", "49", table=1, locator="t1/r2")
        .row("Other", "table", table=2, locator="t2/r1")
        .reading()
    )
    first, second = reading.parts[0].nodes
    assert plain(first.caption) == "(in francs)"
    assert [cell.is_head for row in first.head for cell in row.cells] == [True, True, True]
    assert [row.id for row in first.rows] == ["t1/r1", "t1/r2"]
    assert [cell.is_head for cell in first.rows[0].cells] == [True, False, False]
    assert first.rows[0].cells[1].lines == ()
    assert (second.number, reading.row("t2/r1")[0]) == (2, second)


def test_a_head_that_a_text_file_prints_stands_above_the_columns_that_it_must(made):
    reading = (
        made(format="text")
        .row("Outputs", "Quarters", kind="table_header", table=1)
        .row("Q1", "Q2", "Q3", kind="table_header", table=1)
        .row("Study", "X", None, "X", table=1, locator="t1/r1")
        .reading()
    )
    table = reading.parts[0].nodes[0]
    over, names = table.head
    assert [cell.span for cell in over.cells] == [4]
    assert [[plain(line) for line in cell.lines] for cell in names.cells] == [
        [], ["Q1"], ["Q2"], ["Q3"],
    ]  # fmt: skip


def test_pages_begin_where_they_do_and_before_the_title_of_an_annex(made):
    reading = (
        made()
        .add("paragraph", "x", number="1", locator="p1", page=1)
        .add("paragraph", "y", number="2", locator="p2", page=2, page_label="ii")
        .add("marker", "ANNEX", level=1, annex="", page=3)
        .add("paragraph", "z", number="1", locator="annex/p1", annex="", page=3)
        .reading()
    )
    main, annex = reading.parts
    assert kinds(main) == ["Paragraph", "PageBreak", "Paragraph"]
    assert main.nodes[1] == PageBreak(2, "ii")
    assert annex.opens == PageBreak(3, "3")
    assert kinds(annex) == ["Paragraph"]


def test_heads_that_every_page_repeats_are_shown_once(made):
    document = made()
    for number in "123":
        document.add("table_header", "Recommendation Actions")
        document.add("paragraph", f"x{number}", locator=f"rec-{number}")
    nodes = document.reading().parts[0].nodes
    assert sum(isinstance(node, Marker) for node in nodes) == 1
    assert sum(isinstance(node, Paragraph) for node in nodes) == 3


def test_a_document_without_blocks_is_shown_by_its_passages(made):
    document = made().add("paragraph", "x", number="1", locator="p1")
    passages = document.passages()
    document.blocks = []
    reading = build_reading(document.document, [], passages, lambda *_: "", {})
    assert reading.paragraph("p1")[0].number == "1"


def test_a_label_in_arabic_keeps_its_direction_and_a_latin_one_is_isolated(made):
    reading = (
        made(language="ar")
        .add("item", "“1” أولا", label="“1”", locator="p1")
        .add("item", "(ii) ثانيا", label="ii", locator="p1")
        .reading()
    )
    first, second = reading.paragraph("p1")[0].lines
    assert [piece.kind.value for piece in first.label] == ["text"]
    assert [piece.kind.value for piece in second.label] == ["isolate"]


def test_the_status_that_most_share_is_told_once_but_never_a_decision(made):
    said = made()
    for number in range(1, 4):
        said.add("paragraph", f"Fact {number}.", number=str(number), locator=f"p{number}")
    assert said.reading().usual in (Status.OTHER, Status.SECRETARIAT)


def test_other_languages_are_told_for_each_place(made):
    document = made().add("paragraph", "x", number="1", locator="p1")
    reading = document.reading(parallel={"CWS/91/2#p1": ("en", "fr")})
    assert reading.paragraph("p1")[0].parallel == ("fr",)


def test_every_word_is_shown_once(made):
    document = made()
    document.add("header", "E").add("header", "CWS/91/2").add("header", "A TITLE")
    document.add("heading", "Heading", level=1)
    document.add("paragraph", "Words", number="1", locator="p1")
    document.row("Cell", "Other", table=1, locator="t1/r1")
    document.add("marker", "[End]")
    reading = document.reading()
    shown = [*reading.front.corner, *reading.front.above, reading.front.title]
    for node in reading.parts[0].nodes:
        if isinstance(node, Table):
            shown += [line for row in node.rows for cell in row.cells for line in cell.lines]
        elif isinstance(node, Paragraph):
            shown += [line.words for line in node.lines]
        elif isinstance(node, Heading | Marker):
            shown.append(node.words)
    words = " ".join(plain(each) for each in shown if each)
    assert words.split() == document.text.split()
