from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import IngestSettings
from evaluation.coverage_report import main, report_lines, words_in_one_passage
from ingest.coverage import coverage_of
from ingest.parse import parse_file
from ingest.types import Parsed

TEXTS = {
    "ar": "1. نظرت اللجنة في خطة العمل الخاصة بالمعايير.\n\n2. وطلبت من الأمانة تقديم تقرير عنها.",
    "en": "1. The Committee considered the work plan.\n\n2. It asked the Secretariat for a report.",
    "es": "1. El Comité examinó el plan de trabajo.\n\n2. Pidió a la Secretaría un informe.",
    "fr": "1. Le comité a examiné le plan.\n\n2. Il a prié le Secrétariat d’en rendre compte.",
    "ru": "1. Комитет рассмотрел план работы.\n\n2. Он попросил Секретариат представить отчёт.",
    "zh": "1. 委员会审议了标准工作计划。\n\n2. 委员会要求秘书处提交一份报告。",
}


def written(folder: Path, text: str) -> Path:
    path = folder / "document.txt"
    path.write_text(text + "\n", encoding="utf-8")
    return path


def parsed(folder: Path, text: str) -> Parsed:
    return parse_file(written(folder, text), IngestSettings(), {}, sha256="")


@pytest.mark.parametrize("language", TEXTS)
def test_a_file_whose_words_are_all_held_once_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    path = written(tmp_path, TEXTS[language])
    assert main([str(path)]) == 0
    out = capsys.readouterr().out
    assert "2 passages" in out
    assert f", {language})" in out
    assert "0 stretches lost, 0 twice" in out


def test_a_lost_stretch_is_shown(tmp_path: Path) -> None:
    whole = parsed(tmp_path, TEXTS["en"])
    part = replace(whole, passages=whole.passages[:1])
    text = "\n".join(report_lines(part, coverage_of(part)))
    assert "1 stretches lost" in text
    assert "It asked the Secretariat for a report" in text


def test_words_held_twice_are_not_counted(tmp_path: Path) -> None:
    whole = parsed(tmp_path, TEXTS["en"])
    assert words_in_one_passage(whole) == 13
    double = replace(whole, passages=(*whole.passages, whole.passages[0]))
    assert words_in_one_passage(double) == 7


def test_what_is_set_apart_is_listed_by_kind(tmp_path: Path) -> None:
    whole = parsed(tmp_path, TEXTS["en"] + "\n\n[End of document]")
    lines = list(report_lines(whole, coverage_of(whole)))
    assert "  set apart as marker: 1" in lines
    assert "    [End of document]" in lines


def test_an_unreadable_file_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.txt")]) == 1
    assert "none.txt: not read" in capsys.readouterr().err
