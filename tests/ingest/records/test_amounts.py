"""Money, percentages and durations as six languages print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records.amounts import (
    find_amounts,
    find_currency,
    find_percentages,
    read_cell,
    read_number,
)
from ingest.records.durations import find_months
from ingest.records.types import Amount


@pytest.mark.parametrize(
    ("language", "text", "amounts"),
    [
        ("en", "CHF 240,000, of which CHF 60,000", [(240000, "CHF"), (60000, "CHF")]),
        ("en", "about 6.35 million Swiss francs", [(6350000, "CHF")]),
        ("en", "EUR 1,250.50 and US$ 300", [(1250.5, "EUR"), (300, "USD")]),
        ("en", "in 2023, 240 persons and CHF 15", [(15, "CHF")]),
        ("fr", "205\u00a0000 francs suisses", [(205000, "CHF")]),
        ("fr", "1,2 million de francs suisses", [(1200000, "CHF")]),
        ("es", "240.000 francos suizos", [(240000, "CHF")]),
        (
            "ru",
            "240 000 шв. франков и 1,5 млн швейцарских франков",
            [(240000, "CHF"), (1.5e6, "CHF")],
        ),
        ("ar", "240\u202f000 فرنك سويسري و٦٠ ٠٠٠ فرنك سويسري", [(240000, "CHF"), (60000, "CHF")]),
        ("zh", "预算为240,000瑞士法郎，其中24万瑞郎", [(240000, "CHF"), (240000, "CHF")]),
    ],
)
def test_amounts_are_read_with_their_currency(language, text, amounts):
    found = find_amounts(text, language)
    assert [tuple(amount.value) for amount in found] == amounts
    for amount in found:
        assert find_amounts(text[amount.start : amount.end], language)[0].value == amount.value


@given(st.integers(0, 10**9), st.sampled_from([",", ".", " ", "\u00a0", "’"]))
def test_grouped_numbers_are_read_whatever_groups_them(number, mark):
    printed = f"{number:,}".replace(",", mark)
    assert read_number(printed) == number
    assert find_amounts(f"sum: {printed} CHF.", "en")[0].value == Amount(number, "CHF")


@pytest.mark.parametrize(
    ("cell", "value"),
    [("–", 0), ("‑", 0), (" - ", 0), ("155 000", 155000), ("", None), ("X", None)],
)
def test_a_dash_in_a_cell_is_zero_and_nothing_is_nothing(cell, value):
    assert read_cell(cell) == value


def test_percentages_and_currencies_are_found():
    assert [p.value for p in find_percentages("60%, 12,5 % and 3 per cent", "en")] == [60, 12.5, 3]
    found = find_currency("(en francs suisses)", "fr")
    assert found and found.code == "CHF"
    assert find_currency("(in words)", "en") is None


@pytest.mark.parametrize(
    ("language", "text", "months"),
    [
        ("en", "18 months; two years; twenty-four months; a year and a half", [18, 24, 24, 18]),
        ("fr", "dix-huit mois, deux ans", [18, 24]),
        ("es", "24 meses, tres años", [24, 36]),
        ("ru", "24 месяца, два года, полтора года", [24, 24, 18]),
        ("ar", "24 شهرا، سنتين، ثمانية عشر شهرا", [24, 24, 18]),
        ("zh", "24个月,两年,十八个月", [24, 24, 18]),
        ("en", "by the end of the month", []),
    ],
)
def test_durations_are_months(language, text, months):
    assert [duration.value for duration in find_months(text, language)] == months
