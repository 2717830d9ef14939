"""Which words of a sentence its quotes do not hold: they must be ours."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Marks of converted files inside a quote: notes, bookmarks. They are quoted, and never told.
_ARTEFACT = re.compile(r"\[(?:footnoteRef|endnoteRef|bookmark|comment|image)\s*:[^\]]*\]", re.I)
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")


def words_in(text: str) -> list[str]:
    """Return the words of ``text``, small; each Chinese character is one."""
    return [word.casefold() for word in _WORD.findall(text)]


def not_quoted(told: str, quotes: Iterable[str]) -> list[str]:
    """Return the words of ``told`` that stand in no quote, in order.

    A quote counts where all of its letters and digits stand in ``told`` in one row; blanks and
    marks may differ. A quote of which a part is missing covers nothing.
    """
    places = [place for place, character in enumerate(told) if character.isalnum()]
    letters = "".join(told[place] for place in places)
    covered: set[int] = set()
    after = 0
    for quote in quotes:
        wanted = "".join(c for c in _ARTEFACT.sub("", quote) if c.isalnum())
        found = letters.find(wanted, after) if wanted else -1
        if found < 0:
            continue
        covered.update(places[found : found + len(wanted)])
        after = found + len(wanted)
    return [
        match.group().casefold()
        for match in _WORD.finditer(told)
        if not all(place in covered for place in range(*match.span()))
    ]
