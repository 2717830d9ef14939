"""What is written for people must be true."""

import re
import subprocess
from argparse import ArgumentParser
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from config.main import build_parser

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def commands():
    found = []
    for entry in entry_points(group="wipo_rag.commands"):
        found.extend(entry.load())
    return found


def options_of(command) -> set[str]:
    parser = ArgumentParser(add_help=False)
    command.configure(parser)
    return {name for action in parser._actions for name in action.option_strings}


def test_every_command_is_in_the_readme():
    for command in commands():
        assert re.search(rf"`{command.name}[ `]", README), command.name


def test_every_option_in_the_readme_exists():
    known = {"--home", "--json"} | {option for c in commands() for option in options_of(c)}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README))
    assert named <= known | {"--foreign"}


def test_the_contract_of_the_command_line_is_kept():
    parser = build_parser(commands())
    for line in (
        "ingest a b --metadata m.csv --prune --json",
        "ask q --lang fr --body CWS --symbol X --session 1 --top-k 3 --json",
        "ask --batch in.jsonl --output out.jsonl",
        "search q --lang fr --status decision --from 2030-01-01 --to 2031 --include-superseded",
        "serve --host 127.0.0.1 --port 9000",
        "status --json",
        "verify",
        "rollback",
        "delete CWS/90/4",
        "evaluate seeds",
    ):
        arguments = parser.parse_args(line.split())
        assert arguments.command.name == line.split()[0]


def test_every_folder_is_explained():
    for folder in ("config", "ingest", "index", "service", "evaluation"):
        assert f"`{folder}/`" in ARCHITECTURE


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"])
def test_linked_and_named_files_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (ROOT / target).exists(), target
    for target in re.findall(r"`((?:config|ingest|index|service|evaluation|docs)/[\w./-]+)`", text):
        assert (ROOT / target).exists(), target


def test_every_target_of_make_that_the_readme_names_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"\bmake ([a-z-]+)", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_no_file_names_a_machine_or_a_registry():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    if listed == [""]:
        pytest.skip("this is not a checkout")
    hosts = re.compile(r"(python" + r"hosted|npm" + r"js|py" + r"pi)\.[a-z]{2,3}\b")
    folders = re.compile(r"(?<![\w.])/(?:wo" + r"rk|fa" + r"rm|root/\.pyenv)/")
    for name in listed:
        path = ROOT / name
        if not name or path.suffix in (".pdf", ".docx", ".safetensors") or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not hosts.search(text), name
        assert not folders.search(text), name
