import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from config.main import build_parser
from config.settings import Settings
from service.commands import COMMANDS

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(settings, capfd):
    def run_command(*argv, home=None):
        arguments = build_parser(COMMANDS).parse_args([str(each) for each in argv])
        code = arguments.command.run(arguments, Settings(home=home or settings.home))
        out, err = capfd.readouterr()
        return code, out, err

    return run_command


def test_answers_a_question_with_numbered_citations(run):
    code, out, err = run("ask", "Who proposed the pilot project?")
    assert code == 0
    assert "Norway" in out
    assert "[1] \u2068CWS/91/2\u2069" in out
    assert err == ""


def test_answers_as_one_json_document(run):
    code, out, _ = run("ask", "Кто предложил пилотный проект?", "--json", "--top-k", "3")
    answer = json.loads(out)
    assert (code, answer["language"], len(answer["retrieved"])) == (0, "ru", 3)


def test_answers_in_another_language_and_with_filters(run):
    code, out, _ = run("ask", "Who proposed it?", "--lang", "fr", "--body", "CDIP", "--json")
    answer = json.loads(out)
    assert (code, answer["language"], answer["abstained"]) == (0, "fr", True)
    assert answer["searched"]["documents"] == 0


def test_answers_a_batch_and_says_that_some_lines_were_bad(run, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "question": "Who proposed the pilot project?"}\nbad\n')
    code, out, _ = run("ask", "--batch", source, "--output", target, "--json")
    assert code == 3
    assert json.loads(out) == {"answered": 1, "rejected": 1}
    records = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [record["id"] for record in records] == [1, None]
    source.write_text('{"id": 1, "question": "Who proposed the pilot project?"}\n')
    assert run("ask", "--batch", source, "--output", target)[0] == 0


@pytest.mark.parametrize(
    "argv",
    [
        ("ask",),
        ("ask", "Who?", "--batch", "in.jsonl", "--output", "out.jsonl"),
        ("ask", "--batch", "in.jsonl"),
        ("ask", ""),
        ("ask", "x" * 3000),
    ],
)
def test_wrong_usage_is_said_on_standard_error(run, argv):
    code, out, err = run(*argv)
    assert (code, out) == (2, "")
    assert err.startswith("wipo-rag: ")


def test_without_an_index_it_fails_and_says_what_to_do(run, tmp_path):
    code, out, err = run("ask", "Who?", home=tmp_path / "none")
    assert (code, out) == (1, "")
    assert "wipo-rag ingest" in err


def test_a_missing_batch_file_is_a_failure(run, tmp_path):
    code, _, err = run("ask", "--batch", tmp_path / "no.jsonl", "--output", tmp_path / "o.jsonl")
    assert code == 1
    assert "no.jsonl" in err


def test_asking_loads_no_server_and_no_torch(settings):
    script = (
        "import sys\n"
        "from config.main import build_parser\n"
        "from config.settings import Settings\n"
        "from service.commands import COMMANDS\n"
        "arguments = build_parser(COMMANDS).parse_args(['ask', 'Who proposed the project?'])\n"
        f"arguments.command.run(arguments, Settings(home={str(settings.home)!r}))\n"
        "print(sorted({'fastapi', 'starlette', 'uvicorn', 'rich', 'torch'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def _free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait_for(url):
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.status
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} never answered")


def test_serves_until_it_is_told_to_stop_and_ends_well(settings):
    port = _free_port()
    script = (
        "import sys\n"
        "from config.main import build_parser\n"
        "from config.settings import Settings\n"
        "from service.commands import COMMANDS\n"
        f"arguments = build_parser(COMMANDS).parse_args(['serve', '--port', '{port}'])\n"
        f"sys.exit(arguments.command.run(arguments, Settings(home={str(settings.home)!r})))\n"
    )
    environment = {**os.environ, "PYTHONWARNINGS": ""}
    server = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=environment)
    try:
        assert _wait_for(f"http://127.0.0.1:{port}/health/ready") == 200
    finally:
        server.send_signal(signal.SIGTERM)
        code = server.wait(timeout=30)
    assert code == 0
