from __future__ import annotations

import json
from pathlib import Path

import pytest

from config.commands import DONE, FAILED, WRONG_USAGE
from config.main import build_parser
from config.settings import IngestSettings, Settings
from evaluation.commands import COMMANDS
from index.types import FileState
from index.writer import Writer
from ingest.parse import parse_file

TEXT = (
    "1. The Committee considered a plan for data exchange.\n\n"
    "2. The seminar on barcodes costs 4,000 francs.\n"
)


def run(home: Path, *arguments: str) -> int:
    parsed = build_parser(COMMANDS).parse_args(["evaluate", *arguments])
    return int(parsed.command.run(parsed, Settings(home=home)))


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    folder = tmp_path / "set"
    (folder / "qrels").mkdir(parents=True)
    about = {"language": "en", "type": "amount", "answerable": True, "reason": None}
    entry = {"_id": "en-1", "text": "How much does the seminar on barcodes cost?"}
    entry_line = json.dumps({**entry, "metadata": {**about, "values": ["4 000"]}})
    (folder / "queries.jsonl").write_text(entry_line + "\n", encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text("en-1\tseminar#p2\t2\n", encoding="utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "seminar.txt"
    path.write_text(TEXT, encoding="utf-8")
    settings = Settings(home=tmp_path / "home")
    with Writer(settings) as writer:
        document = parse_file(path, IngestSettings(), {}, sha256="0" * 64)
        writer.put(FileState(str(path), "0" * 64, path.stat().st_size, 0), document)
        writer.publish()
    return settings.home


def test_a_set_is_asked_and_reported_as_json(
    home: Path, questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "details.jsonl"
    assert run(home, str(questions), "--json", "--details", str(file)) == DONE
    figures = json.loads(capsys.readouterr().out)
    assert figures["search"]["en"]["hit@1"] == 1.0
    assert figures["answers"]["all"]["right"] == 1.0
    assert figures["answers"]["all"]["inexact_quotes"] == 0
    (line,) = file.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["first"][0] == "seminar#p2"


def test_search_only_asks_for_no_answer(
    home: Path, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, str(questions), "--search-only") == DONE
    out = capsys.readouterr().out
    assert "| en | 1 | 1.000 |" in out
    assert "Told" not in out


def test_a_set_that_is_not_there_is_wrong_usage(home: Path, tmp_path: Path) -> None:
    assert run(home, str(tmp_path / "none")) == WRONG_USAGE


def test_nothing_indexed_is_a_failure(
    questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "empty", str(questions)) == FAILED
    assert "wipo-rag" in capsys.readouterr().err


def test_what_a_run_leaves_behind_can_be_compared_and_judged_again(
    home: Path, questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(home, str(questions), "--output", str(out)) == DONE
    names = {"sheet.json", "report.html", "report.md", "run.trec", "qrels.trec"}
    assert {path.name for path in out.iterdir()} == names
    assert "seminar#p2" in (out / "run.trec").read_text(encoding="utf-8")
    capsys.readouterr()
    assert run(home, str(questions), "--baseline", str(out / "sheet.json")) == DONE
    assert "beside the baseline" in capsys.readouterr().out
    # The run as TREC has it, judged without an index.
    assert run(tmp_path / "none", str(questions), "--run", str(out / "run.trec")) == DONE
    assert "| en | 1 | 1.000 |" in capsys.readouterr().out


def test_a_worse_run_is_a_failure_and_says_what_was_lost(
    home: Path, questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    run(home, str(questions), "--output", str(out))
    (out / "run.trec").write_text("en-1 Q0 seminar#p1 1 0.9 x\n", encoding="utf-8")
    run(home, str(questions), "--search-only", "--output", str(tmp_path / "found"))
    capsys.readouterr()
    baseline = str(tmp_path / "found" / "sheet.json")
    arguments = ("--run", str(out / "run.trec"), "--baseline", baseline)
    assert run(home, str(questions), *arguments) == FAILED
    assert "hit@10 (all) was 1.000 and is 0.000" in capsys.readouterr().err


def test_a_baseline_that_cannot_be_used_is_wrong_usage(
    home: Path, questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    assert run(home, str(questions), "--baseline", str(tmp_path / "bad.json")) == WRONG_USAGE
    assert "no sheet" in capsys.readouterr().err


def test_documents_that_are_not_indexed_are_named(
    home: Path, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (questions / "qrels" / "test.tsv").write_text("en-1\tCWS/1/2#p2\t2\n", encoding="utf-8")
    assert run(home, str(questions)) == DONE
    assert "1 are not indexed: CWS/1/2" in capsys.readouterr().err
