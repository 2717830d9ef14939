"""The three shapes of text files, and the files that are none."""

from itertools import pairwise

import pytest

from ingest.errors import EmptyDocument, UnreadableText
from ingest.loaders.text import load, load_text
from ingest.types import ElementKind

WRAPPED = """ SUMMARY
1. The Task Force presents a series of draft measures on the exchange of
registers, for consideration by the Committee.  These measures were first
discussed at the last session.

2. The Committee asked for three things, such as the lists R1,

R2 and R3, and wished to see them soon.
− the first thing, which is long enough to run over the end of
the line;
− the second thing.

3. The Committee is invited to:

(a) note the contents of
this document; and

(b) adopt the measures.

1  The list of measures is on the page of the meeting (see document CWS/90/3).

https://example.org/meetings/details.jsp?id=1
"""

EXPORTED = (
    "Introduction\n"
    "The report covers the year.[footnoteRef:2]  It has two parts.[footnoteRef:3] "
    "[2:  \tThe first report [of ten].]  [3:  \tThe second note\nruns over two lines.] \n"
    "\n"
    "\tCode\n\tBudget\n\n"
    "\tDA_1\n\t30 000\n\t\n\n"
    "\tA cell of two\nparagraphs.\n\t–\n\n\n\n"
    "After the table.\n"
)

MARKDOWN = """C. WILD 9

**NEXT STEPS AND
GUIDANCE**

The participants named two measures:

- a) to set up a network;
- b) to share services.

## Contacts

| Office | Address |
| --- | --- |
| Geneva | one@example.org |
"""


def words(loaded, element):
    spans = element.spans or [span for cell in element.cells for span in cell.spans]
    return [" ".join(loaded.text[a:b].split()) for a, b in spans]


def test_joins_wrapped_lines_to_paragraphs_and_keeps_the_line_breaks():
    loaded = load_text(WRAPPED)
    first = loaded.elements[1]
    assert first.label == "1."
    assert "exchange of\nregisters" in loaded.text[first.spans[0].start : first.spans[0].end]


def test_joins_a_sentence_that_a_gap_cuts_after_a_comma():
    loaded = load_text(WRAPPED)
    assert "such as the lists R1, R2 and R3, and wished" in words(loaded, loaded.elements[2])[0]


def test_cuts_wrapped_text_at_item_marks():
    labels = [element.label for element in load_text(WRAPPED).elements]
    assert labels == ["", "1.", "2.", "−", "−", "3.", "(a)", "(b)", "1"]


def test_takes_the_note_at_the_foot_of_a_page_with_its_address():
    loaded = load_text(WRAPPED)
    note = loaded.elements[-1]
    assert note.kind is ElementKind.FOOTNOTE
    assert note.note_label == "1"
    assert words(loaded, note)[0].endswith("details.jsp?id=1")


def test_takes_footnotes_out_of_exported_lines_and_prints_their_number():
    loaded = load_text(EXPORTED)
    notes = [e for e in loaded.elements if e.kind is ElementKind.FOOTNOTE]
    assert [n.note_label for n in notes] == ["1", "2"]
    assert words(loaded, notes[0]) == ["The first report [of ten]."]
    assert words(loaded, notes[1]) == ["The second note runs over two lines."]


def test_places_a_footnote_after_the_paragraph_that_refers_to_it():
    kinds = [e.kind for e in load_text(EXPORTED).elements[:4]]
    assert kinds == [ElementKind.PARAGRAPH, ElementKind.PARAGRAPH, *[ElementKind.FOOTNOTE] * 2]


def test_reads_one_cell_a_line_with_empty_cells_and_cells_of_two_paragraphs():
    loaded = load_text(EXPORTED)
    rows = [e for e in loaded.elements if e.kind is ElementKind.ROW]
    assert [[len(c.spans) for c in row.cells] for row in rows] == [[1, 1], [1, 1, 0], [2, 1]]
    assert words(loaded, rows[2]) == ["A cell of two", "paragraphs.", "–"]


def test_ends_the_table_at_a_wide_gap():
    last = load_text(EXPORTED).elements[-1]
    assert last.kind is ElementKind.PARAGRAPH


def test_reads_bold_lines_as_headings_and_drops_the_dash_before_a_letter():
    loaded = load_text(MARKDOWN)
    heads = [words(loaded, e)[0] for e in loaded.elements if e.kind is ElementKind.HEADING]
    assert heads == ["NEXT STEPS AND GUIDANCE", "Contacts"]
    assert [e.label for e in loaded.elements if e.label] == ["a)", "b)"]


def test_reads_markdown_tables():
    loaded = load_text(MARKDOWN)
    rows = [words(loaded, e) for e in loaded.elements if e.kind is ElementKind.ROW]
    assert rows == [["Office", "Address"], ["Geneva", "one@example.org"]]


def test_every_span_lies_in_the_text_and_none_overlap():
    for raw in (WRAPPED, EXPORTED, MARKDOWN):
        loaded = load_text(raw)
        spans = sorted(
            s for e in loaded.elements for s in (*e.spans, *(x for c in e.cells for x in c.spans))
        )
        assert all(0 <= a < b <= len(loaded.text) for a, b in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"...\n"])
def test_refuses_a_file_without_words(tmp_path, data):
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    with pytest.raises(EmptyDocument):
        load(path)


def test_refuses_binary_data(tmp_path):
    path = tmp_path / "program.txt"
    path.write_bytes(b"\x7fELF\0\0\0words")
    with pytest.raises(UnreadableText):
        load(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_reads_the_usual_encodings(tmp_path, encoding):
    path = tmp_path / "note.txt"
    path.write_bytes("Propriété intellectuelle : l’étude".encode(encoding))
    assert load(path).text == "Propriété intellectuelle : l’étude"
