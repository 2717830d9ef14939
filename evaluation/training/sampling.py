"""Draws batches of a short and a long text that belong together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evaluation.training.tokens import Ints, Tokens

Floats = npt.NDArray[np.float64]

_SMALL_SOURCE = 4_000  # items; smaller sources are drawn from together
_PAIR_TEMPERATURE = 0.5  # of language pairs: 1 as many as there are, 0 all alike
_SOURCE_TEMPERATURE = 0.7
_REACH = 2  # neighbours on each side of a sentence that make its passage, at most
_LONGEST_BAG = 256  # tokens
_LEAST_STRATUM = 64


@dataclass(frozen=True, slots=True)
class Bags:
    """Token ids of several texts; row ``r`` has ``tokens[starts[r] : starts[r + 1]]``."""

    tokens: Ints
    starts: Ints

    def __len__(self) -> int:
        return len(self.starts) - 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Row ``r`` of ``queries`` belongs to row ``r`` of ``passages``.

    ``apart[r, s]`` is false where row ``s`` is no proper wrong answer to row ``r``: the same
    text, or a neighbour in the same document. Its diagonal is true.
    """

    queries: Bags
    passages: Bags
    apart: npt.NDArray[np.bool_]


class Sampler:
    """Draws batches by kind.

    ``translations`` come from one source and one pair of languages; ``mixed`` ones from one
    source, each row from two languages of its own, so that a passage in the language of the
    question is no better than another; in ``windows`` a part of a sentence meets the passage
    around it, in any language; ``titles`` are same-language pairs.
    """

    def __init__(self, tokens: Tokens, weights: list[float], seed: int) -> None:
        self._tokens = tokens
        self._rng = np.random.default_rng(seed)
        self._groups = _groups(tokens.item_source, weights)
        self._pair_groups = _groups(tokens.pair_source, weights)
        self._strata = _strata(tokens.items, self._groups)

    def draw(self, kind: str, size: int) -> Batch:
        """Return a batch of at most ``size`` rows."""
        if kind == "titles" and self._pair_groups:
            return self._titles(size)
        if kind == "translations" and self._strata:
            return self._translations(size)
        return self._windows(size) if kind == "windows" else self._mixed(size)

    def _translations(self, size: int) -> Batch:
        chances = np.array([chance for chance, _ in self._strata])
        slots, groups = self._strata[self._pick(chances)][1]
        rows, _ = groups[self._pick(np.array([chance for _, chance in groups]))]
        chosen = self._rows(rows, size)
        first, second = slots if self._rng.random() < 0.5 else slots[::-1]
        return self._batch(
            self._tokens.items[chosen, first][:, None], self._tokens.items[chosen, second][:, None]
        )

    def _mixed(self, size: int) -> Batch:
        chosen = self._of_group(size)
        slots = self._slots(chosen)
        items = self._tokens.items
        return self._batch(items[chosen, slots[0]][:, None], items[chosen, slots[1]][:, None])

    def _windows(self, size: int) -> Batch:
        chosen = self._of_group(size)
        first, second = self._slots(chosen)
        same = self._rng.random(len(chosen)) < 1 / 4
        second = np.where(same, first, second)
        around = np.arange(-_REACH, _REACH + 1)
        places = np.clip(chosen[:, None] + around, 0, len(self._tokens.items) - 1)
        passages = self._tokens.items[places, second[:, None]].copy()
        near = self._rng.integers(0, _REACH + 1, (2, len(chosen), 1))
        inside = (around >= -near[0]) & (around <= near[1])
        source = self._tokens.item_source
        passages[~inside | (source[places] != source[chosen][:, None])] = -1
        # In the same language half of the passages lose the sentence itself: the rest must do.
        alone = (passages >= 0).sum(axis=1) == 1
        passages[same & ~alone & (self._rng.random(len(chosen)) < 0.5), _REACH] = -1
        batch = self._batch(
            self._tokens.items[chosen, first][:, None], passages, self._rng.uniform(0.3, 0.9)
        )
        batch.apart[_close(chosen, 2 * _REACH)] = False
        np.fill_diagonal(batch.apart, True)
        return batch

    def _titles(self, size: int) -> Batch:
        groups = self._pair_groups
        rows, _ = groups[self._pick(np.array([chance for _, chance in groups]))]
        pairs = self._tokens.pairs[self._rows(rows, size)]
        return self._batch(pairs[:, :1], pairs[:, 1:])

    def _batch(self, queries: Ints, passages: Ints, keep: float = 0.9) -> Batch:
        apart = np.ones((len(queries), len(queries)), bool)
        for texts in (queries, passages):
            content = self._tokens.content[texts[:, len(texts[0]) // 2]]
            apart &= content[:, None] != content[None, :]
        np.fill_diagonal(apart, True)
        return Batch(self._bags(queries, keep), self._bags(passages, 0.9), apart)

    def _bags(self, texts: Ints, keep: float) -> Bags:
        """Return the tokens of each row of ``texts`` (-1: none), a share of them dropped."""
        row, column = np.nonzero(texts >= 0)
        chosen = texts[row, column]
        begins = self._tokens.starts[chosen]
        lengths = self._tokens.starts[chosen + 1] - begins
        ends = np.cumsum(lengths)
        places = np.repeat(begins - ends + lengths, lengths) + np.arange(ends[-1])
        tokens = self._tokens.flat[places].astype(np.int64)
        rows = np.repeat(row, lengths)
        first = np.searchsorted(rows, np.arange(len(texts)))
        kept = self._rng.random(len(tokens)) < keep
        kept[first] = True
        kept &= np.arange(len(tokens)) - first[rows] < _LONGEST_BAG
        starts = np.concatenate([[0], np.cumsum(np.bincount(rows[kept], minlength=len(texts)))])
        return Bags(tokens[kept], starts)

    def _of_group(self, size: int) -> Ints:
        rows, _ = self._groups[self._pick(np.array([chance for _, chance in self._groups]))]
        return self._rows(rows, size)

    def _slots(self, chosen: Ints) -> tuple[Ints, Ints]:
        keys = self._rng.random((len(chosen), self._tokens.items.shape[1]))
        keys[self._tokens.items[chosen] < 0] = 2
        order = np.argsort(keys, axis=1)
        return order[:, 0], order[:, 1]

    def _rows(self, rows: Ints, size: int) -> Ints:
        if len(rows) <= size:
            return rows
        # Far quicker than a choice without replacement; the few doubles are masked as equal.
        return np.unique(rows[self._rng.integers(0, len(rows), size)])

    def _pick(self, chances: Floats) -> int:
        return int(self._rng.choice(len(chances), p=chances / chances.sum()))


def _groups(sources: Ints, weights: list[float]) -> list[tuple[Ints, float]]:
    """Return the rows of each large source, of all small ones together, and their chance."""
    groups: list[tuple[Ints, float]] = []
    small: list[Ints] = []
    mass = 0.0
    for source in np.unique(sources):
        rows = np.flatnonzero(sources == source)
        if len(rows) >= _SMALL_SOURCE:
            groups.append((rows, (weights[source] * len(rows)) ** _SOURCE_TEMPERATURE))
        else:
            small.append(rows)
            mass += weights[source] * len(rows)
    if small:
        # Twice as often: the widest vocabulary and the best translations stand in small sources.
        groups.append((np.concatenate(small), 2 * mass**_SOURCE_TEMPERATURE))
    return groups


def _strata(
    items: Ints, groups: list[tuple[Ints, float]]
) -> list[tuple[float, tuple[tuple[int, int], list[tuple[Ints, float]]]]]:
    """Return for each pair of languages its chance, and the rows and chance in each group."""
    strata = []
    languages = items.shape[1]
    for first, second in zip(*np.triu_indices(languages, 1), strict=True):
        parts = []
        total = 0
        for rows, chance in groups:
            both = rows[(items[rows, first] >= 0) & (items[rows, second] >= 0)]
            if len(both) >= _LEAST_STRATUM:
                share = (len(both) / len(rows)) ** _SOURCE_TEMPERATURE
                parts.append((both, chance * share))
                total += len(both)
        if parts:
            strata.append((float(total) ** _PAIR_TEMPERATURE, ((int(first), int(second)), parts)))
    return strata


def _close(chosen: Ints, reach: int) -> npt.NDArray[np.bool_]:
    near: npt.NDArray[np.bool_] = np.abs(chosen[:, None] - chosen[None, :]) <= reach
    return near
