import csv
import io

import pytest
from starlette.testclient import TestClient

from evaluation.faults.documents import file_of
from evaluation.faults.records import told_documents
from index.records.fields import NAMES
from index.writer import Writer
from service.app import create_app


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    from config.settings import HashingEmbedderSettings, Settings

    home = tmp_path_factory.mktemp("records")
    settings = Settings(home=home, embedder=HashingEmbedderSettings(kind="hashing"))
    with Writer(settings) as writer:
        for parsed in told_documents():
            writer.put(file_of(parsed), parsed)
        writer.publish()
    with TestClient(create_app(settings)) as started:
        yield started


@pytest.fixture(scope="module")
def texts():
    return {(p.document.key, p.document.language): p.document.text for p in told_documents()}


LISTS = ("recommendations", "projects", "outcomes")
EXTRA = {"id", "language", "citations", "sources", "differs"}
CITATION = [
    *("n", "key", "symbol", "version", "title", "language", "paragraph", "annex", "section"),
    *("page", "source", "url", "status", "quote", "text", "href", "parallel", "fields"),
]


def every_record(client):
    for name in LISTS:
        for query in ("", "?prefer=fr", "?include_superseded=true"):
            for record in client.get(f"/v1/{name}{query}").json()[name]:
                yield name[:-1], record


def leaves(value, path):
    """Yield the paths of the texts and numbers in lists, as citations name them."""
    if isinstance(value, list):
        for place, item in enumerate(value, 1):
            label = item.get("letter") or item.get("label") if isinstance(item, dict) else None
            code = item.get("code") if isinstance(item, dict) else None
            yield from leaves(item, f"{path}.{code or label or place}")
    elif isinstance(value, dict) and "text" in value:
        yield f"{path}.text"
        for name in ("sub_items", "activities"):
            yield from leaves(value.get(name) or [], f"{path}.{name}")
    else:
        yield path


def test_records_have_exactly_the_fields_of_the_contract(client):
    seen = set()
    for kind, record in every_record(client):
        assert set(record) == {*NAMES[kind], *EXTRA}
        seen.add(kind)
    assert seen == {"recommendation", "project", "outcome"}


def test_every_value_has_a_citation_that_names_it(client):
    for _, record in every_record(client):
        proven = {path for citation in record["citations"] for path in citation["fields"]}
        assert record["citations"]
        for name in set(record) - EXTRA:
            if record[name] not in (None, []):
                assert any(p == name or p.startswith(f"{name}.") for p in proven), name
        for name in ("actions", "outputs", "indicators", "risks", "expected_results"):
            assert set(leaves(record.get(name) or [], name)) <= proven


def test_every_citation_quotes_its_document_word_for_word(client, texts):
    for _, record in every_record(client):
        for citation in record["citations"]:
            assert list(citation) == CITATION
            assert citation["quote"] in citation["text"]
            version = f" {citation['version']}" if citation["version"] else ""
            document = texts[citation["symbol"] + version, citation["language"]]
            assert citation["quote"] in document
            assert citation["href"].endswith(f"/{citation['language']}#" + citation["key"][-2:])
        numbers = [citation["n"] for citation in record["citations"]]
        assert numbers == list(range(1, len(numbers) + 1))
        for differing in record["differs"]:
            for value in differing["values"]:
                assert set(value["citations"]) <= set(numbers) and value["citations"]


def test_sources_that_do_not_agree_are_all_told(client):
    body = client.get("/v1/recommendations?set=ICT&number=1").json()
    (record,) = body["recommendations"]
    assert body["total"] == 1
    assert [action["letter"] for action in record["actions"]] == list("abcde")
    (differing,) = record["differs"]
    assert differing["field"] == "actions"
    (value,) = differing["values"]
    assert len(value["value"]) == 3
    cited = [c for c in record["citations"] if c["n"] in value["citations"]]
    assert {c["key"] for c in cited} == {"CDIP/91/4#p1"}
    assert all(path.startswith("differs.actions.") for c in cited for path in c["fields"][-1:])
    assert len(record["sources"]) == 3


def test_a_citation_names_its_passage_in_other_languages(client):
    body = client.get("/v1/recommendations/ICT/1?language=fr").json()
    parallels = {c["language"]: c["parallel"] for c in body["citations"]}
    assert parallels["fr"] == {"en": "CDIP/91/4#p1"}


def test_one_recommendation_comes_with_its_thread(client):
    body = client.get("/v1/recommendations/ICT/1?language=fr").json()
    assert (body["language"], body["text"]) == ("fr", "créer un réseau")
    thread = body["thread"]
    assert (thread["open"], thread["reason"]) == (True, "no_decision_held")
    assert [step["key"] for step in thread["steps"]] == [
        "CDIP/90/9#p1",
        "CDIP/91/4#p1",
        "CDIP/92/2#p1",
    ]
    first = thread["steps"][0]
    assert first["quote"] == "The Delegation of Chile recalled ICT recommendation 1 then."
    assert (first["date"], first["status"], first["symbol"]) == (None, "delegation", "CDIP/90/9")
    assert first["href"] == "/documents/CDIP/90/9/en#p1"


def test_one_project_is_found_by_code_and_by_id(client):
    body = client.get("/v1/projects/DA_7_12_01").json()
    assert body["budget"] == {"amount": 210000, "currency": "CHF", "printed": "210,000 francs"}
    assert (body["duration_months"], body["status"], body["phase"]) == (18, "approved", 2)
    assert body["timetable"] == [{"activity": "guide", "quarters": [{"year": 1, "quarter": 2}]}]
    assert body["thread"]["open"] is False
    without = client.get("/v1/projects").json()["projects"][1]
    assert (without["code"], without["id"]) == (None, "CDIP/92/2~p3")
    assert client.get(f"/v1/projects/{without['id']}").json()["title"] == without["title"]


def test_outcomes_of_a_meeting_come_with_threads(client):
    body = client.get("/v1/outcomes?meeting=CDIP/91").json()
    (outcome,) = body["outcomes"]
    assert (outcome["kind"], outcome["meeting"]) == ("invitation", "CDIP/91")
    steps = outcome["thread"]["steps"]
    assert [step["status"] for step in steps] == ["invitation", "decision"]
    assert outcome["thread"]["open"] is False
    assert "thread" not in client.get("/v1/outcomes").json()["outcomes"][0]
    one = client.get(f"/v1/outcomes/{outcome['id']}").json()
    assert one["thread"] == outcome["thread"]


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("projects?status=approved", 1),
        ("projects?status=completed", 0),
        ("projects?code=DA_7_12_01", 1),
        ("recommendations?set=DA", 0),
        ("recommendations?language=fr", 1),
        ("recommendations?language=ru", 0),
        ("recommendations?body=CWS", 0),
        ("recommendations?session=92&date_from=2031-10", 1),
        ("recommendations?symbol=CDIP/91/4", 1),
        ("outcomes?kind=decision", 1),
        ("outcomes?kind=invitation&kind=decision", 3),
        ("outcomes?kind=report", 0),
        ("outcomes?kind=working_document&kind=decision", 1),
        ("outcomes?meeting=WILD/1", 0),
    ],
)
def test_lists_are_narrowed_by_filters(client, query, total):
    assert client.get(f"/v1/{query}").json()["total"] == total


def test_a_list_comes_page_by_page(client):
    whole = client.get("/v1/outcomes").json()
    page = client.get("/v1/outcomes?limit=1&offset=1").json()
    assert (page["total"], page["limit"], page["offset"]) == (3, 1, 1)
    assert page["outcomes"] == whole["outcomes"][1:2]


@pytest.mark.parametrize(
    "path",
    [
        "recommendations/ICT/99",
        "recommendations/CDIP/90/9/1",
        "projects/DA_1_1_01",
        "outcomes/CDIP/91/4~p9",
    ],
)
def test_what_is_not_held_is_a_problem(client, path):
    reply = client.get(f"/v1/{path}")
    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["code"] == "not_held"


@pytest.mark.parametrize(
    "query",
    [
        "recommendations?number=x",
        "recommendations?colour=red",
        "projects?status=invited",
        "projects?limit=0",
        "outcomes?date_from=yesterday",
        "outcomes?language=de",
        "recommendations/ICT/one",
        "projects/DA_7_12_01?format=xml",
    ],
)
def test_wrong_filters_are_a_problem(client, query):
    reply = client.get(f"/v1/{query}")
    assert (reply.status_code, reply.json()["code"]) == (422, "invalid")


def rows_of(reply):
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"), newline="")))


def test_a_table_has_a_row_for_each_record(client):
    asked = client.get("/v1/projects", headers={"accept": "text/csv"})
    rows = rows_of(asked)
    assert [row["id"] for row in rows] == ["DA_7_12_01", "CDIP/92/2~p3"]
    assert (rows[0]["budget_amount"], rows[0]["budget_currency"]) == ("210000", "CHF")
    assert rows[0]["citations"].split("; ") == ["CDIP/91/4#p2", "CDIP/92/2#p2"]
    assert rows[0]["differs"] == "budget"
    assert asked.content == client.get("/v1/projects?format=csv").content
    assert asked.headers["x-total-count"] == "2"


def test_lists_are_one_cell_and_formulas_are_words(client):
    (row,) = rows_of(client.get("/v1/projects/DA_7_12_01?format=csv"))
    assert row["risks"] == "'=reserve delay"
    (row,) = rows_of(client.get("/v1/recommendations/ICT/1?format=csv"))
    assert row["actions"].split("; ")[0] == "a watching"


def test_the_openapi_document_knows_the_records(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/v1/recommendations", "/v1/projects", "/v1/outcomes"} <= set(paths)
    assert "/v1/recommendations/{set}/{number}" in paths
