"""From elements to blocks: what each piece is, and its address."""

from itertools import pairwise

import pytest

from ingest.loaders.text import load_text
from ingest.structure import build_blocks
from ingest.structure.words import Words
from ingest.types import BlockKind

WORKING_DOCUMENT = """SUMMARY

1. The document presents measures for offices.

BACKGROUND

2. The Committee discussed three points, namely:

(a) the first point;

(b) the second point, that is

(i) one half of it; and

(ii) the other half.

Day one: what was said

3. The speakers used a list of their own: it has no number.

The closing words belong to paragraph 3.

4. The Committee is invited to take note.

[Annex follows]

DRAFT RECOMMENDATIONS

Recommendation No. 1:
Offices should review their processes.

a) Offices should look at paper, and

b) Offices should look at data.

R1, R2 and R36

Recommendation No. 2:
Offices should protect their

a) Offices should keep a policy.

systems and data every year.

R22

Recommendation No. 3:
Offices should train people.

a) Offices should hold courses.

Not applicable.

[End of Annex and of document]
"""

FORM = (
    "The delegation proposed a project.\n"
    "\t1.1 Project code\n\n"
    "\tDA_16_20_02\n\n"
    "\t1.2 Title\n\n"
    "\tA project on something useful\n\n"
    "\t2.3 Implementation\n\n"
    "\tThe outputs are reached in two steps.\nOutput 1 – a study of the needs of offices.\n"
    "Activities:\na) to write a study;\nb) to publish it.\nOutput 2 – a course for examiners."
    "\n\n\n\n"
    "3. TIMETABLE\n"
    "\tOutputs\n\tQuarters\n\n"
    "\t\n\tQ1\n\tQ2\n\n"
    "\tStudy\n\tX\n\t\n\n"
    "\tCourse\n\t\n\tX\n\n"
)

LIST = (
    "List of projects\n"
    "\tCompleted projects (2)\n\n"
    "\t1.\n\tFirst project\n\n"
    "\t2.\n\tSecond project\n\n"
    "\tOngoing projects (1)\n\n"
    "\t1.\n\tThird project\n\n"
)


def blocks_of(raw: str):
    loaded = load_text(raw)
    blocks = build_blocks(loaded, Words.of("en", "fr"), "en")
    return loaded, blocks


def texts(raw: str) -> dict[str, str]:
    loaded, blocks = blocks_of(raw)
    found: dict[str, str] = {}
    for block in blocks:
        words = " ".join(" ".join(loaded.text[a:b].split()) for a, b in block.spans)
        if block.locator:
            found[block.locator] = f"{found.get(block.locator, '')} {words}".strip()
    return found


def test_numbered_paragraphs_carry_their_sub_items_and_closing_words():
    found = texts(WORKING_DOCUMENT)
    assert found["p2"].startswith("The Committee discussed three points")
    assert found["p2"].endswith("(ii) the other half.")
    assert found["p3"].endswith("The closing words belong to paragraph 3.")


def test_the_paragraph_number_is_not_part_of_the_words():
    assert texts(WORKING_DOCUMENT)["p4"] == "The Committee is invited to take note."


def test_headings_stand_above_paragraphs_and_are_no_passages():
    _, blocks = blocks_of(WORKING_DOCUMENT)
    three = next(b for b in blocks if b.locator == "p3")
    assert three.section == ("BACKGROUND", "Day one: what was said")


def test_markers_part_the_annex_from_the_main_text():
    _, blocks = blocks_of(WORKING_DOCUMENT)
    assert [b.annex for b in blocks if b.locator == "p4"] == [None]
    assert {b.annex for b in blocks if b.locator.startswith("annex/")} == {""}
    assert sum(b.kind is BlockKind.MARKER for b in blocks) == 2


def test_interleaved_columns_go_back_to_their_recommendation():
    found = texts(WORKING_DOCUMENT)
    assert found["annex/rec-1"].endswith("R1, R2 and R36")
    assert found["annex/rec-1/b"] == "b) Offices should look at data."
    assert found["annex/rec-2"] == (
        "Recommendation No. 2: Offices should protect their systems and data every year. R22"
    )
    assert found["annex/rec-3"].endswith("Not applicable.")


def test_form_fields_give_their_printed_number_to_the_address():
    found = texts(FORM)
    assert found["sec-1.1/1"] == "DA_16_20_02"
    assert found["sec-1.2/1"] == "A project on something useful"


def test_a_short_lead_in_joins_the_output_that_it_belongs_to():
    found = texts(FORM)
    assert found["sec-2.3/2"].startswith("Output 1")
    assert found["sec-2.3/2"].endswith("b) to publish it.")
    assert found["sec-2.3/3"].startswith("Output 2")


def test_rows_that_name_the_columns_are_no_data():
    _, blocks = blocks_of(FORM)
    rows = [b for b in blocks if b.kind is BlockKind.ROW]
    assert [b.locator for b in rows] == ["t1/r1", "t1/r2"]
    assert rows[0].context == ("Outputs Quarters", "Q1 Q2")
    assert [c.column for c in rows[1].cells if c.spans] == [0, 2]


def test_lists_that_start_again_are_told_apart_by_their_heading():
    found = texts(LIST)
    assert found["s1.1/p1"] == "First project"
    assert found["s1.1/p2"] == "Second project"
    assert found["s1.2/p1"] == "Third project"


@pytest.mark.parametrize("raw", [WORKING_DOCUMENT, FORM, LIST])
def test_every_word_is_in_exactly_one_block(raw):
    loaded, blocks = blocks_of(raw)
    spans = sorted(span for block in blocks for span in block.spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    covered = {i for start, end in spans for i in range(start, end)}
    lost = "".join(c for i, c in enumerate(loaded.text) if i not in covered and c.isalpha())
    assert lost == ""


def test_a_list_inside_a_paragraph_does_not_number_paragraphs():
    raw = "1. First.\n\n2. Second, with steps:\n\n1. step one;\n\n2. step two.\n\n3. Third.\n"
    found = texts(raw)
    assert found["p2"].endswith("2. step two.")
    assert found["p3"] == "Third."


def test_a_missing_number_is_a_gap_and_not_the_end():
    found = texts("1. One.\n\n2. Two.\n\n4. Four.\n\n5. Five.\n")
    assert list(found) == ["p1", "p2", "p4", "p5"]


def test_a_block_knows_the_footnotes_that_its_words_refer_to():
    raw = "1. Offices met[footnoteRef:2] twice.[footnoteRef:3]\n\n[2: \tIn May.][3: \tIn June.]\n"
    loaded, blocks = blocks_of(raw)
    marks = [mark for block in blocks for mark in block.notes]
    found = [(mark.note, loaded.text[mark.offset :][:15]) for mark in marks]
    assert found == [("fn1", "[footnoteRef:2]"), ("fn2", "[footnoteRef:3]")]
    assert {b.locator for b in blocks if b.kind is BlockKind.FOOTNOTE} == {"fn1", "fn2"}
