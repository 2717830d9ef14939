"""The page that holds only the widget."""

import pytest
from starlette.testclient import TestClient

from config.limit_settings import LimitSettings
from ingest.types import LANGUAGES
from service.app import create_app


def directives(response):
    parts = response.headers["content-security-policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_only_listed_sites_may_show_it_in_a_frame(settings):
    sites = ("https://meetings.example.org", "https://www.example.org:8443")
    listed = settings.model_copy(update={"limits": LimitSettings(origins=sites)})
    with TestClient(create_app(listed)) as client:
        policy = directives(client.get("/embed"))
        assert policy["frame-ancestors"] == f"'self' {sites[0]} {sites[1]}"
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["connect-src"] == "'self'"
        assert policy["require-trusted-types-for"] == "'script'"
        for path in ("/", "/v1/documents", "/health/live"):
            assert directives(client.get(path))["frame-ancestors"] == "'none'"


def test_by_default_only_this_service_may(client):
    assert directives(client.get("/embed"))["frame-ancestors"] == "'self'"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_in_the_language_that_is_asked_for(client, language):
    page = client.get("/embed", params={"lang": language, "meeting": "CWS/91"}).text
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f'lang="{language}" meeting="CWS/91"' in page
    assert page.count("<script") == 1
    assert "style=" not in page


@pytest.mark.parametrize(
    "evil", ['"><script>alert(1)</script>', "' onload=alert(1) '", "<img src=x onerror=alert(1)>"]
)
def test_what_the_address_says_is_never_markup(client, evil):
    page = client.get("/embed", params={"meeting": evil, "lang": evil[:20]}).text
    assert evil not in page
    assert page.count("<script") == 1
    assert client.get("/embed", params={"theme": evil}).status_code == 422
