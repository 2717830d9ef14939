"""The figures of a sheet: as numbers, as tables, question by question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from evaluation.intervals import interval
from evaluation.judging import Judged, Told
from evaluation.measures import MEASURES, mean
from evaluation.parity import Parity, parity
from evaluation.sheet import ANSWERS, FAULTS, PARTS, Row, Sheet, part_measure
from ingest.types import LANGUAGES

Figures = dict[str, float | int | None]

ALL = "all"
_SEARCH = (*MEASURES, *map(part_measure, PARTS))
_FIRST = 3  # keys shown for each question in the details


# --- figures ----------------------------------------------------------------------------------


def report(sheet: Sheet) -> dict[str, Any]:
    """Return all figures: shares from 0 to 1, None where nothing was there to be measured.

    ``search`` holds them by language, ``answers`` and ``parity`` too if answers were given;
    ``by_document`` and ``by_kind`` repeat them for other cuts through the same questions.
    ``intervals`` holds, for each share in ``search`` and ``answers``, the two ends of its 95 %
    confidence interval.
    """
    parts: dict[str, tuple[Callable[[Sequence[Row]], Figures], tuple[str, ...]]] = {
        "search": (_search, _SEARCH)
    }
    if sheet.told:
        parts["answers"] = (_answers, ANSWERS)
    figures: dict[str, Any] = {"dataset": sheet.dataset, "questions": len(sheet.rows)}
    languages = {name: rows for name, rows in by_language(sheet.rows).items() if rows}
    for name, (make, _) in parts.items():
        figures[name] = {language: make(rows) for language, rows in languages.items()}
    figures["intervals"] = {
        name: {language: _intervals(rows, columns) for language, rows in languages.items()}
        for name, (_, columns) in parts.items()
    }
    figures["parity"] = _parity(parity(sheet.rows))
    cuts: Mapping[str, Callable[[Row], str]] = {
        "by_document": lambda row: row.document or "none",
        "by_kind": lambda row: row.kind,
    }
    for cut, name_of in cuts.items():
        groups: dict[str, list[Row]] = {}
        for row in sheet.rows:
            groups.setdefault(name_of(row), []).append(row)
        figures[cut] = {
            key: dict(item for make, _ in parts.values() for item in make(rows).items())
            for key, rows in sorted(groups.items())
        }
    return figures


def by_language(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the rows of each language, in the order of the languages, and all of them last."""
    found: dict[str, list[Row]] = {
        name: [row for row in rows if row.language == name] for name in LANGUAGES
    }
    return found | {ALL: list(rows)}


def values_of(rows: Iterable[Row], measure: str) -> list[tuple[str, float]]:
    """Return the values of a measure with the groups of their questions, where it applies."""
    return [(row.group, row.measures[measure]) for row in rows if measure in row.measures]


def _search(rows: Sequence[Row]) -> Figures:
    """Return the figures of ranked lists, over the questions that have an answer."""
    return {"answerable": sum(row.answerable for row in rows)} | _means(rows, _SEARCH)


def _answers(rows: Sequence[Row]) -> Figures:
    """Return the figures of what was told.

    ``value_match`` (of those with values) and the three of citations are of the answers to
    answerable questions: whether a relevant passage is cited, the share of the cited ones that are
    relevant, the share of the relevant ones that are cited. ``false_answers`` is a share of the
    unanswerable questions, ``false_refusals`` of the answerable ones, ``reason_right`` of the
    refusals that are due; ``right`` and ``language_right`` of all questions. ``inexact_quotes``
    and ``invitations_as_decisions`` are counts: both must be 0.
    """
    told = [row for row in rows if row.answered is not None]
    counts = {name: sum(row.faults.get(name, 0) for row in told) for name in FAULTS}
    quotes = {"quotes": sum(row.quotes for row in told)}
    return {"questions": len(told)} | _means(told, ANSWERS) | quotes | counts


def _means(rows: Sequence[Row], columns: Iterable[str]) -> Figures:
    return {name: mean(value for _, value in values_of(rows, name)) for name in columns}


def _intervals(rows: Sequence[Row], columns: Iterable[str]) -> dict[str, tuple[float, float]]:
    found = {name: interval(values_of(rows, name)) for name in columns}
    return {name: (each.low, each.high) for name, each in found.items() if each}


def _parity(found: Parity | None) -> dict[str, Any] | None:
    if found is None:
        return None
    pairs = {f"{first}-{second}": value for (first, second), value in found.pairs.items()}
    return {
        "questions": found.questions,
        "overlap": found.overlap,
        "agreed": found.agreed,
        "pairs": pairs,
    }


# --- tables -----------------------------------------------------------------------------------


def markdown(figures: Mapping[str, Any]) -> str:
    """Return the figures by language as Markdown tables: found, and told if answers were given."""
    intervals = figures["intervals"]
    parts = [_table("Found", figures["search"], intervals["search"])]
    if "answers" in figures:
        parts.append(_table("Told", figures["answers"], intervals["answers"]))
    if held := figures["parity"]:
        parts.append(
            f"Language parity: {held['overlap']:.3f} (mean overlap of the cited passages of"
            f" {held['questions']} questions asked in several languages, over pairs of languages);"
            f" answered alike in all: {held['agreed']:.3f}\n"
        )
    return "\n".join(parts)


def _table(title: str, rows: Mapping[str, Figures], intervals: Mapping[str, Any]) -> str:
    columns = list(rows[ALL])
    lines = [
        f"| {title} | {' | '.join(column.replace('_', ' ') for column in columns)} |",
        "|---|" + "---:|" * len(columns),
    ]
    for name, row in rows.items():
        lines.append(f"| {name} | {' | '.join(_cell(row[column]) for column in columns)} |")
    ends = [intervals[ALL].get(column) for column in columns]
    spans = [f"{pair[0]:.2f}–{pair[1]:.2f}" if pair else "" for pair in ends]
    lines.append(f"| 95 % | {' | '.join(spans)} |")
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
