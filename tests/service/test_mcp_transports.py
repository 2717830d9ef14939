"""The protocol as others use it: a process of ours, and the client of the official SDK."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from starlette.testclient import TestClient

from config.main import main
from config.settings import ServiceSettings
from service.app import create_app
from service.errors import MissingExtra

ROOT = Path(__file__).resolve().parents[2]
MODES = ("auto", "legacy")  # the newest version of the protocol, and those with a handshake
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
HEADERS = {
    "accept": "application/json, text/event-stream",
    "content-type": "application/json",
    "mcp-protocol-version": "2025-06-18",
}


@pytest.fixture(scope="module")
def home(settings):
    return settings.home


@pytest.fixture(scope="module")
def server(home):
    """Return the address of a server process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "config.main", "serve", "--home", str(home)]
    process = subprocess.Popen(
        [*command, "--port", str(port)], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                with urlopen(f"{address}/health/ready", timeout=5) as answer:
                    assert answer.status == 200
                break
            except OSError:
                assert process.poll() is None, process.stderr.read()
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in errors


async def whole_round(client):
    """Use each tool once, and one wrongly."""
    tools = (await client.list_tools()).tools
    assert [tool.name for tool in tools] == ["search", "get_passage", "get_parallel", "records"]
    found = await client.call_tool("search", {"query": "谁提议举办网络研讨会？", "top_k": 2})
    assert not found.is_error
    first = found.structured_content["hits"][0]
    assert first["language"] == "zh"
    passage = await client.call_tool("get_passage", {"key": first["key"], "language": "zh"})
    assert passage.structured_content["text"] == first["text"]
    parallel = await client.call_tool("get_parallel", {"key": first["key"]})
    assert len(parallel.structured_content["versions"]) == 6
    records = await client.call_tool("records", {"kind": "project"})
    assert records.structured_content["total"] == 0
    wrong = await client.call_tool("get_passage", {"key": "CWS/91/2#p99"})
    assert wrong.is_error
    assert wrong.content[0].text.startswith("not_held: ")


@pytest.mark.parametrize("mode", MODES)
def test_over_http(server, mode):
    async def run():
        async with Client(f"{server}/mcp", mode=mode) as client:
            await whole_round(client)

    asyncio.run(run())


@pytest.mark.parametrize("mode", MODES)
def test_over_standard_input_and_output(home, mode, tmp_path):
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "config.main", "mcp", "--home", str(home)],
        env={"PYTHONPATH": os.environ.get("PYTHONPATH", "")},
        cwd=ROOT,
    )

    async def run(log):
        async with Client(stdio_client(parameters, log), mode=mode) as client:
            await whole_round(client)

    with (tmp_path / "errors").open("w") as log:
        asyncio.run(run(log))
    assert "Traceback" not in (tmp_path / "errors").read_text()


def test_several_clients_at_once_are_answered(server):
    async def one(text):
        async with Client(f"{server}/mcp") as client:
            found = await client.call_tool("search", {"query": text, "top_k": 1})
            return found.structured_content["query"]

    async def run():
        return await asyncio.gather(*(one(f"webinar {n}") for n in range(6)))

    assert asyncio.run(run()) == [f"webinar {n}" for n in range(6)]


def start_mcp(home, **more):
    return subprocess.run(
        [sys.executable, "-m", "config.main", "mcp", "--home", str(home)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **more,
    )


def test_the_child_ends_when_its_input_does(home):
    done = start_mcp(home, input="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_is_not_of_the_protocol_costs_one_message(home):
    hello = {**LIST, "method": "initialize", "params": {
        "protocolVersion": "2025-06-18", "capabilities": {},
        "clientInfo": {"name": "test", "version": "0"},
    }}  # fmt: skip
    done = start_mcp(home, input=f"{{not json\n[]\n{json.dumps(hello)}\n")
    assert done.returncode == 0
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["result"]["serverInfo"]["name"] for a in answers if "result" in a] == ["wipo-rag"]


def test_the_command_says_what_is_missing(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("service.mcp_command.find_spec", lambda _name: None)
    assert main(["mcp", "--home", str(tmp_path)]) == 1
    assert "[mcp] extra" in capsys.readouterr().err


# --- what stands around the endpoint --------------------------------------------------------------


def local(app):
    return TestClient(app, base_url="http://127.0.0.1:8000")


def test_a_web_page_cannot_reach_a_local_service_by_a_name_of_its_own(settings):
    with local(create_app(settings)) as client:
        assert client.post("/mcp", json=LIST, headers=HEADERS).status_code == 200
        strange = {**HEADERS, "host": "attacker.example"}
        assert client.post("/mcp", json=LIST, headers=strange).status_code == 421
        strange = {**HEADERS, "origin": "https://attacker.example"}
        assert client.post("/mcp", json=LIST, headers=strange).status_code == 403


def test_names_behind_a_proxy_are_told_by_a_setting(settings):
    named = settings.model_copy(update={"service": ServiceSettings(mcp_hosts=("docs.example",))})
    with local(create_app(named)) as client:
        for host, status in (("docs.example", 200), ("docs.example:8443", 200), ("other", 421)):
            headers = {**HEADERS, "host": host}
            assert client.post("/mcp", json=LIST, headers=headers).status_code == status


def test_a_service_for_all_is_reached_by_any_name(settings):
    public = settings.model_copy(update={"service": ServiceSettings(host="::")})
    with local(create_app(public)) as client:
        headers = {**HEADERS, "host": "docs.example"}
        assert client.post("/mcp", json=LIST, headers=headers).status_code == 200


def test_the_endpoint_keeps_the_rules_of_the_service(settings):
    with local(create_app(settings)) as client:
        answer = client.get("/mcp", headers=HEADERS)
        assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
        answer = client.post("/mcp", json={**LIST, "x": "x" * 100_000}, headers=HEADERS)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        answer = client.post("/mcp", json=LIST, headers=HEADERS)
        assert "mcp-session-id" not in answer.headers
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert 'method="POST",route="/mcp",status="200"' in client.get("/metrics").text
        assert "/mcp" not in client.get("/openapi.json").json()["paths"]


def test_it_can_be_switched_off(settings):
    without = settings.model_copy(update={"service": ServiceSettings(mcp=False)})
    with local(create_app(without)) as client:
        assert client.post("/mcp", json=LIST, headers=HEADERS).status_code == 404


def test_what_is_not_installed_is_not_offered(settings, monkeypatch):
    monkeypatch.setattr("service.app.installed", lambda: False)
    with local(create_app(settings)) as client:
        assert client.post("/mcp", json=LIST, headers=HEADERS).status_code == 404
    wanted = settings.model_copy(update={"service": ServiceSettings(mcp=True)})
    with pytest.raises(MissingExtra):
        create_app(wanted)


@pytest.mark.parametrize(
    "script",
    [
        "import config.main as m; m.build_parser(m._commands())",
        "import config.main as m; m.main(['ask', 'x', '--home', 'nowhere'])",
        "from config.settings import *; from service.app import create_app;"
        " create_app(Settings(service=ServiceSettings(mcp=False)))",
    ],
    ids=["any command", "ask", "serve without it"],
)
def test_who_does_not_use_it_does_not_pay_for_it(script):
    told = "import sys; print({'mcp', 'mcp_types', 'langchain_core'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", f"{script}\n{told}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip().endswith("set()")
