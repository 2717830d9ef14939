from __future__ import annotations

import pytest

from evaluation.values import holds_values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("205 000 francs", "205 000"),
        ("205\u00a0000 francs", "205 000"),
        ("205,000 francs", "205 000"),
        ("205.000 francos", "205 000"),
        ("٢٠٥٬٠٠٠ فرنك", "205 000"),
        ("155 000 – 50 000 205 000", "50 000"),
        ("au moins 60% des participants", "60"),
        ("результат 4.2 и 4.3", "4.2"),
        ("共有46个成员国", "46"),
        ("في الجزائر والكويت", "Algérie|الجزائر"),
        ("Al\u2011Khatib", "Al-Khatib"),
        ("six mois", "6|six"),
    ],
)
def test_a_value_is_found_whatever_its_typography(text: str, value: str) -> None:
    assert holds_values(text, [value])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1205 000", "205 000"),
        ("205 0001", "205 000"),
        ("15 000 francs", "15"),
        ("4.25", "4.2"),
        ("R36", "R3"),
        ("see [46]", "46"),
        ("sixième", "6|six"),
    ],
)
def test_part_of_a_number_or_word_is_not_the_value(text: str, value: str) -> None:
    assert not holds_values(text, [value])
