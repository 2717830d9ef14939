import json
import subprocess
import sys
from argparse import ArgumentParser

import pytest

from config.commands import DONE, FAILED
from evaluation.faults.documents import make_document
from index.commands import COMMANDS
from index.filters_cli import add_filters, filters_from
from index.layout import Layout
from index.types import Filters


@pytest.fixture
def run(settings, capsys):
    """Run one command; return its exit code, standard output and standard error."""

    def run_command(name, *arguments):
        command = next(command for command in COMMANDS if command.name == name)
        parser = ArgumentParser()
        parser.add_argument("--json", action="store_true")
        command.configure(parser)
        capsys.readouterr()
        code = command.run(parser.parse_args(arguments), settings)
        return code, *capsys.readouterr()

    return run_command


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("status", []), ("verify", []), ("rollback", []), ("search", ["budget"])],
)
def test_without_an_index_every_command_says_what_to_do(run, name, arguments):
    code, out, err = run(name, *arguments)
    assert code == FAILED and out == "" and "run wipo-rag ingest first" in err
    code, out, _ = run(name, *arguments, "--json")
    assert code == FAILED and "nothing is indexed" in json.loads(out)["error"]


def test_status_counts_what_is_held(run, publish, solar):
    publish(*solar)
    code, out, err = run("status", "--json")
    found = json.loads(out)
    assert (code, err) == (DONE, "")
    assert (found["documents"], found["passages"], found["files"]) == (6, 18, 6)
    assert found["by_language"] == dict.fromkeys(("ar", "en", "es", "fr", "ru", "zh"), 1)
    assert found["degraded"] is None and found["rejected"] == []
    assert "6 documents, 18 passages" in run("status")[1]


def test_status_says_when_it_is_degraded(run, publish, settings, solar):
    publish(*solar)
    publish(make_document("CWS/90/5", "en", ["x"]))
    (Layout(settings.home).generation("000002") / "en" / "passages.npy").write_bytes(b"")
    code, out, _ = run("status")
    assert code == DONE and out.startswith("DEGRADED: generation 000002 is damaged")
    assert json.loads(run("status", "--json")[1])["generation"] == "000001"


def test_verify_names_what_is_damaged_and_fails(run, publish, settings, solar):
    publish(*solar)
    assert run("verify")[:2] == (DONE, "000001 (current): intact\n")
    (Layout(settings.home).generation("000001") / "ru" / "windows.npy").unlink()
    code, out, _ = run("verify")
    assert code == FAILED and "ru/windows.npy: is missing" in out
    assert json.loads(run("verify", "--json")[1])["intact"] is False


def test_rollback_and_delete_say_what_they_did(run, publish, solar):
    publish(*solar)
    publish(make_document("CWS/90/5", "en", ["x"]))
    assert json.loads(run("rollback", "--json")[1]) == {"generation": "000001"}
    code, out, _ = run("delete", "cws/90/4", "--json")
    found = json.loads(out)
    assert code == DONE and len(found["deleted"]) == 6 and found["generation"] == "000003"
    assert run("delete", "CWS/90/4")[0] == FAILED


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_search_finds_in_the_language_of_the_question(run, publish, solar, questions, language):
    publish(*solar)
    code, out, _ = run("search", questions[language], "--json", "--top-k", "2")
    found = json.loads(out)
    assert code == DONE and found["language"] == language and len(found["hits"]) == 2
    first = found["hits"][0]
    assert (first["key"], first["language"], first["rank"]) == ("CWS/90/4#p1", language, 1)


def test_search_prints_hits_for_people_with_filters(run, publish, solar):
    publish(*solar)
    code, out, _ = run("search", "solar library budget", "--lang", "ru", "--body", "CWS")
    assert code == DONE and out.startswith("1. CWS/90/4#p") and "[ru]" in out
    assert run("search", "solar", "--body", "NONE")[1] == "no hits\n"


def test_text_of_a_document_cannot_steer_the_terminal(run, publish):
    publish(make_document("CWS/90/4", "en", ["Solar \x1b[2Jlibrary \u202eevil"]))
    assert not {"\x1b", "\u202e"} & set(run("search", "solar library")[1])


@pytest.mark.parametrize("arguments", [["--top-k", "0"], ["--lang", "de"], ["--from", "May"]])
def test_wrong_arguments_are_refused(run, arguments):
    with pytest.raises(SystemExit) as caught:
        run("search", "x", *arguments)
    assert caught.value.code == 2


def test_filters_of_the_command_line_are_those_of_a_query():
    parser = ArgumentParser()
    add_filters(parser)
    line = (
        "--lang fr --lang ru --body CDIP --symbol CDIP/30/8 --session 30 --meeting 990901"
        " --kind report --status decision --from 2030 --to 2031-05-14 --include-superseded"
    )
    assert filters_from(parser.parse_args(line.split())) == Filters(
        language=("fr", "ru"),
        body=("CDIP",),
        symbol=("CDIP/30/8",),
        session=("30",),
        meeting_id=("990901",),
        kind=("report",),
        status=("decision",),
        date_from="2030",
        date_to="2031-05-14",
        include_superseded=True,
    )
    assert filters_from(parser.parse_args([])) == Filters()


def test_a_search_never_imports_torch(publish, settings, solar):
    publish(*solar)
    code = (
        "import sys; from config.settings import Settings; from index.search import open_searcher;"
        "from index.types import Query;"
        "settings = Settings(home=sys.argv[1], embedder={'kind': 'hashing'});"
        "hits = open_searcher(settings).search(Query('solar library', 'en')).hits;"
        "assert hits;"
        "heavy = {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, str(settings.home)], capture_output=True, text=True
    )
    assert (found.returncode, found.stderr) == (0, "")
