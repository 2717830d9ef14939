from ingest.types import LANGUAGES


def test_lists_what_is_held_page_by_page(client):
    body = client.get("/v1/documents").json()
    assert body["total"] == 6
    assert [entry["language"] for entry in body["documents"]] == list(LANGUAGES)
    assert body["documents"][0]["href"] == "/documents/CWS/91/2/ar"
    page = client.get("/v1/documents?limit=2&offset=1").json()
    assert page["total"] == 6
    assert [entry["language"] for entry in page["documents"]] == ["en", "es"]


def test_the_list_is_narrowed_by_filters(client):
    assert client.get("/v1/documents?language=fr&language=ru").json()["total"] == 2
    assert client.get("/v1/documents?body=CWS&session=91").json()["total"] == 6
    assert client.get("/v1/documents?body=CDIP").json()["total"] == 0
    assert client.get("/v1/documents?in_force=false").json()["total"] == 0


def test_shows_a_document_in_all_its_languages_with_its_passages(client):
    body = client.get("/v1/documents/CWS/91/2").json()
    assert (body["key"], body["symbol"]) == ("CWS/91/2", "CWS/91/2")
    assert set(body["languages"]) == set(LANGUAGES)
    russian = body["languages"]["ru"]
    assert len(russian["passages"]) == 10
    assert russian["passages"][1]["text"] in russian["text"]
    assert len(body["versions"]) == 6


def test_shows_only_the_languages_asked_for(client):
    body = client.get("/v1/documents/CWS/91/2?language=zh").json()
    assert set(body["languages"]) == {"zh"}


def test_a_symbol_is_found_however_it_is_written(client):
    assert client.get("/v1/documents/cws/91/2").json()["key"] == "CWS/91/2"


def test_a_version_that_is_not_held_is_not_another_one(client):
    assert client.get("/v1/documents/CWS/91/2 Rev.").status_code == 404
