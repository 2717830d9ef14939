"""Roman numerals, as annexes are counted."""

from __future__ import annotations

import re

_SIGNS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
"""A Roman numeral from 1 to 39, or nothing."""


def roman(number: int) -> str:
    """Return ``number`` in Roman numerals; "" for 0."""
    digits = ""
    for value, sign in _SIGNS:
        while number >= value:
            digits += sign
            number -= value
    return digits
