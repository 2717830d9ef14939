"""What the README shows of LangChain and MCP works as it stands there."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("## Use it from LangChain or MCP")[2].partition("\n## ")[0]


def snippet(beginning):
    """Return the indented code that begins with these words."""
    lines = re.search(rf"^    {re.escape(beginning)}.*\n((?:    .*\n|\n)*)", SECTION, re.MULTILINE)
    assert lines, beginning
    return re.sub(r"^    ", "", lines[0], flags=re.MULTILINE)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    sample = ROOT / "evaluation" / "datasets" / "sample" / "documents"
    files = [str(path) for path in sorted(sample.glob("cdip_90_6_*")) if path.suffix != ".json"]
    command = [sys.executable, "-m", "config.main", "ingest", *files, "--home", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def test_the_retriever_and_the_chain(home, monkeypatch, capsys):
    monkeypatch.setenv("WIPO_RAG_HOME", str(home))
    exec(compile(snippet("from service.langchain"), "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "CDIP/90/6" in printed
    assert "240" in printed


def test_the_client_and_the_configuration(home, monkeypatch, capsys):
    config = json.loads(snippet('{"mcpServers"'))["mcpServers"]["wipo-rag"]
    assert config["command"] == "wipo-rag"
    assert config["env"].keys() == {"WIPO_RAG_HOME"}
    # The same command, found without a path; the client of the snippet is made to start it.
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "config.main", *config["args"]],
        env={"WIPO_RAG_HOME": str(home)},
        cwd=ROOT,
    )
    client = snippet("import asyncio")
    assert "http://127.0.0.1:8000/mcp" in client
    monkeypatch.setattr("mcp.Client", lambda _address: Client(stdio_client(parameters)))
    exec(compile(client, "README.md", "exec"), {})
    assert "CDIP/90/6" in capsys.readouterr().out
