import pytest

from ingest.types import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_shows_a_passage_with_its_versions(client, language):
    asked = {"key": "CWS/91/2#p4", "language": language}
    body = client.get("/v1/passages", params=asked).json()
    assert (body["key"], body["language"], body["status"]) == ("CWS/91/2#p4", language, "decision")
    assert set(body["parallel"]) == set(LANGUAGES) - {language}
    assert body["href"] == f"/documents/CWS/91/2/{language}#p4"


def test_without_a_language_the_first_is_shown(client):
    assert client.get("/v1/passages", params={"key": "CWS/91/2#p4"}).json()["language"] == "ar"
