"""The pages over HTTP, without a browser."""

import pytest
from starlette.testclient import TestClient

from config.settings import Settings
from ingest.types import LANGUAGES
from service.app import create_app


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/", "/?q=CWS/91/2", "/?body=CWS", "/status"])
def test_every_page_is_there_in_each_language(client, path, language):
    page = client.get(f"{path}{'&' if '?' in path else '?'}lang={language}")
    assert page.status_code == 200
    assert page.headers["content-language"] == language
    assert f'<html lang="{language}"' in page.text


def test_a_question_is_shown_as_text_and_answered(client):
    page = client.get("/", params={"q": '"><script>x</script>', "lang": "en"}).text
    assert "<script>x" not in page
    assert "&#34;&gt;&lt;script&gt;x" in page


def test_the_page_tells_what_the_service_tells(client):
    question = "Who proposed the pilot project?"
    answer = client.post("/v1/ask", json={"question": question}).json()
    assert answer["statements"]
    page = client.get("/", params={"q": question, "lang": "en"}).text
    assert page.count('class="statement"') == len(answer["statements"])
    assert page.count('id="source-') == len(answer["citations"])


@pytest.mark.parametrize(
    "path", ["/records/projects/none", "/records/people/1", f"/records/projects/{'x' * 400}"]
)
def test_what_is_not_held_is_a_page_that_says_so(client, path):
    page = client.get(path, params={"lang": "fr"})
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert '<html lang="fr"' in page.text


def test_without_an_index_people_are_told(tmp_path):
    with TestClient(create_app(Settings(home=tmp_path))) as client:
        for path in ("/?lang=ru", "/status?lang=ru"):
            page = client.get(path)
            assert page.status_code == 503
            assert page.headers["retry-after"]
            assert '<html lang="ru"' in page.text
            assert str(tmp_path) not in page.text


def test_the_address_of_the_page_leads_nowhere_else(client):
    page = client.get("/?lang=en&q=x&next=//evil.example/").text
    assert 'href="//' not in page


def test_a_question_too_long_is_not_asked(client):
    page = client.get("/", params={"q": "word " * 900, "lang": "en"})
    assert page.status_code == 200
    assert "too long" in page.text
