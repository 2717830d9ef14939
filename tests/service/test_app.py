import logging

import pytest
from starlette.testclient import TestClient

from config.settings import ServiceSettings, Settings
from service.app import create_app

PROBLEM = "application/problem+json"


def test_making_the_app_opens_nothing(tmp_path):
    create_app(Settings(home=tmp_path / "none"))
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/nowhere", None, 404, "not_found"),
        ("GET", "/v1/ask", None, 405, "method_not_allowed"),
        ("DELETE", "/v1/documents", None, 405, "method_not_allowed"),
        ("POST", "/v1/ask", b"{not json", 400, "malformed"),
        ("POST", "/v1/ask", b"\xff\xfe\x00", 400, "malformed"),
        ("POST", "/v1/ask", b'{"question": ' + b"[" * 3000, 400, "malformed"),
        ("POST", "/v1/ask", b"[]", 422, "invalid"),
        ("POST", "/v1/ask", b"", 422, "invalid"),
        ("POST", "/v1/ask", b'{"question": ""}', 422, "invalid"),
        ("POST", "/v1/ask", b'{"question": "   "}', 422, "invalid"),
        ("POST", "/v1/ask", b'{"question": "Who?", "surprise": 1}', 422, "invalid"),
        ("POST", "/v1/ask", b'{"question": "Who?", "top_k": 1000000000}', 422, "invalid"),
        ("POST", "/v1/ask", b'{"question": "Who?", "language": "de"}', 422, "invalid"),
        ("POST", "/v1/ask", b'{"question": "Who?", "filters": {"x": []}}', 422, "invalid"),
        ("POST", "/v1/search", b'{"query": 5}', 422, "invalid"),
        ("GET", "/v1/documents?limit=0", None, 422, "invalid"),
        ("GET", "/v1/documents?surprise=1", None, 422, "invalid"),
        ("GET", "/v1/documents/CWS/55/7", None, 404, "not_held"),
        ("GET", "/v1/documents/..%2f..%2fetc%2fpasswd", None, 404, "not_held"),
        ("GET", "/v1/passages?key=CWS/91/2%23p99", None, 404, "not_held"),
        ("GET", "/v1/passages", None, 422, "invalid"),
    ],
)
def test_every_error_is_a_problem_document(client, method, path, body, status, code):
    headers = {"content-type": "application/json"}
    answer = client.request(method, path, content=body, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
    problem = answer.json()
    assert problem["status"] == status
    assert problem["code"] == code
    assert problem["type"] == f"urn:wipo-rag:problem:{code}"
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert "Traceback" not in answer.text


def test_a_body_over_the_limit_is_refused_and_the_connection_lives_on(client):
    answer = client.post("/v1/ask", json={"question": "x" * 200_000})
    assert (answer.status_code, answer.headers["content-type"]) == (413, PROBLEM)
    assert answer.json()["code"] == "too_large"
    assert client.get("/health/live").status_code == 200


def test_a_body_without_a_length_is_counted_as_it_comes(client):
    def pieces():
        for _ in range(200):
            yield b" " * 1000

    answer = client.post("/v1/ask", content=pieces())
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_long_question_within_the_body_limit_is_refused_with_the_limit_named(client):
    answer = client.post("/v1/ask", json={"question": "x" * 2001})
    assert answer.status_code == 422
    assert "2000" in answer.json()["detail"]


def test_a_problem_never_repeats_what_was_sent(client):
    answer = client.post("/v1/ask", json={"question": 17, "secret-field": "secret-value"})
    assert "secret-value" not in answer.text
    assert {fault["pointer"] for fault in answer.json()["errors"]} == {
        "/body/question",
        "/body/secret-field",
    }


@pytest.mark.parametrize("path", ["/v1/documents", "/nowhere", "/openapi.json", "/health/live"])
def test_every_response_carries_the_security_headers(client, path):
    headers = client.get(path).headers
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert len(headers["x-request-id"]) == 32


def test_an_error_that_nobody_foresaw_is_a_problem_without_its_cause(settings, caplog):
    app = create_app(settings)

    @app.get("/broken")
    async def broken() -> None:
        raise ZeroDivisionError("private words")

    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/broken")
    assert (answer.status_code, answer.headers["content-type"]) == (500, PROBLEM)
    assert "private words" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_a_full_house_is_told_to_come_back(settings):
    crowded = settings.model_copy(update={"service": ServiceSettings(workers=1, queue=0)})
    app = create_app(crowded)
    with TestClient(app) as client, app.state.desk.pool.admission():
        for accept in ("application/json", "text/event-stream"):
            answer = client.post(
                "/v1/ask", json={"question": "Who proposed it?"}, headers={"accept": accept}
            )
            assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
            assert answer.json()["code"] == "overloaded"
            assert int(answer.headers["retry-after"]) >= 1
        assert client.get("/health/live").status_code == 200
    assert app.state.desk.pool.admitted == 0


def test_no_question_is_written_to_the_log(client, caplog):
    with caplog.at_level(logging.DEBUG):
        client.post("/v1/ask", json={"question": "Does Xenophon Quilliam owe me money?"})
        client.post("/v1/search", json={"query": "Xenophon Quilliam"})
        client.get("/v1/passages?key=Xenophon%23p1")
    ours = [record for record in caplog.records if record.name.startswith("service")]
    assert ours
    assert not any("Xenophon" in record.getMessage() for record in ours)


def test_the_description_names_every_route_and_the_problems_of_each(client):
    described = client.get("/openapi.json").json()
    assert set(described["paths"]) == {
        "/v1/ask",
        "/v1/search",
        "/v1/documents",
        "/v1/documents/{symbol}",
        "/v1/passages",
        "/v1/recommendations",
        "/v1/recommendations/{set}/{number}",
        "/v1/projects",
        "/v1/projects/{id}",
        "/v1/outcomes",
        "/v1/outcomes/{id}",
        "/v1/summaries",
        "/v1/meeting",
        "/v1/feedback",
        "/v1/chat/completions",
        "/v1/models",
        "/v1/models/{model}",
        "/health/live",
        "/health/ready",
        "/metrics",
    }
    ask = described["paths"]["/v1/ask"]["post"]["responses"]
    assert {"200", "400", "413", "422", "503"} <= set(ask)
    assert set(ask["200"]["content"]) == {"application/json", "text/event-stream"}
    assert set(ask["422"]["content"]) == {PROBLEM}
    assert "Problem" in described["components"]["schemas"]
    assert "HTTPValidationError" not in str(described["paths"])


def test_no_page_loads_anything_from_elsewhere(client):
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404
    page = client.get("/").text
    assert "http://" not in page
    assert "https://" not in page
