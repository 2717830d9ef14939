"""What a question is about, when the next one is asked in another language."""

from __future__ import annotations

import re
from functools import cache

from config.glossary import glossary
from index.analysis import content_words
from ingest.types import Language
from service.words import search_key


def translated(text: str, source: Language, target: Language) -> str:
    """Return ``text`` in ``target``; as it is, where the glossary lacks one of its words."""
    if source == target:
        return text
    key = search_key(text)
    if len(key) != len(text):  # places in one are not those in the other
        return text
    pattern, terms = _terms(source, target)
    pieces, end = [], 0
    for match in pattern.finditer(key):
        pieces += [text[end : match.start()], terms[match.group()]]
        end = match.end()
    left = pattern.sub(" ", key)
    if any(not word.isdigit() for word in content_words(left, source)):
        return text
    return "".join([*pieces, text[end:]])


@cache
def _terms(source: Language, target: Language) -> tuple[re.Pattern[str], dict[str, str]]:
    found: dict[str, str] = {}
    for concept in glossary():
        for term in concept.terms[source]:
            found.setdefault(search_key(term), concept.terms[target][0])
    longest = sorted(found, key=len, reverse=True)
    either = "|".join(map(re.escape, longest))
    bounded = either if source == "zh" else rf"(?<!\w)(?:{either})(?!\w)"
    return re.compile(bounded), found
