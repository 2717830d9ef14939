"""How a sentence leans on the one before it, in one language: ``config/languages/leaning``.

Patterns are written as ``config/profiles.py`` tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from config.phrases import Phrases
from config.profiles import read_words


@dataclass(frozen=True, slots=True)
class LeaningWords:
    """``openings`` begin a sentence that says of somebody or something named before it.

    ``demonstratives`` stand anywhere for what was named before; what means the document itself or
    its own session is none.
    """

    openings: Phrases
    demonstratives: Phrases


@cache
def leaning_words(language: str) -> LeaningWords:
    """Return the words of ``language``. Raises as ``read_words`` does."""
    return read_words(LeaningWords, "leaning", language)
