import csv
import json

import pytest

from config.main import build_parser
from config.settings import HashingEmbedderSettings, Settings
from evaluation.faults.documents import file_of
from evaluation.faults.records import told_documents
from index.writer import Writer
from service.commands import COMMANDS


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("records")
    with Writer(settings_in(folder)) as writer:
        for parsed in told_documents():
            writer.put(file_of(parsed), parsed)
        writer.publish()
    return folder


def settings_in(folder):
    return Settings(home=folder, embedder=HashingEmbedderSettings(kind="hashing"))


@pytest.fixture
def run(home, capfd):
    def run_command(*argv, home=home):
        arguments = build_parser(COMMANDS).parse_args(["records", *map(str, argv)])
        code = arguments.command.run(arguments, settings_in(home))
        out, err = capfd.readouterr()
        return code, out, err

    return run_command


def test_lists_what_is_told_with_the_key_of_its_citation(run):
    code, out, err = run("recommendations")
    assert (code, err) == (0, "")
    assert "\u2068ICT 1\u2069" in out
    assert "build a network" in out
    assert "\u2068CDIP/92/2#p1\u2069" in out
    assert "sources differ: actions" in out
    assert out.endswith("1 recommendations\n")


def test_lists_projects_and_outcomes_with_what_matters(run):
    _, projects, _ = run("projects")
    assert "\u2068DA_7_12_01\u2069 · approved · phase 2 · 210,000 francs · en" in projects
    _, outcomes, _ = run("outcomes", "--meeting", "CDIP/92", "--kind", "decision", "--thread")
    assert "\u2068CDIP/92 (a)\u2069 · decision" in outcomes
    assert "2031-10-01 · \u2068CDIP/92/2#p3\u2069 · decision" in outcomes
    assert "elect a chair" not in outcomes


def test_prints_one_json_document(run):
    code, out, _ = run("recommendations", "--set", "ict", "--prefer", "fr", "--thread", "--json")
    body = json.loads(out)
    assert (code, body["total"]) == (0, 1)
    assert body["recommendations"][0]["language"] == "fr"
    assert len(body["recommendations"][0]["thread"]["steps"]) == 3
    assert json.loads(run("recommendations", "--number", "7", "--json")[1])["total"] == 0
    assert json.loads(run("projects", "--status", "approved", "--json")[1])["total"] == 1
    assert json.loads(run("projects", "--lang", "fr", "--json")[1])["total"] == 1
    assert json.loads(run("outcomes", "--kind", "report", "--json")[1])["total"] == 0


def test_writes_a_table(run, tmp_path):
    target = tmp_path / "projects.csv"
    code, out, err = run("projects", "--csv", target)
    assert (code, out) == (0, "")
    assert "2 projects" in err
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert [row["code"] for row in csv.DictReader(file)] == ["DA_7_12_01", ""]
    assert run("projects", "--csv", tmp_path / "none" / "x.csv")[0] == 1


@pytest.mark.parametrize("argv", [("projects", "--set", "DA"), ("outcomes", "--status", "adopted")])
def test_an_option_of_other_records_is_wrong_usage(run, argv):
    code, out, err = run(*argv)
    assert (code, out) == (2, "")
    assert err.startswith("wipo-rag: --")


def test_an_unknown_kind_of_record_is_wrong_usage(run):
    with pytest.raises(SystemExit) as stop:
        run("budgets")
    assert stop.value.code == 2


def test_without_an_index_it_fails_and_says_what_to_do(run, tmp_path):
    code, out, err = run("projects", home=tmp_path / "none")
    assert (code, out) == (1, "")
    assert "wipo-rag ingest" in err


def test_a_document_cannot_steer_the_terminal():
    from service.record_terminal import render_records

    citation = {"key": "X/1#p1"}
    payload = {"set": "X", "number": 1, "text": "red \x1b[31m", "status": None, "language": "en"}
    payload |= {"citations": [citation], "differs": []}
    assert "\x1b" not in render_records("recommendation", [payload])
