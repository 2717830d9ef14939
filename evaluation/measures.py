"""Measures of ranked lists against graded judgements, as trec_eval computes them.

Grades are whole numbers: 0 not relevant, 1 relevant in part, 2 answers the question. Hit, recall
and reciprocal rank count a passage as relevant from grade 1 on; nDCG uses the grades. Computed by
``ir_measures`` (MacAvaney, Macdonald and Ounis, Streamlining Evaluation with ir-measures, ECIR
2022).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from ir_measures import RR, Qrel, R, ScoredDoc, Success, evaluator, nDCG
from ir_measures.measures import Measure

Judgements = Mapping[str, int]  # passage key -> grade

# Our name of each; "hit@k" is what others call success at k.
MEASURES: dict[str, Measure] = {
    "hit@1": Success @ 1,
    "hit@3": Success @ 3,
    "hit@10": Success @ 10,
    "recall@10": R @ 10,
    "recall@100": R @ 100,
    "RR@10": RR @ 10,
    "nDCG@10": nDCG @ 10,
}


def scores(
    runs: Mapping[str, Sequence[str]], judgements: Mapping[str, Judgements]
) -> dict[str, dict[str, float]]:
    """Return by query, for each judged query, its value of each of ``MEASURES``, from 0 to 1.

    A run is keys, best first; a key that occurs again is passed over, as it could gain nothing.
    A query without a run has 0 of everything.

    Raises:
        ValueError: if nothing is judged relevant for a query: none of these is defined for it.
    """
    for query, grades in judgements.items():
        if not any(grade > 0 for grade in grades.values()):
            raise ValueError(f"no passage is judged relevant for {query!r}")
    if not judgements:
        return {}
    qrels = [
        Qrel(q, key, grade) for q, grades in judgements.items() for key, grade in grades.items()
    ]
    listed = [
        ScoredDoc(query, key, -rank)  # trec_eval goes by scores, and breaks ties by name
        for query, keys in runs.items()
        for rank, key in enumerate(dict.fromkeys(keys))
    ]
    names = {measure: name for name, measure in MEASURES.items()}
    found: dict[str, dict[str, float]] = {query: {} for query in judgements}
    for metric in evaluator(list(names), qrels).iter_calc(listed):
        found[metric.query_id][names[metric.measure]] = metric.value
    return found


def mean(values: Iterable[float]) -> float | None:
    """Return the arithmetic mean, None of nothing: no figure is better than a false zero."""
    listed = list(values)
    return math.fsum(listed) / len(listed) if listed else None
