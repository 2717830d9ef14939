"""The figures of a run over a question set: as numbers, as tables, question by question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from evaluation.measures import hit_at, mean, ndcg_at, reciprocal_rank_at
from evaluation.questions import DEPTH, Judged, Told
from ingest.types import LANGUAGES

Figures = dict[str, float | int | None]

_TOGETHER = "all"
_FIRST = 3  # keys shown for each question in the details


# --- figures ----------------------------------------------------------------------------------


def report(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return all figures: shares from 0 to 1, None where nothing was there to be measured.

    ``search`` holds them by language, ``answers`` too if answers were given; ``by_document`` and
    ``by_kind`` repeat them for other cuts through the same questions.
    """
    told = any(each.told for each in judged)
    cuts: Mapping[str, Callable[[Judged], str]] = {
        "by_document": lambda each: each.question.document or "none",
        "by_kind": lambda each: each.question.kind,
    }
    figures: dict[str, Any] = {"questions": len(judged), "search": _by_language(judged, _search)}
    if told:
        figures["answers"] = _by_language(judged, _answers)
    for name, cut in cuts.items():
        groups = _groups(judged, cut)
        figures[name] = {
            key: _search(group) | (_answers(group) if told else {})
            for key, group in sorted(groups.items())
        }
    return figures


def _by_language(
    judged: Sequence[Judged], figures: Callable[[Sequence[Judged]], Figures]
) -> dict[str, Figures]:
    groups = _groups(judged, lambda each: each.question.language)
    rows: dict[str, Figures] = {
        language: figures(groups[language]) for language in LANGUAGES if language in groups
    }
    return {**rows, _TOGETHER: figures(judged)}


def _groups(judged: Iterable[Judged], cut: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = {}
    for each in judged:
        groups.setdefault(cut(each), []).append(each)
    return groups


def _search(judged: Sequence[Judged]) -> Figures:
    """Return the figures of ranked lists, over the questions that have an answer."""
    runs = [(each.run, each.question.grades) for each in judged if each.question.answerable]
    return {
        "answerable": len(runs),
        **{f"hit@{k}": mean(hit_at(k, *run) for run in runs) for k in (1, 3, DEPTH)},
        f"RR@{DEPTH}": mean(reciprocal_rank_at(DEPTH, *run) for run in runs),
        f"nDCG@{DEPTH}": mean(ndcg_at(DEPTH, *run) for run in runs),
    }


def _answers(judged: Sequence[Judged]) -> Figures:
    """Return the figures of what was told.

    ``citation_hit`` and ``value_match`` are shares of the answers to answerable questions (the
    latter of those with values); ``values_held`` is the mean share of the values told in them, of
    which a list has several; ``false_answers`` is a share of the unanswerable questions,
    ``false_refusals`` of the answerable ones; ``right`` and ``language_right`` of all questions.
    ``inexact_quotes`` and ``invitations_as_decisions`` are counts: both must be 0.
    """
    told = [(each.question, each.told) for each in judged if each.told]
    tolds = [each for _, each in told]
    proved = [each.cites_relevant for each in tolds if each.cites_relevant is not None]
    valued = [each.has_values for each in tolds if each.has_values is not None]
    held = [each.values_held for each in tolds if each.values_held is not None]
    return {
        "questions": len(told),
        "right": mean(each.right for each in tolds),
        "citation_hit": mean(proved),
        "value_match": mean(valued),
        "values_held": mean(held),
        "false_answers": mean(each.false_answer for q, each in told if not q.answerable),
        "false_refusals": mean(each.false_refusal for q, each in told if q.answerable),
        "reason_right": mean(
            each.answer.reason == q.reason
            for q, each in told
            if each.answer.abstained and not q.answerable
        ),
        "language_right": mean(each.language_right for each in tolds),
        "quotes": sum(each.quotes for each in tolds),
        "inexact_quotes": sum(each.quotes - each.quotes_exact for each in tolds),
        "invitations_as_decisions": sum(each.as_decision for each in tolds),
    }


# --- tables -----------------------------------------------------------------------------------


def markdown(figures: Mapping[str, Any]) -> str:
    """Return the figures by language as Markdown tables: found, and told if answers were given."""
    parts = [_table("Found", figures["search"])]
    if "answers" in figures:
        parts.append(_table("Told", figures["answers"]))
    return "\n".join(parts)


def _table(title: str, rows: Mapping[str, Figures]) -> str:
    columns = list(rows[_TOGETHER])
    lines = [
        f"| {title} | {' | '.join(column.replace('_', ' ') for column in columns)} |",
        "|---|" + "---:|" * len(columns),
    ]
    for name, row in rows.items():
        lines.append(f"| {name} | {' | '.join(_cell(row[column]) for column in columns)} |")
    return "\n".join(lines) + "\n"


def _cell(value: float | int | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


# --- question by question ---------------------------------------------------------------------


def details(judged: Judged) -> dict[str, Any]:
    """Return one question with what was expected, found and told, for reading errors."""
    question = judged.question
    entry: dict[str, Any] = {
        "_id": question.id,
        "text": question.text,
        "faults": list(judged.faults),
        "reason": str(question.reason) if question.reason else None,
        "relevant": dict(question.grades),
        "rank": judged.rank,
        "first": list(judged.run[:_FIRST]),
    }
    return entry | (_told(judged.told, question.values) if judged.told else {})


def _told(told: Told, values: Sequence[str]) -> dict[str, Any]:
    answer = told.answer
    return {
        "values": list(values),
        "language": answer.language,
        "abstained": str(answer.reason) if answer.abstained else None,
        "answer": answer.answer,
        "cited": [citation.key for citation in answer.citations],
    }
