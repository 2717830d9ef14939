"""The command ``summarise``."""

import json
import zipfile

import pytest

from config.main import main


@pytest.fixture
def run(home, capfd):
    def run_command(*argv, home=home):
        code = main(["--home", str(home), "summarise", *argv])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return run_command


def test_prints_markdown(run):
    code, out, err = run("--meeting", "CWS/89", "--agenda-item", "6", "--lang", "fr")
    assert (code, err) == (0, "")
    assert out.startswith("# Résumé de la réunion CWS/89 (point 6 de l’ordre du jour)")
    assert "le CWS : a) a pris note" in out


def test_prints_one_json_document(run):
    code, out, _ = run("--symbol", "CWS/90/4", "--json")
    assert code == 0
    assert json.loads(out)["subject"] == "CWS/90/4"


def test_writes_markdown_and_word(run, tmp_path):
    code, out, err = run("--symbol", "CWS/90/9", "--output", str(tmp_path / "one.md"))
    assert (code, out) == (0, "") and "citations" in err
    assert (tmp_path / "one.md").read_text(encoding="utf-8").startswith("# Summary of CWS/90/9")
    code, _, _ = run("--symbol", "CWS/90/9", "--lang", "es", "--output", str(tmp_path / "one.docx"))
    assert code == 0
    assert "word/footnotes.xml" in zipfile.ZipFile(tmp_path / "one.docx").namelist()


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        (("--symbol", "CWS/77/7"), 1, "CWS/77/7: No document of that name is held here."),
        (("--meeting", "CWS/77", "--lang", "es"), 1, "CWS/77: "),
        (("--topic", "the"), 2, "too short"),
        (("--topic", "budget", "--agenda-item", "3"), 2, "a topic has no agenda items"),
        (("--symbol", "CWS/90/4", "--output", "summary.pdf"), 2, ".docx or .md"),
        (("--symbol", "CWS/90/4", "--output", "/nowhere/at/all.md"), 1, "/nowhere/at/all.md: No"),
    ],
)
def test_wrong_input_is_said_plainly(run, argv, code, told):
    found, out, err = run(*argv)
    assert (found, out) == (code, "")
    assert told in err and "Traceback" not in err


def test_one_thing_must_be_named(run):
    with pytest.raises(SystemExit) as stop:
        run("--lang", "fr")
    assert stop.value.code == 2


def test_without_an_index_it_fails_and_says_what_to_do(run, tmp_path):
    code, _, err = run("--symbol", "CWS/90/4", home=tmp_path)
    assert code == 1 and "ingest" in err
