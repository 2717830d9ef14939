"""Which words of a statement are ours: those that stand in none of its quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from service.sentences import tell
from service.words import search_key

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_]+")


def own_words(text: str, quotes: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of ``text`` that no quote holds, in order; none for a plain quote."""
    told = " ".join(tell(quote) for quote in quotes)
    if "".join(text.split()) in "".join(told.split()):
        return ()
    places = [match.span() for match in _WORD.finditer(text)]
    mine = [search_key(text[start:end]) for start, end in places]
    theirs = [search_key(word) for word in _WORD.findall(told)]
    found = []
    matcher = SequenceMatcher(None, theirs, mine, autojunk=False)
    for tag, _, _, start, end in matcher.get_opcodes():
        if tag in ("insert", "replace") and start < end:
            found.append(text[places[start][0] : places[end - 1][1]])
    return tuple(found)
