"""What changed in the words of a paragraph: runs that stay, go and come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A line break, or a symbol, a number with its separators, a Chinese character, a word, a mark,
# with the blank behind it: blanks of their own would make every text like every other.
_TOKEN = re.compile(
    r"\n|(?:[A-Z]{1,6}(?:/[A-Z0-9]+)+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)%?"
    r"|\d+(?:[.,\u00a0]\d+)*%?|[\u3400-\u9fff]|[^\W\d\u3400-\u9fff]+|\S) ?|[^\S\n]"
)
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
_TOO_LONG = 3000  # tokens of both texts: matching them takes longer than a reader waits
_TOO_DIFFERENT = 0.3  # share of tokens that stay; below, the whole text is shown as replaced
_ISLAND = 3  # tokens that stay between two changes and say nothing by themselves
_PARTING = ("|", "\n")  # cells and lines: what changed on either side are two things


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

    White space is not compared, but lines are kept. The runs that are not gone make up ``new``,
    those that are not new, but for white space, ``old``.
    """
    before, after = _tokens(old), _tokens(new)
    keys, others = [_key(token) for token in before], [_key(token) for token in after]
    matcher = SequenceMatcher(None, keys, others, autojunk=False)
    # The first is a bound on the second that costs next to nothing.
    if len(before) + len(after) > _TOO_LONG or matcher.quick_ratio() < _TOO_DIFFERENT:
        return _joined(_runs(before, after, same=keys == others))
    if matcher.ratio() < _TOO_DIFFERENT:
        return _joined(_runs(before, after, same=keys == others))
    steps: list[tuple[list[str], list[str], bool]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        same = tag == "equal" and not _is_island(keys[a:b], bool(steps) and b < len(before))
        if steps and not same and not steps[-1][2]:
            steps[-1][0].extend(before[a:b])
            steps[-1][1].extend(after[c:d])
        else:
            steps.append((before[a:b], after[c:d], same))
    return _joined(run for step in steps for run in _runs(*step))


def _is_island(tokens: Sequence[str], between: bool) -> bool:
    """Return whether what stays is only a mark or two between two changes."""
    telling = (token for token in tokens if token[:1].isalnum() or token in _PARTING)
    return between and len(tokens) <= _ISLAND and not any(telling)


def _runs(old: Sequence[str], new: Sequence[str], same: bool) -> list[Run]:
    gone, come = "".join(old), "".join(new)
    if same:
        blank = " " if gone.endswith(" ") and not come.endswith(" ") else ""
        found = [Run(Change.SAME, come), Run(Change.GONE, blank)]
    else:
        stays = " " if gone.endswith(" ") and come.endswith(" ") else ""
        gone, come = gone.removesuffix(stays), come.removesuffix(stays)
        found = [Run(Change.GONE, gone), Run(Change.NEW, come), Run(Change.SAME, stays)]
    return [run for run in found if run.text]


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return ``runs`` with neighbours of one fate as one."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1].change is run.change:
            found[-1] = Run(run.change, found[-1].text + run.text)
        else:
            found.append(run)
    return tuple(found)


def squeeze(line: str) -> str:
    """Return ``line`` with each run of blanks as one; those that hold a number together stay."""
    return _BLANKS.sub(" ", line).strip()


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall("\n".join(squeeze(line) for line in text.split("\n")))


def _key(word: str) -> str:
    return word if word == "\n" else " ".join(word.split())
