"""Gaps and repeats in the numbering of paragraphs."""

from ingest.sequence import check_sequence
from ingest.types import Block, BlockKind, Span


def numbered(*locators: str) -> list[Block]:
    return [
        Block(
            BlockKind.PARAGRAPH,
            (Span(0, 1),),
            number=locator.rpartition("p")[2].partition(".")[0],
            locator=locator,
        )
        for locator in locators
    ]


def test_a_whole_sequence_has_nothing_to_tell():
    assert check_sequence(numbered("p1", "p2", "p3")) == []


def test_tells_of_one_missing_number():
    assert check_sequence(numbered("p1", "p3")) == ["paragraph 2 is missing"]


def test_tells_of_several_missing_numbers_at_once():
    assert check_sequence(numbered("p1", "p5")) == ["paragraphs 2 to 4 are missing"]


def test_tells_of_a_repeat():
    assert check_sequence(numbered("p1", "p2", "p2.2", "p3")) == ["paragraph 2 occurs twice"]


def test_counts_annexes_apart():
    assert check_sequence(numbered("p1", "p2", "annex-I/p1", "annex-I/p3")) == [
        "paragraph 2 is missing in annex-I"
    ]


def test_tells_where_numbering_begins_late():
    assert check_sequence(numbered("p3", "p4")) == ["numbering begins at 3"]


def test_passes_over_what_has_no_number():
    items = [Block(BlockKind.ITEM, (Span(0, 1),), label="a", locator="p1")]
    assert check_sequence([*numbered("p1"), *items]) == []
