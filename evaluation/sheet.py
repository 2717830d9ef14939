"""What was measured of each question, as one file: all figures, tests and plots come from it.

A sheet holds what two runs can be compared by, question by question: no texts, no answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from evaluation.judging import Judged, Told
from evaluation.measures import MEASURES, scores
from evaluation.questions import DatasetError
from ingest.types import Language

FORMAT = 1

# Shares from 0 to 1; more is better, but of those in LESS. Each is of the questions it applies to.
ANSWERS = (
    "right",
    "value_match",
    "citation_hit",
    "citation_precision",
    "citation_recall",
    "false_answers",
    "false_refusals",
    "reason_right",
    "language_right",
)
LESS = frozenset({"false_answers", "false_refusals"})
PARTS = ("words", "vectors")  # sides of search that are measured alone
_OF_PART = "nDCG@10"
FAULTS = ("inexact_quotes", "invitations_as_decisions")  # counts: each must be 0


@dataclass(frozen=True, slots=True)
class Row:
    """One question. ``measures`` holds what applies to it, ``faults`` counts what must not be.

    Measures have four decimals.
    ``group`` is shared by the questions that ask the same in several languages: they are not
    independent of each other. ``best_score`` is that of the first passage found, ``cited`` the
    keys that an answer cites; ``answered`` is None where only search was measured.
    """

    id: str
    language: Language
    kind: str
    document: str | None
    group: str
    answerable: bool
    measures: Mapping[str, float]
    faults: Mapping[str, int] = field(default_factory=dict)
    answered: bool | None = None
    cited: tuple[str, ...] = ()
    quotes: int = 0
    best_score: float = 0.0
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one run over a question set."""

    dataset: str
    rows: tuple[Row, ...]

    @property
    def told(self) -> bool:
        """Say whether answers were measured, and not only search."""
        return any(row.answered is not None for row in self.rows)


def part_measure(part: str) -> str:
    """Return the name of the measure of a side of search alone."""
    return f"{_OF_PART} {part}"


def sheet_of(dataset: str, judged: Sequence[Judged]) -> Sheet:
    """Return the sheet of what was found and told."""
    able = [each for each in judged if each.question.answerable]
    grades = {each.question.id: each.question.grades for each in able}
    found = scores({each.question.id: each.run for each in able}, grades)
    for part in PARTS:
        alone = {each.question.id: each.parts[part] for each in able if part in each.parts}
        judged_alone = {query: grades[query] for query in alone}
        for query, values in scores(alone, judged_alone).items():
            found[query][part_measure(part)] = values[_OF_PART]
    return Sheet(dataset, tuple(_row(each, found.get(each.question.id, {})) for each in judged))


def _row(judged: Judged, found: Mapping[str, float]) -> Row:
    question, told = judged.question, judged.told
    names = (*MEASURES, *map(part_measure, PARTS))
    measured = {name: round(found[name], 4) for name in names if name in found}
    return Row(
        id=question.id,
        language=question.language,
        kind=question.kind,
        document=question.document,
        group=question.parallel or question.id,
        answerable=question.answerable,
        measures=measured | (_told(judged, told) if told else {}),
        faults=_faults(told) if told else {},
        answered=not told.answer.abstained if told else None,
        cited=tuple(dict.fromkeys(each.key for each in told.answer.citations)) if told else (),
        quotes=told.quotes if told else 0,
        best_score=round(judged.ranking[0][1], 4) if judged.ranking else 0.0,
        milliseconds=round(judged.milliseconds, 1),
    )


def _told(judged: Judged, told: Told) -> dict[str, float]:
    question = judged.question
    refused = told.answer.abstained and not question.answerable
    found: dict[str, float | None] = {
        "right": told.right,
        "value_match": told.has_values,
        "citation_hit": told.cites_relevant,
        "citation_precision": told.cited_relevant,
        "citation_recall": told.relevant_cited,
        "false_answers": None if question.answerable else told.false_answer,
        "false_refusals": told.false_refusal if question.answerable else None,
        "reason_right": told.answer.reason == question.reason if refused else None,
        "language_right": told.language_right,
    }
    return {name: round(float(value), 4) for name, value in found.items() if value is not None}


def _faults(told: Told) -> dict[str, int]:
    return {
        "inexact_quotes": told.quotes - told.quotes_exact,
        "invitations_as_decisions": int(told.as_decision),
    }


# --- files ------------------------------------------------------------------------------------


def write_sheet(sheet: Sheet, path: Path) -> None:
    """Write a sheet as JSON, a row a line: so that a difference of two can be read."""
    rows = ",\n".join(json.dumps(asdict(row), ensure_ascii=False) for row in sheet.rows)
    head = json.dumps({"format": FORMAT, "dataset": sheet.dataset}, ensure_ascii=False)
    path.write_text(f'{head[:-1]}, "rows": [\n{rows}\n]}}\n', encoding="utf-8")


def read_sheet(path: Path) -> Sheet:
    """Return the sheet in a file.

    Raises:
        DatasetError: if the file cannot be read, or is no sheet of this format.
    """
    try:
        entry = json.loads(path.read_text(encoding="utf-8"))
        if entry["format"] != FORMAT:
            raise ValueError(f"format {entry['format']!r}, not {FORMAT}")
        rows = tuple(Row(**{**row, "cited": tuple(row["cited"])}) for row in entry["rows"])
        return Sheet(entry["dataset"], rows)
    except OSError as error:
        raise DatasetError(f"{path}: {error.strerror}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise DatasetError(f"{path}: no sheet of an evaluation: {error}") from error
