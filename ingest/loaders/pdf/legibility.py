"""Whether the letters that a PDF tells make words: some files draw well and tell nonsense."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.errors import UnreadableText
from ingest.loaders.pdf.shapes import Line, Page

_ENOUGH = 40  # words or letters before anything is said
_MAX_UNMAPPED = 0.2  # of the glyphs
_MAX_SINGLE = 0.5  # of the Arabic words: letters drawn apart, and told apart
_MAX_REVERSED = 0.06  # of the Arabic words: in real text next to none
_ARABIC_WORD = re.compile(r"[\u0621-\u064a\u064b-\u0652\u0640]+")
_MARKS = re.compile(r"[\u064b-\u0652\u0640]")
_FINAL_ONLY = ("ة", "ى")  # letters that end words and never begin them
_LAM_ALEF = re.compile(r"^[وفبكل]{0,2}ا[أإآ]ل")


def check_mapping(pages: Iterable[Page]) -> None:
    """Refuse a document most of whose glyphs are told as no letter at all.

    Raises:
        UnreadableText: if more than a fifth are.
    """
    unmapped = glyphs = 0
    for page in pages:
        unmapped += page.unmapped
        glyphs += len(page.glyphs)
    if glyphs >= _ENOUGH and unmapped > _MAX_UNMAPPED * glyphs:
        raise UnreadableText(f"its fonts do not say which letters {unmapped} of {glyphs} signs are")


def check_arabic(pages: Iterable[Sequence[Line]]) -> None:
    """Refuse Arabic text whose letters stand in no order that makes words.

    Raises:
        UnreadableText: if the words read backwards, or fall apart into letters.
    """
    counts: Counter[str] = Counter()
    for lines in pages:
        for line in lines:
            for word in _ARABIC_WORD.findall(line.text):
                counts.update(_signs(_MARKS.sub("", word)))
    words = counts["word"]
    if words < _ENOUGH:
        return
    if counts["single"] > _MAX_SINGLE * words:
        raise UnreadableText(f"{counts['single']} of its {words} Arabic words are single letters")
    if counts["reversed"] > max(_MAX_REVERSED * words, counts["proper"]):
        raise UnreadableText(f"{counts['reversed']} of its {words} Arabic words read backwards")


def _signs(word: str) -> list[str]:
    """Return what one word says about the text it comes from."""
    if not word:
        return []
    found = ["word"]
    if len(word) == 1:
        found.append("single")
    elif word.startswith(_FINAL_ONLY) or _LAM_ALEF.match(word):
        found.append("reversed")
    elif word.endswith(_FINAL_ONLY):
        found.append("proper")
    return found
