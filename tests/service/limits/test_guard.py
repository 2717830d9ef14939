"""Which sites may ask from a browser, and how often each address may."""

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from config.limit_settings import LimitSettings
from service.app import create_app

LISTED = "https://meetings.example.org"
OTHERS = [
    "null",
    "*",
    "https://evil.example",
    "https://meetings.example.org.evil.example",
    "https://evil-meetings.example.org",
    "https://meetingsXexample.org",
    "https://example.org",
    "https://a.meetings.example.org",
    "http://meetings.example.org",
    "https://meetings.example.org:8443",
    "https://meetings.example.org/",
    "https://meetings.example.org@evil.example",
    "HTTPS://MEETINGS.EXAMPLE.ORG",
    "https://meetings.example.org, https://evil.example",
    "https://meetings.example.org\thttps://evil.example",
    "https://xn--meetings-example.org",
    "file://",
    "",
]
SHARED = [
    ("GET", "/widget.js"),
    ("GET", "/widget/ar.json"),
    ("GET", "/v1/passages?key=CWS/91/2%23p4"),
    ("GET", "/v1/meeting?name=CWS/91"),
    ("POST", "/v1/ask"),
    ("POST", "/v1/feedback"),
]
OWN = [
    ("GET", "/"),
    ("GET", "/embed"),
    ("GET", "/v1/documents"),
    ("GET", "/v1/recommendations"),
    ("GET", "/openapi.json"),
    ("GET", "/metrics"),
    ("POST", "/v1/search"),
    ("POST", "/v1/chat/completions"),
    ("POST", "/v1/summaries"),
]
QUESTION = {"question": "What did the CWS decide?"}


@pytest.fixture(scope="module")
def allowing(settings):
    limits = LimitSettings(origins=(LISTED, "https://other.example"))
    return settings.model_copy(update={"limits": limits})


@pytest.fixture(scope="module")
def client(allowing):
    with TestClient(create_app(allowing)) as started:
        yield started


def cors(response):
    return {name for name in response.headers if name.startswith("access-control-")}


@pytest.mark.parametrize(("method", "path"), SHARED)
def test_a_listed_site_is_named_back_exactly(client, method, path):
    response = client.request(method, path, headers={"origin": LISTED})
    assert response.headers["access-control-allow-origin"] == LISTED
    assert "access-control-allow-credentials" not in response.headers
    assert "retry-after" in response.headers["access-control-expose-headers"]
    assert "origin" in response.headers["vary"].lower()


@pytest.mark.parametrize(("method", "path"), SHARED)
def test_caches_learn_that_the_site_matters_even_where_none_is_named(client, method, path):
    response = client.request(method, path)
    assert not cors(response)
    assert "origin" in response.headers["vary"].lower()


@pytest.mark.parametrize("origin", OTHERS)
@pytest.mark.parametrize(("method", "path"), SHARED)
def test_no_other_site_is_let_in(client, method, path, origin):
    headers = {"origin": origin, "sec-fetch-site": "cross-site"}
    response = client.request(method, path, headers=headers)
    assert not cors(response)
    if method == "POST":
        assert response.status_code == 403
        assert response.json()["code"] == "origin_not_allowed"


@pytest.mark.parametrize(("method", "path"), OWN)
def test_a_listed_site_gets_nothing_but_what_the_widget_needs(client, method, path):
    assert not cors(client.request(method, path, headers={"origin": LISTED}))
    asked = {"origin": LISTED, "access-control-request-method": method}
    refused = client.options(path, headers=asked)
    assert refused.status_code == 403
    assert not cors(refused)


def test_browsers_that_ask_first_are_told(client):
    asked = {
        "origin": LISTED,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    response = client.options("/v1/ask", headers=asked)
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == LISTED
    assert response.headers["access-control-allow-methods"] == "POST"
    assert response.headers["access-control-allow-headers"] == "content-type"
    assert int(response.headers["access-control-max-age"]) <= 600


@pytest.mark.parametrize("origin", OTHERS)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_browsers_of_other_sites_are_told_no(client, origin, method):
    asked = {"origin": origin, "access-control-request-method": method}
    response = client.options("/v1/ask", headers=asked)
    assert response.status_code == 403
    assert not cors(response)


def test_a_listed_site_may_only_post_where_it_posts(client):
    asked = {"origin": LISTED, "access-control-request-method": "DELETE"}
    assert client.options("/v1/ask", headers=asked).status_code == 403


def test_our_own_pages_and_programs_may_ask(client):
    same = {"origin": "https://docs.example.net", "sec-fetch-site": "same-origin"}
    assert client.post("/v1/ask", json=QUESTION, headers=same).status_code == 200
    assert client.post("/v1/ask", json=QUESTION).status_code == 200


def test_a_site_cannot_post_what_browsers_send_without_asking(client):
    headers = {
        "origin": "https://evil.example",
        "sec-fetch-site": "cross-site",
        "content-type": "text/plain",
    }
    body = b'{"answer_id": "a", "verdict": "helpful"}'
    assert client.post("/v1/feedback", content=body, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "given",
    ["*", "null", "https://", "meetings.example.org", "https://a.example/path", "https://a.example/",
     "https://*.example.org", "ftp://a.example", "https://a.example?x", "https://u@a.example"],
)  # fmt: skip
def test_only_whole_origins_can_be_listed(given):
    with pytest.raises(ValidationError):
        LimitSettings(origins=(given,))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://A.Example", "https://a.example"),
        ("https://a.example:443", "https://a.example"),
        ("http://a.example:80", "http://a.example"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_origins_are_kept_as_browsers_send_them(given, kept):
    assert LimitSettings(origins=(given,)).origins == (kept,)


# --- limits ------------------------------------------------------------------------------------


@pytest.fixture
def limited(settings):
    def start(address="198.51.100.7", **limits):
        made = settings.model_copy(update={"limits": LimitSettings(**limits)})
        return TestClient(create_app(made), client=(address, 50_000))

    return start


def test_an_address_that_asks_too_often_is_told_when_to_come_back(limited):
    with limited(requests_per_minute=3, origins=(LISTED,)) as client:
        answers = [client.post("/v1/ask", json=QUESTION) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200] * 3
        refused = client.post("/v1/ask", json=QUESTION, headers={"origin": LISTED})
        assert refused.status_code == 429
        assert refused.json()["code"] == "too_many_requests"
        assert 1 <= int(refused.headers["retry-after"]) <= 20
        # The widget of another site must be able to read how long to wait.
        assert refused.headers["access-control-allow-origin"] == LISTED
        assert client.get("/health/live").status_code == 200
        assert client.get("/widget.js").status_code == 200


def test_asking_first_is_not_counted(limited):
    with limited(requests_per_minute=1, origins=(LISTED,)) as client:
        asked = {"origin": LISTED, "access-control-request-method": "POST"}
        assert {client.options("/v1/ask", headers=asked).status_code for _ in range(5)} == {204}
        assert client.post("/v1/ask", json=QUESTION).status_code == 200


def test_a_forged_address_gives_no_new_turn(limited):
    with limited(requests_per_minute=2) as client:
        forged = [{"x-forwarded-for": f"203.0.113.{n}"} for n in range(3)]
        sent = [client.get("/v1/documents", headers=each).status_code for each in forged]
        assert sent == [200, 200, 429]


def test_behind_a_proxy_each_reader_counts(limited):
    with limited("10.0.0.5", requests_per_minute=1, trusted_proxies=("10.0.0.0/8",)) as client:
        for reader in ("203.0.113.1", "203.0.113.2"):
            headers = {"x-forwarded-for": reader}
            assert client.get("/v1/documents", headers=headers).status_code == 200
            assert client.get("/v1/documents", headers=headers).status_code == 429


def test_the_machine_itself_is_not_counted(limited):
    with limited("127.0.0.1", requests_per_minute=1) as client:
        assert {client.get("/v1/documents").status_code for _ in range(5)} == {200}
