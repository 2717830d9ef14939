"""What changed between two versions of a document, paragraph by paragraph.

Numbers shift when a paragraph is put in, so paragraphs are matched by their words: first those
that stayed as they were, then, between them, those that are most alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property

from ingest.types import BlockKind, Passage
from service.pages.reader.wording import Run, compare_words, squeeze

_ALIKE = 0.35  # share of words that two versions of one paragraph have in common, at least
_ALIKE_THERE = 0.15  # the same, where both have the same address
_BEFORE_ITEMS = re.compile(r"\n(?=[(（\"“]?\w{1,4}[)）.\"”][ \t\u00a0\u3000]|[•·–−-]\s)")
_TOO_MANY = 10_000  # pairs to look at between two paragraphs that stayed


class Fate(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Unit:
    """A paragraph of one version."""

    passage: Passage

    @cached_property
    def text(self) -> str:
        """Its words, with white space collapsed: one line for each item, one for a row."""
        if self.passage.kind is BlockKind.ROW:
            cells = (squeeze(cell) for cell in self.passage.text.split("\n"))
            return " | ".join(cell for cell in cells if cell)
        lines = _BEFORE_ITEMS.split(self.passage.text)
        return "\n".join(squeeze(line) for line in lines)

    @cached_property
    def words(self) -> Counter[str]:
        """How often it has each word; each two characters, where none are parted by blanks."""
        words = self.text.casefold().split()
        if len(words) * 12 < len(self.text):
            words = [self.text[at : at + 2] for at in range(len(self.text) - 1)]
        return Counter(words)


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph as it was and as it is; ``runs`` tell how its words changed."""

    fate: Fate
    old: Passage | None
    new: Passage | None
    runs: tuple[Run, ...]

    @property
    def shown(self) -> Passage:
        """The paragraph as it is, or as it was if it is gone."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a pair of nothing")
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """All paragraphs of two versions, in reading order, in groups of changed and unchanged."""

    pairs: tuple[Pair, ...]

    def count(self, fate: Fate) -> int:
        """Return how many paragraphs have this fate."""
        return sum(pair.fate is fate for pair in self.pairs)

    def groups(self) -> list[tuple[bool, list[Pair]]]:
        """Return (whether they stayed as they were, paragraphs) for each run of one kind."""
        found: list[tuple[bool, list[Pair]]] = []
        for pair in self.pairs:
            same = pair.fate is Fate.SAME
            if found and found[-1][0] is same:
                found[-1][1].append(pair)
            else:
                found.append((same, [pair]))
        return found


def compare_versions(old: Iterable[Passage], new: Iterable[Passage]) -> Comparison:
    """Return what became of each paragraph of ``old``, and which of ``new`` are new."""
    before, after = [Unit(p) for p in old], [Unit(p) for p in new]
    old_keys, new_keys = ([" ".join(u.text.split()) for u in units] for units in (before, after))
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    pairs: list[Pair] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            couples = zip(before[a:b], after[c:d], strict=True)
            pairs += [Pair(Fate.SAME, x.passage, y.passage, ()) for x, y in couples]
        else:
            pairs += _between(before[a:b], after[c:d])
    return Comparison(tuple(pairs))


def _between(old: Sequence[Unit], new: Sequence[Unit]) -> list[Pair]:
    pairs: list[Pair] = []
    i = j = 0
    for a, b in [*_matches(old, new), (len(old), len(new))]:
        pairs += [_gone(unit) for unit in old[i:a]] + [_new(unit) for unit in new[j:b]]
        if a < len(old) and b < len(new):
            runs = compare_words(old[a].text, new[b].text)
            pairs.append(Pair(Fate.CHANGED, old[a].passage, new[b].passage, runs))
        i, j = a + 1, b + 1
    return pairs


def _gone(unit: Unit) -> Pair:
    return Pair(Fate.GONE, unit.passage, None, compare_words(unit.text, ""))


def _new(unit: Unit) -> Pair:
    return Pair(Fate.NEW, None, unit.passage, compare_words("", unit.text))


def _matches(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    """Return the pairs, in order, whose likeness adds up to most; by address if there are many."""
    if len(old) * len(new) > _TOO_MANY:
        places = {unit.passage.locator: j for j, unit in enumerate(new)}
        found: list[tuple[int, int]] = []
        for i, unit in enumerate(old):
            j = places.get(unit.passage.locator, -1)
            if j > (found[-1][1] if found else -1):
                found.append((i, j))
        return found
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    like = [[_likeness(x, y) for y in new] for x in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            both = like[i][j] + best[i + 1][j + 1] if like[i][j] else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _likeness(old: Unit, new: Unit) -> float:
    """Return the share of words in common; 0 if it is too small, or one is a note and one not."""
    if old.passage.kind is not new.passage.kind:
        return 0.0
    shared = (old.words & new.words).total() * 2
    share = shared / max(old.words.total() + new.words.total(), 1)
    there = old.passage.locator == new.passage.locator
    return share if share >= (_ALIKE_THERE if there else _ALIKE) else 0.0
