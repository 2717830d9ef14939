"""``POST /v1/summaries``."""

import json
import zipfile
from io import BytesIO

import pytest
from starlette.testclient import TestClient

from config.settings import Settings
from service.app import create_app
from service.export_docx import MEDIA_TYPE as DOCX

ADDRESS = "/v1/summaries"


@pytest.fixture(scope="module")
def client(home):
    with TestClient(create_app(Settings(home=home))) as found:
        yield found


def test_json_holds_sections_citations_and_sources(client):
    response = client.post(ADDRESS, json={"meeting": "CWS/89", "language": "ar"})
    assert response.status_code == 200
    body = response.json()
    assert body["mode"] == "extractive" and body["reason"] is None
    assert body["sections"][1]["name"] == "decisions"
    numbers = {citation["n"] for citation in body["citations"]}
    for section in body["sections"]:
        assert all(set(each["citations"]) <= numbers for each in section["statements"])
    assert body["sources"][0]["sha256"] and body["searched"]["generation"]


def test_markdown_is_a_file_in_utf_8(client):
    response = client.post(
        ADDRESS, json={"symbol": "CWS/90/4"}, headers={"accept": "text/markdown"}
    )
    assert response.headers["content-type"] == "text/markdown; charset=utf-8"
    assert response.headers["content-disposition"].endswith("''CWS-90-4-en.md")
    assert response.text.startswith("# Summary of CWS/90/4")


def test_word_has_footnotes(client):
    response = client.post(
        ADDRESS,
        json={"meeting": "CDIP/89", "agenda_item": "6", "language": "zh"},
        headers={"accept": DOCX},
    )
    assert response.headers["content-type"] == DOCX
    assert response.headers["content-disposition"].endswith("''CDIP-89-6-zh.docx")
    with zipfile.ZipFile(BytesIO(response.content)) as file:
        assert b"CDIP/89/10" in file.read("word/footnotes.xml")


@pytest.mark.parametrize(
    ("body", "status", "code", "told"),
    [
        ({"symbol": "CWS/77/7"}, 404, "not_held", "CWS/77/7: No document of that name"),
        ({"meeting": "CWS/77", "language": "fr"}, 404, "not_held", "CWS/77 : Aucun document"),
        ({"meeting": "CWS/89", "agenda_item": "99"}, 404, "not_held", "CWS/89, 99: "),
        ({"topic": "husbandry of unicorns"}, 404, "not_held", "say nothing on this topic"),
        ({"topic": "the"}, 422, "invalid", "too short"),
        ({}, 422, "invalid", "exactly one of"),
        ({"symbol": "CWS/90/4", "topic": "x"}, 422, "invalid", "exactly one of"),
        ({"symbol": ""}, 422, "invalid", ""),
        ({"symbol": "CWS/90/4", "language": "de"}, 422, "invalid", ""),
        ({"symbol": "CWS/90/4", "colour": "red"}, 422, "invalid", ""),
    ],
)
def test_what_cannot_be_told_is_a_problem(client, body, status, code, told):
    response = client.post(ADDRESS, json=body)
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (response.status_code, problem["code"]) == (status, code)
    assert told in problem["detail"]


def test_other_forms_are_not_offered(client):
    response = client.post(ADDRESS, json={"symbol": "CWS/90/4"}, headers={"accept": "text/html"})
    assert (response.status_code, response.json()["code"]) == (406, "not_acceptable")


def test_without_an_index_it_is_not_ready(tmp_path):
    with TestClient(create_app(Settings(home=tmp_path))) as client:
        response = client.post(ADDRESS, json={"symbol": "CWS/90/4"})
    assert (response.status_code, response.json()["code"]) == (503, "not_ready")


def test_the_three_forms_are_in_the_description_of_the_service(client):
    described = client.get("/openapi.json").json()["paths"][ADDRESS]["post"]["responses"]
    assert set(described["200"]["content"]) == {"application/json", "text/markdown", DOCX}
    assert {"404", "406", "422"} <= set(described)
    assert json.dumps(described)
