"""Runs and judgements in the formats of TREC, which every tool of the field reads and writes.

A line of a run is ``query Q0 passage rank score tag``, one of judgements ``query 0 passage grade``.
Blanks part the fields, and symbols hold blanks ("C. WILD 9"): in these files a blank in a key is
written as ``%20``, a per cent sign as ``%25``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import ir_measures

from evaluation.measures import Judgements
from evaluation.questions import DatasetError

_STEP = 1e-6  # between scores that are alike: tools go by scores and not by ranks
Rankings = Mapping[str, Iterable[tuple[str, float]]]


def write_run(path: Path, rankings: Rankings, tag: str = "wipo-rag") -> None:
    """Write the ranked keys of each query with their scores, made to fall from rank to rank."""
    lines = []
    for query, ranking in rankings.items():
        last = float("inf")
        for rank, (key, score) in enumerate(ranking, start=1):
            last = min(score, last - _STEP)
            lines.append(f"{_one_word(query)} Q0 {_one_word(key)} {rank} {last:.6f} {tag}\n")
    path.write_text("".join(lines), encoding="utf-8")


def read_run(path: Path) -> dict[str, list[tuple[str, float]]]:
    """Return the keys of each query with their scores, highest first.

    Raises:
        DatasetError: if the file cannot be read as a run.
    """
    found: dict[str, list[tuple[str, float]]] = {}
    try:
        for each in ir_measures.read_trec_run(str(path)):  # type: ignore[no-untyped-call]
            found.setdefault(_words(each.query_id), []).append((_words(each.doc_id), each.score))
    except (OSError, ValueError) as error:
        raise DatasetError(f"{path}: no run as TREC writes it: {error}") from error
    return {
        query: sorted(ranking, key=lambda pair: (-pair[1], pair[0]))
        for query, ranking in found.items()
    }


def write_qrels(path: Path, judgements: Mapping[str, Judgements]) -> None:
    """Write graded judgements."""
    lines = [
        f"{_one_word(query)} 0 {_one_word(key)} {grade}\n"
        for query, grades in judgements.items()
        for key, grade in grades.items()
    ]
    path.write_text("".join(lines), encoding="utf-8")


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Return the graded judgements of each query.

    Raises:
        DatasetError: if the file cannot be read as judgements.
    """
    found: dict[str, dict[str, int]] = {}
    try:
        for each in ir_measures.read_trec_qrels(str(path)):  # type: ignore[no-untyped-call]
            found.setdefault(_words(each.query_id), {})[_words(each.doc_id)] = each.relevance
    except (OSError, ValueError) as error:
        raise DatasetError(f"{path}: no judgements as TREC writes them: {error}") from error
    return found


def _one_word(name: str) -> str:
    return name.replace("%", "%25").replace(" ", "%20")


def _words(name: str) -> str:
    return name.replace("%20", " ").replace("%25", "%")
