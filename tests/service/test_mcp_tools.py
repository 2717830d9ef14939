import asyncio
import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from mcp import Client, MCPError

from config.settings import Settings
from service.dependencies import Desk
from service.mcp.server import build_server
from service.metrics import Metrics
from service.pool import Pool
from service.serving import Current

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "Who proposed the webinar?"
KEY = "CWS/91/2#p1"


def make_desk(settings, *, workers=2, queue=32):
    return Desk(settings, Current(settings), Pool(workers, queue), Metrics())


@pytest.fixture(scope="module")
def desk(settings):
    return make_desk(settings)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """A desk over a document of the sample corpus that tells of recommendations and a project."""
    home = tmp_path_factory.mktemp("recorded")
    sample = ROOT / "evaluation" / "datasets" / "sample" / "documents"
    names = ("cdip_90_6_en", "cdip_90_6_fr", "cdip_89_10_en", "cdip_89_10_fr", "cws_90_9_en")
    found = [path for name in names for path in sample.glob(f"{name}.*")]
    files = [str(path) for path in found if path.suffix != ".json"]
    command = [sys.executable, "-m", "config.main", "ingest", *files, "--home", str(home)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return make_desk(Settings(home=home))


def asked(desk, job):
    """Run ``job(client)`` against a server of ``desk`` in this process."""

    async def run():
        async with Client(build_server(desk)) as client:
            return await job(client)

    return asyncio.run(run())


def call(desk, name, **arguments):
    """Call a tool; the client checks the result against the schema that the server announced."""

    async def job(client):
        await client.list_tools()
        return await client.call_tool(name, arguments)

    return asked(desk, job)


def given(desk, name, **arguments):
    result = call(desk, name, **arguments)
    assert not result.is_error, result.content[0].text
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


def refused(desk, name, **arguments):
    result = call(desk, name, **arguments)
    assert result.is_error
    assert result.structured_content is None
    return result.content[0].text


def test_the_tools_are_read_only_and_describe_what_they_take_and_give(desk):
    tools = asked(desk, lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == ["search", "get_passage", "get_parallel", "records"]
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert not tool.annotations.destructive_hint
        assert not tool.annotations.open_world_hint
        assert tool.title
        assert tool.description
        assert tool.input_schema["additionalProperties"] is False
        assert tool.output_schema["type"] == "object"


def test_search_gives_exact_words_with_their_addresses(desk, library):
    found = given(desk, "search", query=QUESTION, top_k=3)
    assert len(found["hits"]) == 3
    for hit in found["hits"]:
        assert hit["text"] == library.passage(hit["key"], hit["language"]).text
        assert not hit["truncated"]
        assert hit["symbol"] == "CWS/91/2"
        assert hit["href"].startswith("/documents/CWS/91/2/en#")
    assert found["searched"]["documents"] == 6


def test_filters_and_the_language_of_the_query_are_kept(desk):
    found = given(desk, "search", query="webinar", language="fr", filters={"language": ["zh"]})
    assert {hit["language"] for hit in found["hits"]} == {"zh"}
    assert given(desk, "search", query="webinar", filters={"symbol": ["CWS/55/7"]})["hits"] == []


def test_long_texts_are_cut_and_say_so(desk, library):
    hits = given(desk, "search", query=QUESTION, text_chars=100, top_k=30)["hits"]
    assert any(hit["truncated"] for hit in hits)
    for hit in hits:
        whole = library.passage(hit["key"], hit["language"]).text
        assert hit["text"] == whole[:100]
        assert hit["text_chars"] == len(whole)
        assert hit["truncated"] == (len(whole) > 100)


def test_one_passage_is_read_in_a_language_and_from_a_place(desk, library):
    whole = library.passage(KEY, "ru").text
    assert given(desk, "get_passage", key=KEY, language="ru")["text"] == whole
    later = given(desk, "get_passage", key=KEY, language="ru", start=7)
    assert (later["text"], later["start"], later["text_chars"]) == (whole[7:], 7, len(whole))
    assert later["held_in"] == ["ar", "en", "es", "fr", "ru", "zh"]


def test_a_passage_is_read_in_other_languages(desk, library):
    found = given(desk, "get_parallel", key=KEY)
    assert sorted(found["versions"]) == ["ar", "en", "es", "fr", "ru", "zh"]
    for language, version in found["versions"].items():
        assert version["text"] == library.passage(KEY, language).text
        assert (version["key"], version["language"]) == (KEY, language)
    some = given(desk, "get_parallel", key=KEY, language=["fr", "zh"])
    assert sorted(some["versions"]) == ["fr", "zh"]


@pytest.mark.parametrize("kind", ["recommendation", "project", "outcome"])
def test_records_are_those_of_the_service_with_quotes_that_are_in_their_passages(recorded, kind):
    found = given(recorded, "records", kind=kind, limit=3, thread=True)
    assert found["records"]
    assert found["total"] >= len(found["records"])
    catalogue = recorded.current.get().catalogue
    for record in found["records"]:
        assert record["citations"]
        assert "steps" in record["thread"]
        for citation in record["citations"]:
            passage = catalogue.passage(citation["key"], citation["language"])
            document = catalogue.document(passage.document, passage.language)
            assert citation["quote"] in document.text
            assert "text" not in citation


def test_records_are_filtered_shown_in_a_language_and_paged(recorded):
    listed = given(recorded, "records", kind="project", limit=50)
    code = next(record["code"] for record in listed["records"] if record["code"])
    one = given(recorded, "records", kind="project", filters={"code": [code]}, language="fr")
    assert [record["code"] for record in one["records"]] == [code]
    assert one["records"][0]["language"] == "fr"
    beyond = given(recorded, "records", kind="project", offset=1000)
    assert (beyond["records"], beyond["total"]) == ([], listed["total"])


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("search", {}, "query: "),
        ("search", {"query": "  "}, "the query is empty"),
        ("search", {"query": "x" * 2001}, "at most 2000"),
        ("search", {"query": "x", "top_k": 31}, "top_k: "),
        ("search", {"query": "x", "language": "de"}, "language: "),
        ("search", {"query": "x", "filters": {"surprise": 1}}, "filters.surprise: "),
        ("search", {"query": "x", "surprise": 1}, "surprise: "),
        ("get_passage", {"key": "CWS/91/2#p99"}, "not_held: no passage"),
        ("get_passage", {"key": KEY, "language": "de"}, "language: "),
        ("get_passage", {"key": KEY, "start": 100_000}, "start is beyond"),
        ("get_parallel", {"key": "CWS/55/7#p1"}, "not_held: no passage"),
        ("records", {"kind": "person"}, "kind: "),
        ("records", {"kind": "outcome", "filters": {"code": ["X"]}}, "not filtered by code"),
        ("records", {"kind": "project", "limit": 51}, "limit: "),
    ],
)
def test_a_wrong_call_is_an_error_of_the_tool_that_says_what_is_wrong(desk, name, arguments, told):
    message = refused(desk, name, **arguments)
    assert told in message
    assert message.startswith(("invalid: ", "not_held: "))
    assert "pydantic" not in message


def test_what_was_sent_wrongly_is_not_repeated(desk):
    assert "secret" not in refused(desk, "search", query=["secret"])


def test_a_version_that_is_not_held_names_those_that_are(publish_in, tmp_path):
    desk = make_desk(publish_in(tmp_path, "en", "fr"))
    assert "only in en, fr" in refused(desk, "get_passage", key=KEY, language="zh")
    assert "only in en, fr" in refused(desk, "get_parallel", key=KEY, language=["zh"])


def test_an_unknown_tool_is_an_error_of_the_protocol(desk):
    async def job(client):
        with pytest.raises(MCPError, match="there is no such tool"):
            await client.call_tool("delete", {"key": KEY})

    asked(desk, job)


def test_without_an_index_the_tools_say_so(tmp_path):
    desk = make_desk(Settings(home=tmp_path / "none"))
    assert refused(desk, "search", query="x").startswith("not_ready: ")


def test_a_full_house_is_told_to_come_back(settings):
    desk = make_desk(settings, workers=1, queue=0)
    with desk.pool.admission():
        assert refused(desk, "search", query="x").startswith("overloaded: ")
    assert given(desk, "search", query="x")["query"] == "x"


def test_a_result_over_the_limit_is_refused_with_advice(desk, monkeypatch):
    monkeypatch.setattr("service.mcp.server._MOST_BYTES", 1000)
    assert "ask for fewer" in refused(desk, "search", query=QUESTION)


def test_an_error_that_nobody_foresaw_keeps_its_cause_to_the_log(desk, monkeypatch, caplog):
    def broken():
        raise ZeroDivisionError("private words")

    monkeypatch.setattr(desk.current, "get", broken)
    message = refused(desk, "search", query="Xenophon Quilliam")
    assert message.startswith("internal: ")
    assert "private words" not in message
    ours = [r for r in caplog.records if r.name.startswith("service") and r.levelno >= logging.INFO]
    assert "private words" in caplog.text
    assert not any("Xenophon" in record.getMessage() for record in ours)
