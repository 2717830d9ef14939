"""How sure a figure is: confidence intervals of means, and of the difference of two runs.

Questions that ask the same in several languages stand or fall together; they are drawn, and their
signs are turned, as one.
"""

from __future__ import annotations

import math
import warnings
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

CONFIDENCE = 0.95
_DRAWS = 2000
_SEED = 20_211  # any: the same figures each time

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with the interval that holds it at ``CONFIDENCE``, over ``count`` values."""

    mean: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Difference:
    """How one run differs from an earlier one: its mean difference, and how likely by chance."""

    change: Interval
    p: float


def interval(values: Iterable[tuple[str, float]]) -> Interval | None:
    """Return the interval of the mean of values that come with the group they belong to.

    Percentiles of 2,000 means of groups drawn with replacement (Efron and Tibshirani, An
    Introduction to the Bootstrap, 1993, chapter 13). Where all values are the same share of 0 or 1
    a bootstrap sees no doubt at all: there the interval is Wilson's (JASA 22, 1927), of groups.
    None of nothing.
    """
    sums, counts = _groups(values)
    if not len(sums):
        return None
    mean = float(sums.sum() / counts.sum())
    if mean in (0.0, 1.0):
        hits = round(mean * len(sums))
        found = stats.binomtest(hits, len(sums)).proportion_ci(CONFIDENCE, method="wilson")
        return Interval(mean, float(found.low), float(found.high), int(counts.sum()))
    low, high = _bootstrap(sums, counts)
    return Interval(mean, low, high, int(counts.sum()))


def difference(values: Sequence[tuple[str, float]]) -> Difference:
    """Return what to think of the differences, new less old, of questions with their groups.

    The interval as in ``interval``; the test is the paired randomisation test with signs turned at
    random (Smucker, Allan and Carterette, A Comparison of Statistical Significance Tests for IR
    Evaluation, CIKM 2007), two-sided.

    Raises:
        ValueError: if there is none.
    """
    sums, counts = _groups(values)
    if not len(sums):
        raise ValueError("no question was measured in both runs")
    mean = float(sums.sum() / counts.sum())
    if not sums.any():
        return Difference(Interval(mean, 0.0, 0.0, int(counts.sum())), 1.0)
    low, high = _bootstrap(sums, counts)
    return Difference(Interval(mean, low, high, int(counts.sum())), _by_chance(sums))


def _by_chance(sums: Array) -> float:
    if len(sums) < 2:
        return 1.0
    test = stats.permutation_test(
        (sums,),
        _sum,
        permutation_type="samples",
        n_resamples=_DRAWS,
        rng=np.random.default_rng(_SEED),
    )
    return float(test.pvalue)


def _groups(values: Iterable[tuple[str, float]]) -> tuple[Array, Array]:
    """Return the sum and the number of the values of each group."""
    groups: dict[str, list[float]] = defaultdict(list)
    for group, value in values:
        groups[group].append(value)
    sums = np.array([math.fsum(each) for each in groups.values()], np.float64)
    return sums, np.array([len(each) for each in groups.values()], np.float64)


def _bootstrap(sums: Array, counts: Array) -> tuple[float, float]:
    if len(sums) < 2:
        mean = float(sums.sum() / counts.sum())
        return mean, mean
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", stats.DegenerateDataWarning)
        found = stats.bootstrap(
            (sums, counts),
            _ratio,
            paired=True,
            vectorized=True,
            method="percentile",
            confidence_level=CONFIDENCE,
            n_resamples=_DRAWS,
            rng=np.random.default_rng(_SEED),
        )
    return float(found.confidence_interval.low), float(found.confidence_interval.high)


def _ratio(sums: Array, counts: Array, axis: int = -1) -> Array:
    ratio: Array = sums.sum(axis=axis) / counts.sum(axis=axis)
    return ratio


def _sum(sums: Array, axis: int = -1) -> Array:
    total: Array = sums.sum(axis=axis)
    return total
