"""The numbers of a sentence or a source, in digits, in words and as ordinals."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.types import Language
from service.messages import messages
from service.questions import code_spans
from service.references import ordinals
from service.words import blank, numbers

_DIGITS = re.compile(r"(?<![\d.,])\d+(?:[ .,]\d{3})*(?:[.,]\d+)?")
# A comma of Chinese or Arabic right before a number is no part of it.
_MARKS = re.compile("[，、；：。،؛]")


@lru_cache(2048)
def numbers_of(text: str, language: Language) -> frozenset[str]:
    """Return the numbers of a text; "one" in words is no number but an article."""
    plainly = apart(blank(text, code_spans(text)))
    counted = {str(value) for value, _ in ordinals(plainly, language)}
    written = messages(language).numbers.find(plainly, least=2)
    return frozenset(counted | numbers(plainly) | written)


def apart(text: str) -> str:
    """Return a text, as long as it was, with marks that touch numbers made semicolons."""
    return _MARKS.sub(";", text)


def number_spans(key: str, language: Language) -> list[tuple[int, int, str]]:
    """Return where numbers from two up stand in a search key, in digits or words, in order."""
    digits = [
        (m.start(), m.end(), number) for m in _DIGITS.finditer(key) for number in numbers(m.group())
    ]
    written = [
        (start, end, number)
        for start, end, number in messages(language).numbers.places(key)
        if int(number) > 1 and not any(s < end and start < e for s, e, _ in digits)
    ]
    return sorted((*digits, *written))
