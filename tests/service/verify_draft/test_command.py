"""``wipo-rag verify-draft``: what it prints, and how it ends."""

import json
import subprocess
import sys

import pytest

from config.commands import DONE, FAILED, PARTLY
from evaluation.faults.editing_drafts import DraftFile


@pytest.fixture
def run(home):
    def verify(*arguments, at=home):
        command = [sys.executable, "-m", "config.main", "verify-draft", *map(str, arguments)]
        command += ["--home", str(at)]
        return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)

    return verify


@pytest.fixture
def changed(draft, tmp_path):
    file = DraftFile(draft("fr"), "fr")
    path = tmp_path / "changed.docx"
    file.replace(2, "Brésil", "Bénin")
    file.write(path)
    return path


def test_a_draft_as_it_was_made(run, draft):
    done = run(draft())
    assert (done.returncode, done.stdout) == (DONE, "All 39 sentences are supported.\n")


def test_a_changed_draft_is_told_of_in_its_language(run, changed):
    done = run(changed)
    assert done.returncode == PARTLY
    assert "note 2: Le comité a adopté" in done.stdout
    assert "Un nom est indiqué qui ne figure pas dans les mots cités." in done.stdout
    assert "bresil → benin" in done.stdout


def test_as_json(run, changed):
    told = json.loads(run(changed, "--json").stdout)
    assert (told["supported"], told["compared_with"]) == (False, "000001")
    assert [found["rules"] for found in told["findings"]] == [["name"]]


def test_without_an_index_it_is_said_that_nothing_was_looked_up(run, draft, tmp_path):
    done = run(draft(), at=tmp_path / "nothing")
    assert done.returncode == DONE
    assert done.stdout.splitlines()[0].startswith("Not compared with an index")


def test_what_is_no_draft(run, tmp_path):
    path = tmp_path / "notes.docx"
    path.write_text("no draft")
    done = run(path)
    assert (done.returncode, done.stdout) == (FAILED, "")
    assert done.stderr.startswith("wipo-rag: notes.docx: ")
