"""Which edits of a sentence may change a fact: all but a few that cannot.

Harmless are punctuation and typography (they are no tokens), words of a short list (articles,
pronouns), another form or a slip of spelling of the same word, a phrase that was moved as a whole,
and what was taken out of brackets or out of a list. Everything else is told, since nobody can say
by rule which word of a decision does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from config.claim_words import claim_words
from ingest.types import Language
from service.verify_draft.alignment import Alignment, Change
from service.verify_draft.cues import draft_cues
from service.verify_draft.tokens import Tokens
from service.verify_draft.types import Edit
from service.words import alike, is_han, search_key, words

_SLACK = 2  # letters at the end in which two forms of a word may differ
_SHORTEST_SLIP = 5  # letters of a word in which a slip can be told from another word
_CAPITAL = re.compile(r"(?<![\w’'-])[A-ZÀ-ÞА-ЯЁ][\w’'-]*")
_LABEL = re.compile(r"\w{1,4}\)")
_OPENS, _CLOSES = re.compile(r"[(（;；؛:：]"), re.compile(r"[)）;；؛]")


def edits_of(aligned: Alignment, own: frozenset[str] = frozenset()) -> list[Edit]:
    """Return the edits that may change a fact, in order; ``own`` are words of ours."""
    free = draft_cues(aligned.sentence.language).harmless | own
    names = _names(aligned)
    changes = [c for c in aligned.changes if _heavy(aligned, c, free) != ((), ())]
    moved = set(_moved(aligned, changes, free, names))
    return [
        Edit(aligned.source.slice(change.a, change.b), aligned.sentence.slice(change.c, change.d))
        for change in changes
        if change not in moved and not _is_harmless(aligned, change, free, names)
    ]


def _heavy(
    aligned: Alignment, change: Change, free: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words taken out and put in that count."""
    before = aligned.source.words[change.a : change.b]
    after = aligned.sentence.words[change.c : change.d]
    return tuple(w for w in before if w not in free), tuple(w for w in after if w not in free)


def _names(aligned: Alignment) -> frozenset[str]:
    """Return the words with a capital inside a sentence, whose spelling is theirs alone."""
    texts = (aligned.source.text, aligned.sentence.text)
    found = (m.group() for text in texts for m in _CAPITAL.finditer(text) if m.start())
    return frozenset(search_key(name) for name in found)


def _moved(
    aligned: Alignment, changes: Sequence[Change], free: frozenset[str], names: frozenset[str]
) -> Iterator[Change]:
    """Yield pairs of changes that take a phrase from one place to another."""
    negation = claim_words(aligned.sentence.language).negation
    heavy = {change: _heavy(aligned, change, free) for change in changes}
    cuts = {change: before for change, (before, after) in heavy.items() if not after}
    for change, (before, after) in heavy.items():
        if before or negation.search(" ".join(after)):
            continue  # what a "not" denies depends on where it stands
        is_name = len(after) == 1 and (after[0] in names or after[0][0].isdigit())
        for cut, phrase in cuts.items():
            if phrase == after and (not is_name or _is_near(aligned, change, cut, free | names)):
                yield from (cut, change)
                del cuts[cut]
                break


def _is_near(aligned: Alignment, change: Change, cut: Change, passed: frozenset[str]) -> bool:
    """Say whether a name only changed places with its neighbours in a list of names."""
    start, end = sorted((change, cut))
    return passed.issuperset(aligned.source.words[start.b : end.a])


def _is_harmless(
    aligned: Alignment, change: Change, free: frozenset[str], names: frozenset[str]
) -> bool:
    before, after = _heavy(aligned, change, free)
    if not after:
        return _is_set_apart(aligned.source, change, free)
    language = aligned.sentence.language
    return len(before) == len(after) and all(
        _is_same_word(one, other, language, names) for one, other in zip(before, after, strict=True)
    )


def _is_set_apart(source: Tokens, change: Change, free: frozenset[str]) -> bool:
    """Say whether words stand in brackets or are an item of a list, "and" before it included."""
    start = first = change.a
    while source.words[first] in free:
        first += 1
    if not any(_OPENS.search(source.gap(place)) for place in range(start, first + 1)):
        return False
    if _CLOSES.search(source.gap(change.b)):
        return True
    is_item = _LABEL.match(source.key, source.tokens[first].start)
    return is_item is not None and change.b == len(source.words)


def _is_same_word(one: str, other: str, language: Language, names: frozenset[str]) -> bool:
    if one in names or other in names or one[0].isdigit() or is_han(one) or is_han(other):
        return False
    if words(one) == words(other) or alike(one, other, _SLACK):
        return True
    return _is_slip(one, other, language)


def _is_slip(one: str, other: str, language: Language) -> bool:
    """Say whether letters were exchanged with their neighbours, or one is missing inside.

    In Arabic a single letter more makes another word.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_SLIP or short[0] != long[0] or short[-1] != long[-1]:
        return False
    if len(short) == len(long):
        apart = [i for i, (a, b) in enumerate(zip(short, long, strict=True)) if a != b]
        if len(apart) != 2 or apart[1] != apart[0] + 1:
            return False
        return short[apart[0] : apart[1] + 1] == long[apart[0] : apart[1] + 1][::-1]
    missing = range(1, len(long) - 1)
    return language != "ar" and any(long[:i] + long[i + 1 :] == short for i in missing)
