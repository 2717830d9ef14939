"""The lines of a model: what is a sentence with keys, and what is not."""

import pytest

from service.generators.chat_lines import Line, parse_lines, says_nothing
from service.types import Dropped

KNOWN = {"KJFD", "PLMN"}


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("It is so. [KJFD]", Line("It is so.", ("KJFD",))),
        ("It is so [KJFD][PLMN].", Line("It is so", ("KJFD", "PLMN"))),
        ("It is so. [KJFD] [KJFD]", Line("It is so.", ("KJFD",))),
        ("<think>Hm [PLMN]</think>\nIt is so. [KJFD]", Line("It is so.", ("KJFD",))),
        ("是这样。[KJFD]", Line("是这样。", ("KJFD",))),
    ],
)
def test_lines_with_known_keys(written, line):
    assert list(parse_lines(written, KNOWN)) == [line]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("It is so.", "no_citation"),
        ("It is so. [1]", "unknown_key"),
        ("It is so. [KJFD] [QXZW]", "unknown_key"),
        ("It is so. [CDIP/89/10]", "unknown_key"),
        ("[KJFD]", "no_citation"),
    ],
)
def test_other_lines_are_dropped_with_a_reason(written, reason):
    (dropped,) = parse_lines(written, KNOWN)
    assert isinstance(dropped, Dropped) and dropped.reason == reason


def test_no_more_than_a_page_is_read():
    assert len(list(parse_lines("It is so. [KJFD]\n" * 500, KNOWN))) == 24


@pytest.mark.parametrize("written", ["NONE", " none. ", "<think>no</think>NONE"])
def test_nothing_is_said(written):
    assert says_nothing(written)
    assert not says_nothing("None of them. [KJFD]")
