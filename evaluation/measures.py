"""Measures of one ranked list against graded judgements, and their mean over queries.

Grades are whole numbers: 0 not relevant, 1 relevant in part, 2 answers the question. Hit, recall
and reciprocal rank count a passage as relevant from grade 1 on; nDCG uses the grades. A key that
occurs twice in a run counts where it first stands: a repeat takes up a rank and gains nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

Judgements = Mapping[str, int]  # passage key -> grade


def hit_at(k: int, run: Sequence[str], relevant: Judgements) -> float:
    """Return 1.0 if any of the first ``k`` keys is relevant, else 0.0 (success at k)."""
    return float(any(_gain(key, relevant) > 0 for key in _first(k, run)))


def recall_at(k: int, run: Sequence[str], relevant: Judgements) -> float:
    """Return the share, from 0 to 1, of the relevant keys that are among the first ``k``.

    Van Rijsbergen, Information Retrieval (2nd ed. 1979), chapter 7. The divisor is the number of
    all relevant keys, also where there are more than ``k``. Raises ValueError if there is none.
    """
    wanted = {key for key, grade in relevant.items() if grade > 0}
    if not wanted:
        raise ValueError("recall is not defined for a query without relevant passages")
    return len(wanted.intersection(_first(k, run))) / len(wanted)


def reciprocal_rank_at(k: int, run: Sequence[str], relevant: Judgements) -> float:
    """Return 1 / rank of the first relevant key among the first ``k``, 0.0 if there is none.

    Kantor and Voorhees, The TREC-5 Confusion Track (2000); the mean over queries is MRR@k.
    """
    for rank, key in enumerate(_first(k, run), start=1):
        if _gain(key, relevant) > 0:
            return 1.0 / rank
    return 0.0


def ndcg_at(k: int, run: Sequence[str], relevant: Judgements) -> float:
    """Return the discounted gain of the first ``k`` keys divided by that of the best order.

    Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques (ACM TOIS 2002), as
    ``ndcg_cut`` of trec_eval computes it: the gain is the grade itself, the discount of rank r is
    1 / log2(r + 1), the ideal list holds all judged keys. Raises ValueError if none is relevant.
    """
    listed = _first(k, run)
    ideal = _discounted(sorted(relevant.values(), reverse=True)[:k])
    if ideal <= 0:
        raise ValueError("nDCG is not defined for a query without relevant passages")
    seen: set[str] = set()
    gains: list[int] = []
    for key in listed:
        gains.append(0 if key in seen else _gain(key, relevant))
        seen.add(key)
    return _discounted(gains) / ideal


def mean(values: Iterable[float]) -> float | None:
    """Return the arithmetic mean, None of nothing: no figure is better than a false zero."""
    listed = list(values)
    return math.fsum(listed) / len(listed) if listed else None


def _first(k: int, run: Sequence[str]) -> Sequence[str]:
    if k < 1:
        raise ValueError("k counts ranks from 1")
    return run[:k]


def _gain(key: str, relevant: Judgements) -> int:
    return max(relevant.get(key, 0), 0)


def _discounted(gains: Sequence[int]) -> float:
    return math.fsum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))
