from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.judging import Judged
from evaluation.questions import DatasetError, Question
from evaluation.report import markdown, report
from evaluation.sheet import Sheet, read_sheet, sheet_of, write_sheet
from service.types import Reason


def test_a_sheet_is_read_as_it_was_written(tmp_path: Path, many) -> None:
    sheet = many(3)
    write_sheet(sheet, tmp_path / "sheet.json")
    assert read_sheet(tmp_path / "sheet.json") == sheet
    again = tmp_path / "again.json"
    write_sheet(read_sheet(tmp_path / "sheet.json"), again)
    assert again.read_bytes() == (tmp_path / "sheet.json").read_bytes()


@pytest.mark.parametrize("text", ["", "{}", '{"format": 99, "dataset": "x", "rows": []}', "[]"])
def test_what_is_no_sheet_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "sheet.json").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match="no sheet"):
        read_sheet(tmp_path / "sheet.json")
    with pytest.raises(DatasetError, match="No such file"):
        read_sheet(tmp_path / "none.json")


def test_search_is_measured_over_answerable_questions_only() -> None:
    able = Question("1", "a", "ru", "lookup", relevant={"k1": 2}, parallel="same")
    unable = Question("2", "b", "ru", "lookup", Reason.NOT_IN_DOCUMENTS)
    ranking = (("k0", 0.8), ("k1", 0.4))
    sheet = sheet_of("made", [Judged(able, ranking), Judged(unable, ranking)])
    first, second = sheet.rows
    assert first.measures["RR@10"] == 0.5
    assert (first.group, second.group) == ("same", "2")
    assert (first.best_score, first.answered, second.measures) == (0.8, None, {})
    assert not sheet.told


def test_figures_are_means_by_language_and_over_all() -> None:
    grades = ({"k1": 2}, {"k2": 2}, {"k9": 2})
    judged = [
        Judged(Question(str(n), "a", language, "lookup", relevant=wanted), (("k1", 1), ("k2", 0.5)))
        for n, (language, wanted) in enumerate(zip(("ru", "ru", "zh"), grades, strict=True))
    ]
    unable = Question("u", "b", "en", "lookup", Reason.NOT_IN_DOCUMENTS)
    figures = report(sheet_of("made", [*judged, Judged(unable, ())]))
    assert "answers" not in figures
    assert list(figures["search"]) == ["en", "ru", "zh", "all"]
    russian = figures["search"]["ru"]
    assert (russian["hit@1"], russian["hit@3"], russian["RR@10"]) == (0.5, 1.0, 0.75)
    assert figures["search"]["zh"]["hit@10"] == 0.0
    assert figures["search"]["all"]["hit@10"] == pytest.approx(2 / 3)
    assert figures["search"]["en"]["hit@10"] is None
    assert "| ru | 2 | 0.500 | 1.000 | 1.000 |" in markdown(figures)
    assert figures["parity"] is None


def test_answer_figures_take_each_share_of_the_questions_it_is_about(row) -> None:
    rows = (
        row("1", measures={"right": 1.0, "value_match": 1.0, "false_refusals": 0.0}),
        row("2", measures={"right": 0.0, "false_refusals": 1.0}, answered=False, cited=()),
        row("3", measures={"right": 0.0, "false_answers": 1.0}, answerable=False),
    )
    figures = report(Sheet("made", rows))["answers"]["all"]
    assert figures["right"] == pytest.approx(1 / 3)
    assert figures["value_match"] == 1.0
    assert figures["false_refusals"] == 0.5
    assert figures["false_answers"] == 1.0
    assert figures["reason_right"] is None
    faulty = replace(rows[0], faults={"inexact_quotes": 2, "invitations_as_decisions": 0})
    counted = report(Sheet("made", (faulty, *rows[1:])))["answers"]["all"]
    assert (counted["quotes"], counted["inexact_quotes"]) == (3, 2)
