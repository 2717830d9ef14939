from starlette.testclient import TestClient

from config.settings import Settings
from service.app import create_app


def test_is_alive_and_ready_with_an_index(client):
    assert client.get("/health/live").json() == {"status": "alive"}
    ready = client.get("/health/ready")
    assert ready.status_code == 200
    assert ready.json()["documents"] == 6


def test_is_alive_but_not_ready_without_an_index(tmp_path):
    with TestClient(create_app(Settings(home=tmp_path / "empty"))) as client:
        assert client.get("/health/live").status_code == 200
        ready = client.get("/health/ready")
        assert (ready.status_code, ready.json()["code"]) == (503, "not_ready")
        assert "wipo-rag ingest" in ready.json()["detail"]
        asked = client.post("/v1/ask", json={"question": "Who proposed the pilot project?"})
        assert (asked.status_code, asked.json()["code"]) == (503, "not_ready")
        assert asked.headers["retry-after"]
        assert "wipo_rag_ready 0" in client.get("/metrics").text


def test_says_when_an_older_generation_is_in_use_and_still_answers(tmp_path, publish_in):
    settings = publish_in(tmp_path / "home", "en")
    publish_in(tmp_path / "home", "en", "fr")
    newest = sorted((tmp_path / "home" / "generations").iterdir())[-1]
    damaged = newest / "catalogue.sqlite"
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
    with TestClient(create_app(settings)) as client:
        ready = client.get("/health/ready")
        assert (ready.status_code, ready.json()["code"]) == (503, "degraded")
        assert newest.name in ready.json()["detail"]
        asked = client.post("/v1/ask", json={"question": "Who proposed the pilot project?"})
        assert "Norway" in asked.json()["answer"]
        assert "wipo_rag_degraded 1" in client.get("/metrics").text


def test_the_metrics_count_requests_and_answers_without_their_words(client):
    client.post("/v1/ask", json={"question": "Who proposed the pilot project?"})
    client.post("/v1/ask", json={"question": "And?"})
    client.get("/v1/documents/CWS/91/2")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'http_requests_total{method="POST",route="/v1/ask",status="200"} 2' in answer.text
    assert 'route="/v1/documents/{symbol:path}"' in answer.text
    assert 'wipo_rag_answers_total{outcome="too_vague"} 1' in answer.text
    assert 'wipo_rag_index_info{generation="000001"} 1' in answer.text
    assert "CWS/91" not in answer.text
