"""Facts that an answer holds: numbers and words, whatever their typography."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.typography import fold

_MARKER = re.compile(r"\[\d{1,3}\]")
_LATIN = "[0-9a-z_\u00df-\u024f]"  # of folded text; Han and Arabic stand next to digits
_GROUPED = re.compile(r"(?<=\d)\\ (?=\d{3}(?!\d))")


def holds_values(text: str, values: Sequence[str]) -> bool:
    """Say whether ``text`` holds every value, whatever the typography of digits and blanks."""
    return not values or share_held(text, values) == 1


def share_held(text: str, values: Sequence[str]) -> float:
    """Return the share of ``values`` that ``text`` holds, 0 to 1; 0 where there are none.

    A value may name others that will do: "a|b".
    """
    folded = fold(_MARKER.sub(" ", text))
    held = [any(_value(one).search(folded) for one in value.split("|")) for value in values]
    return sum(held) / len(held) if held else 0.0


def _value(value: str) -> re.Pattern[str]:
    """Return a pattern of the whole word or number: 205 000 is also 205,000 and 205.000.

    Latin words and numbers end where they end; other scripts add prefixes and endings.
    """
    folded = fold(value)
    pattern = _GROUPED.sub("[ ,.']?", re.escape(folded))
    before = rf"(?<!{_LATIN})(?<!\d[.,])" if folded[0].isascii() else ""
    after = rf"(?!{_LATIN})(?![.,]\d)" if folded[-1].isascii() else ""
    if folded.isdigit():
        after += r"(?! \d{3}(?!\d))"  # 15 is not in 15 000
    return re.compile(before + pattern + after)
