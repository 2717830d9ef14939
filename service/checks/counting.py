"""The numbers of a sentence or a source, in digits, in words and as ordinals."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.types import Language
from service.messages import messages
from service.questions import code_spans
from service.references import ordinals
from service.words import blank, numbers

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
