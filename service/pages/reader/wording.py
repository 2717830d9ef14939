"""What changed in the words of a paragraph: runs that stay, go and come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A symbol, a number with its separators, a Chinese character, a word, a line break, blanks, a mark.
_TOKEN = re.compile(
    r"[A-Z]{1,6}(?:/[A-Z0-9]+)+|\d+(?:[.,\u00a0]\d+)*%?|[\u3400-\u9fff]"
    r"|[^\W\d\u3400-\u9fff]+|\n|[^\S\n]+|\S"
)
_TOO_LONG = 4000  # tokens of both texts: matching them takes longer than a reader waits
_TOO_DIFFERENT = 0.3  # share of tokens that stay; below, the whole text is shown as replaced
_ISLAND = 3  # tokens that stay between two changes and say nothing by themselves


class Change(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one fate."""

    change: Change
    text: str


def compare_words(old: str, new: str) -> tuple[Run, ...]:
    """Return the runs of ``old`` and ``new`` in reading order.

    White space is not compared, but lines are kept.
    The runs that are not new make up ``old``, those that are not gone ``new``.
    """
    before, after = _tokens(old), _tokens(new)
    if len(before) + len(after) > _TOO_LONG:
        return _replaced(before, after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _TOO_DIFFERENT:
        return _replaced(before, after)
    steps: list[tuple[list[str], list[str], bool]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        same = tag == "equal" and not _is_island(before[a:b], bool(steps) and b < len(before))
        if steps and not same and not steps[-1][2]:
            steps[-1][0].extend(before[a:b])
            steps[-1][1].extend(after[c:d])
        else:
            steps.append((before[a:b], after[c:d], same))
    return tuple(run for step in steps for run in _runs(*step))


def _is_island(tokens: list[str], between: bool) -> bool:
    """Return whether what stays is only a blank or a mark between two changes."""
    return between and len(tokens) <= _ISLAND and not any(token[0].isalnum() for token in tokens)


def _runs(old: list[str], new: list[str], same: bool) -> list[Run]:
    if same:
        return [Run(Change.SAME, "".join(new))]
    found = [Run(Change.GONE, "".join(old)), Run(Change.NEW, "".join(new))]
    return [run for run in found if run.text]


def _replaced(old: list[str], new: list[str]) -> tuple[Run, ...]:
    return tuple(_runs(old, new, same=old == new))


def _tokens(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return _TOKEN.findall("\n".join(lines))
