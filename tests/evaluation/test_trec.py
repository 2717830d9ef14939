from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.measures import scores
from evaluation.questions import DatasetError
from evaluation.trec import read_qrels, read_run, write_qrels, write_run


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    ranking = [("C. WILD 9#p1", 0.9), ("CDIP/8/1 Rev.#t2/r1", 0.9), ("100%#p2", 0.1)]
    write_run(tmp_path / "run", {"ar-1": ranking, "zh-2": []})
    found = read_run(tmp_path / "run")
    assert [key for key, _ in found["ar-1"]] == [key for key, _ in ranking]
    lines = (tmp_path / "run").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "ar-1 Q0 C.%20WILD%209#p1 1 0.900000 wipo-rag"
    assert all(len(line.split()) == 6 for line in lines)


def test_scores_alike_keep_their_order_for_tools_that_go_by_scores(tmp_path: Path) -> None:
    write_run(tmp_path / "run", {"q": [(f"k{n}", 0.5) for n in (3, 1, 2)]})
    assert [key for key, _ in read_run(tmp_path / "run")["q"]] == ["k3", "k1", "k2"]


def test_judgements_are_read_as_they_were_written_and_measure_alike(tmp_path: Path) -> None:
    judged = {"q": {"C. WILD 9#p1": 2, "b": 1, "c": 0}}
    write_qrels(tmp_path / "qrels", judged)
    assert read_qrels(tmp_path / "qrels") == judged
    write_run(tmp_path / "run", {"q": [("x", 2.0), ("C. WILD 9#p1", 1.0)]})
    keys = {query: [key for key, _ in run] for query, run in read_run(tmp_path / "run").items()}
    assert scores(keys, read_qrels(tmp_path / "qrels"))["q"]["RR@10"] == 0.5


@pytest.mark.parametrize("text", ["one two\n", "q Q0 k 1 high tag\n"])
def test_what_is_no_run_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "run").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match="no run"):
        read_run(tmp_path / "run")


def test_missing_files_and_broken_judgements_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="none"):
        read_run(tmp_path / "none")
    (tmp_path / "qrels").write_text("q 0 key much\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="no judgements"):
        read_qrels(tmp_path / "qrels")
