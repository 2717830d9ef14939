import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.types import BlockKind, Passage, Span, Status
from service.sentences import (
    cover,
    items_in,
    sentences_of,
    slices,
    split_sentences,
    tell,
    unnumbered,
)

ABBREVIATIONS = frozenset({"no", "mr", "par", "г", "art"})

SENTENCES = {
    "en": ["The CWS met.", "Mr. Smith chaired it!", "See No. 4 and 3.5 per cent."],
    "fr": ["Le CWS s’est réuni.", "M. Dupont préside !", "Voir n° 4 et 3,5 %."],
    "es": ["El CWS se reunió.", "¿Quién preside?", "Véase el n.º 4."],
    "ru": ["КСВ собрался.", "Это было в 2018 г. в Женеве.", "Кто председатель?"],
    "ar": ["اجتمعت اللجنة.", "من هو الرئيس؟", "وافقت اللجنة؛ انتهى."],
    "zh": ["标准委开会。", "主席是谁？", "会议通过了报告；会议闭幕！"],
}


@pytest.mark.parametrize("language", SENTENCES)
def test_finds_the_sentences_of_each_language(make_passage, language):
    joined = ("" if language == "zh" else " ").join(SENTENCES[language])
    passage = make_passage(joined, language=language)
    found = [sentence.text for sentence in split_sentences(passage, ABBREVIATIONS)]
    assert found == SENTENCES[language]


def test_a_line_wrapped_by_the_page_does_not_end_a_sentence(make_passage):
    passage = make_passage("The session was held\nin Geneva. It was\nshort.")
    assert [s.text for s in sentences_of(passage)] == [
        "The session was held\nin Geneva.",
        "It was\nshort.",
    ]


def test_a_blank_line_ends_a_sentence_unless_a_page_ended_inside_it(make_passage):
    passage = make_passage("First heading\n\nSecond text goes on\n\nhere after the page.")
    assert [s.text for s in sentences_of(passage)] == [
        "First heading",
        "Second text goes on\n\nhere after the page.",
    ]


def test_list_items_are_sentences_that_keep_their_label_and_lose_their_joint(make_passage):
    passage = make_passage(
        "The actions are:\n(a) to read;\n(b) to write; and\n(c) to count. Twice."
    )
    found = sentences_of(passage)
    assert [s.text for s in found] == [
        "The actions are:",
        "(a) to read",
        "(b) to write",
        "(c) to count.",
        "Twice.",
    ]
    assert [s.item for s in found] == [0, 1, 2, 3, 3]
    assert found[0].introduces
    assert items_in(passage) == 3


@pytest.mark.parametrize(
    ("items", "count"),
    [
        ("(a) one;\n(b) two:\n(i) of this;\n(ii) of that;\n(c) three.", 3),
        ("(أ) واحد؛\n(ب) اثنان:\n(1) هذا؛\n(2) ذاك؛\n(ج) ثلاثة.", 3),
        ("(i) one;\n(ii) two;\n(iii) three.", 3),
        ("(g) one;\n(h) two;\n(i) three.", 3),
        ("(a) one:\n– of this;\n– of that;\n(b) two.", 2),
    ],
)
def test_items_inside_an_item_are_not_counted(make_passage, items, count):
    assert items_in(make_passage(f"The following:\n{items}")) == count


def test_bullets_of_any_kind_are_items_but_a_range_of_days_is_not(make_passage):
    passage = make_passage("Noted:\n− one thing;\n• another thing;\n10\n– 14 May 2031")
    assert [s.item for s in sentences_of(passage)] == [0, 1, 2]


def test_the_printed_number_of_the_paragraph_is_no_part_of_the_first_sentence(make_passage):
    passage = make_passage("15. Participants met.", paragraph="15")
    assert [s.text for s in sentences_of(passage)] == ["Participants met."]
    assert unnumbered(passage) == "Participants met."


def test_another_number_at_the_beginning_stays(make_passage):
    passage = make_passage("46 States met.", paragraph="15")
    assert [s.text for s in sentences_of(passage)] == ["46 States met."]


def test_a_sentence_that_slices_cut_has_a_piece_in_each(make_passage):
    passage = make_passage("(a) to examine the", "procedures of all offices;", "(b) to stop.")
    first, second = sentences_of(passage)
    assert first.text == "(a) to examine the procedures of all offices;"
    assert [piece.text for piece in first.pieces] == [
        "(a) to examine the",
        "procedures of all offices;",
    ]
    assert second.item == 2


def test_cover_gives_one_piece_for_each_slice_between(make_passage):
    passage = make_passage("One. Two.", "Three. Four.")
    found = sentences_of(passage)
    pieces = cover(found[1], found[2], passage).pieces
    assert [piece.text for piece in pieces] == ["Two.", "Three."]


TEXT = st.text(st.sampled_from("aB 1.;:!?\n-()،؟。；中文é[]*…\xa0"), max_size=60)


@given(st.lists(TEXT, min_size=1, max_size=3))
def test_every_piece_is_an_exact_slice_and_no_letter_is_lost(texts):
    spans, offset = [], 0
    for text in texts:
        spans.append(Span(offset, offset + len(text)))
        offset += len(text) + 1
    document = "\n".join(texts)
    passage = Passage(
        "k#p", "k", "en", "p", document, tuple(spans), Status.OTHER, BlockKind.PARAGRAPH, 0
    )
    pieces = [p for s in split_sentences(passage, ABBREVIATIONS) for p in s.pieces]
    assert all(document[p.span.start : p.span.end] == p.text for p in pieces)
    assert all(any(s.start <= p.span.start and p.span.end <= s.end for s in spans) for p in pieces)
    assert pieces == sorted(pieces, key=lambda p: p.span)
    kept = "".join(p.text for p in pieces)
    # The joint "; and" between items may go, so only longer words are counted.
    assert set(re.findall(r"\w{7,}", document)) <= set(re.findall(r"\w{7,}", kept))


def test_slices_stand_where_their_spans_say(make_passage):
    passage = make_passage("One.", "Two.")
    assert list(slices(passage)) == [(Span(0, 4), "One."), (Span(5, 9), "Two.")]


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("le 1^{er} avril\n2026", "le 1er avril 2026"),
        ("the plan[footnoteRef:3] is", "the plan is"),
        ("**Next steps** are *clear*", "Next steps are clear"),
        ("− open a forum", "open a forum"),
        ("[bookmark: _Hlk1]Start", "Start"),
        ("Recommendation 12* stands, 3 * 4", "Recommendation 12 stands, 3 * 4"),
        ("决定：\u3000批准", "决定： 批准"),
        ("قررت\xa0اللجنة", "قررت اللجنة"),
    ],
)
def test_what_is_told_is_the_quote_without_artefacts(quote, told):
    assert tell(quote) == told


@pytest.mark.parametrize("text", ["a. " * 50_000, "- a)\n" * 50_000, "\n" * 200_000, "(" * 200_000])
def test_a_hostile_text_is_cut_like_any_other(make_passage, text):
    # Work that grows with the square of the length would never end here.
    pieces = [p for s in split_sentences(make_passage(text), ABBREVIATIONS) for p in s.pieces]
    assert all(text[p.span.start : p.span.end] == p.text for p in pieces)
