"""Codes of projects, standards and recommendations in running text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.codes import Code, find_all_codes, find_codes, find_project_codes


def test_project_codes_are_one_however_they_are_padded() -> None:
    text = "DA_4_10_03, DA_04_10_03 (DA\\_4\\_10\\_03) da_4_10_3; DA‑4‑10‑03. XDA_4_10_03 DA_4"
    assert [c.code for c in find_project_codes(text)] == ["DA_4_10_03"] * 5
    assert [c.code for c in find_project_codes("DA-4-10-03, DA‐4‐10‐03")] == ["DA_4_10_03"] * 2
    assert find_project_codes("DAx4y10z03 DAé4é10é03 DA4 10 03 DAx04x10") == []
    assert find_project_codes("DA_01_05_01")[0] == Code("DA_1_5_01", 0, 11)


def test_standards_and_old_recommendation_numbers_are_found() -> None:
    text = "R36, R17 et R3; norme ST.96, ST 27, ST.26A, st.3, ST.\xa037. 1st 5, R2D2, ST.27。AR5"
    assert [c.code for c in find_codes(text)] == [
        *("R36", "R17", "R3", "ST.96", "ST.27", "ST.26A", "ST.3", "ST.37", "ST.27"),
    ]
    assert all(re.search(r"\d", text[c.start : c.end]) for c in find_codes(text))


@pytest.mark.parametrize(
    "text",
    [
        "See da-4-10-03, R5, St.96 and DA_1_5_01.",
        "ST 27",
        "st.3",
        "ST.\xa037",
        "r36",
        "DA\\_4\\_10\\_03",
        "Worked and reported: no code, in 2031 and 90.",
        "",
    ],
)
def test_all_codes_are_those_of_projects_and_then_the_others(text: str) -> None:
    assert find_all_codes(text) == [*find_project_codes(text), *find_codes(text)]


@given(st.text(alphabet="DdAaSsTtRr.-_\\ \xa001936x/", max_size=24))
def test_nothing_is_passed_over_when_all_codes_are_looked_for(text: str) -> None:
    assert find_all_codes(text) == [*find_project_codes(text), *find_codes(text)]
