import pytest


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("ar", "ميزانية المشروع التجريبي"),
        ("en", "budget of the pilot project"),
        ("es", "presupuesto del proyecto piloto"),
        ("fr", "budget du projet pilote"),
        ("ru", "бюджет пилотного проекта"),
        ("zh", "试点项目预算"),
    ],
)
def test_finds_the_passage_in_the_language_of_the_query(client, language, query):
    body = client.post("/v1/search", json={"query": query, "top_k": 3}).json()
    assert len(body["hits"]) == 3
    first = body["hits"][0]
    assert (first["rank"], first["key"], first["language"]) == (1, "CWS/91/2#p2", language)
    assert body["searched"]["documents"] == 6


def test_filters_are_kept(client):
    asked = {"query": "DA_7_12_01", "filters": {"language": ["ru"], "status": ["decision"]}}
    hits = client.post("/v1/search", json=asked).json()["hits"]
    assert {(hit["language"], hit["status"]) for hit in hits} <= {("ru", "decision")}
