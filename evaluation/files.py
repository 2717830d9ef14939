"""What an evaluation leaves behind, in the formats of the field and for people."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from evaluation.gate import Verdict
from evaluation.judging import Judged
from evaluation.page.view import page
from evaluation.sheet import Sheet, write_sheet
from evaluation.trec import write_qrels, write_run

_NAMED = ("wipo-rag", "numpy", "faiss-cpu", "tantivy", "ir-measures")


def write_all(
    folder: Path,
    sheet: Sheet,
    figures: Mapping[str, Any],
    judged: Sequence[Judged],
    verdicts: Sequence[Verdict],
    text: str,
) -> None:
    """Write sheet.json, report.html, report.md, run.trec and qrels.trec into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write_sheet(sheet, folder / "sheet.json")
    html = page(sheet, figures, judged, verdicts, environment(), datetime.now(UTC).date())
    (folder / "report.html").write_text(html, encoding="utf-8")
    (folder / "report.md").write_text(text, encoding="utf-8")
    write_run(folder / "run.trec", {each.question.id: each.ranking for each in judged})
    answered = [each.question for each in judged if each.question.answerable]
    write_qrels(folder / "qrels.trec", {question.id: question.grades for question in answered})


def environment() -> dict[str, str]:
    """Return what a run was measured with: names and versions."""
    return {"Python": platform.python_version(), **{name: version(name) for name in _NAMED}}
