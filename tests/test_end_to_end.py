"""From files to a cited answer, by the command that users type."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "evaluation" / "datasets" / "sample" / "documents"
SEEDS = ROOT.parent / "shared" / "seeds"


def run(home: Path, *arguments: str, code: int = 0) -> str:
    """Run the command and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "config.main", *arguments],
        cwd=ROOT,
        env={**os.environ, "WIPO_RAG_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("home") / "index"
    report = json.loads(run(folder, "ingest", str(SAMPLE), "--json"))
    assert report["counts"] == {"added": 54, "updated": 0, "unchanged": 0, "rejected": 0}
    return folder


QUESTIONS = {
    "ar": "ما هي الميزانية الإجمالية للمشروع DA_16_20_02؟",
    "en": "What is the total budget of project DA_16_20_02?",
    "es": "¿Cuál es el presupuesto total del proyecto DA_16_20_02?",
    "fr": "Quel est le budget total du projet DA_16_20_02 ?",
    "ru": "Каков общий бюджет проекта DA_16_20_02?",
    "zh": "DA_16_20_02项目的预算总额是多少？",
}


@pytest.mark.parametrize("language", QUESTIONS)
def test_answers_in_the_language_of_the_question_with_an_exact_quote(home, language):
    answer = json.loads(run(home, "ask", QUESTIONS[language], "--json"))
    assert answer["language"] == language
    assert not answer["abstained"]
    first = answer["citations"][0]
    assert first["key"] == "CDIP/90/6#annex/sec-1.5/1"
    assert first["language"] == language
    assert "240" in first["quote"]
    assert first["quote"] in first["text"]
    assert sorted(first["parallel"]) == sorted(set(QUESTIONS) - {language})


def test_the_same_files_change_nothing(home):
    report = json.loads(run(home, "ingest", str(SAMPLE), "--json"))
    assert report["counts"]["unchanged"] == 54
    assert report["generation"] == "000001"


def test_a_question_that_the_documents_do_not_answer_is_refused_with_a_reason(home):
    answer = json.loads(run(home, "ask", "What is recommendation 9 on digital services?", "--json"))
    assert answer["abstained"]
    assert answer["reason"] == "false_premise"
    assert answer["retrieved"]


def test_a_batch_is_answered_line_by_line_and_a_bad_line_costs_one(home, tmp_path):
    questions = tmp_path / "in.jsonl"
    lines = [{"id": code, "question": text} for code, text in QUESTIONS.items()]
    text = "\n".join(json.dumps(line) for line in lines[:3]) + '\n{"id": "bad"}\n'
    questions.write_text(text, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    run(home, "ask", "--batch", str(questions), "--output", str(out), code=3)
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [a["id"] for a in answers] == ["ar", "en", "es", "bad"]
    assert all(a["citations"] for a in answers[:3])


def test_a_deleted_document_is_gone_everywhere(tmp_path):
    home = tmp_path / "index"
    run(home, "ingest", str(SAMPLE / "cws_90_9_fr.docx"), str(SAMPLE / "cdip_89_10_fr.html"))
    run(home, "delete", "CWS/90/9")
    found = json.loads(run(home, "search", "WILD huitième session", "--json"))
    assert found["hits"]
    assert all(hit["symbol"] != "CWS/90/9" for hit in found["hits"])


def test_pruning_removes_what_is_gone_and_a_bad_file_gives_exit_code_3(tmp_path):
    home, folder = tmp_path / "index", tmp_path / "files"
    folder.mkdir()
    for name in ("cws_90_9_fr.docx", "cdip_89_10_fr.html"):
        (folder / name).write_bytes((SAMPLE / name).read_bytes())
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    report = json.loads(run(home, "ingest", str(folder), "--json", code=3))
    assert report["counts"]["rejected"] == 1
    (folder / "broken.pdf").unlink()
    (folder / "cws_90_9_fr.docx").unlink()
    report = json.loads(run(home, "ingest", str(folder), "--prune", "--json"))
    assert [Path(path).name for path in report["removed"]] == ["broken.pdf", "cws_90_9_fr.docx"]
    assert report["documents"] == 1


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not here")
def test_five_real_documents_are_read_whole(tmp_path):
    from config.settings import IngestSettings
    from ingest.coverage import coverage_of
    from ingest.parse import parse_file

    report = json.loads(run(tmp_path / "index", "ingest", str(SEEDS), "--json"))
    assert report["counts"] == {"added": 5, "updated": 0, "unchanged": 0, "rejected": 0}
    for path in sorted(SEEDS.glob("*.txt")):
        parsed = parse_file(path, IngestSettings(), {}, sha256="")
        coverage = coverage_of(parsed)
        assert coverage.lost == coverage.twice == (), path.name
        raw = path.read_text(encoding="utf-8")
        assert parsed.document.text == raw.removeprefix("\ufeff"), path.name


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not here")
def test_real_paragraph_numbers_records_and_footnotes_are_addresses():
    from config.settings import IngestSettings
    from ingest.parse import parse_file

    def locators(number: str) -> set[str]:
        (path,) = SEEDS.glob(f"{number}_*.txt")
        parsed = parse_file(path, IngestSettings(), {}, sha256="")
        return {passage.locator for passage in parsed.passages}

    ict = locators("000")
    assert {f"p{n}" for n in range(1, 12)} <= ict
    assert {f"annex/rec-{n}" for n in range(1, 11)} <= ict
    assert "annex/rec-11" not in ict
    assert {"annex/fn1", "annex/fn2", "annex/rec-1/e", "annex/rec-10/c"} <= ict
    assert {p for p in locators("001") if p[0] == "p"} == {f"p{n}" for n in range(1, 19)}
    report = locators("002")
    assert {f"annex-I/rec-{n}" for n in range(1, 46)} <= report
    assert sum(p.rpartition("/")[2].startswith("fn") for p in report) == 189
    assert sum(p.startswith("annex-II/") for p in report) == 55
    form = locators("003")
    assert {f"sec-1.{n}/1" for n in range(1, 6)} | {f"sec-2.{n}/1" for n in (1, 2, 3)} <= form
    assert {f"sec-2.{n}/1" for n in range(5, 12)} <= form
    assert {f"t{table}/r7" for table in (2, 3, 4)} <= form
