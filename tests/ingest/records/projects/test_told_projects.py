"""What running text tells of projects, the same in six languages."""

import tomllib
from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.parse import parse_file
from ingest.records.types import Project
from ingest.types import LANGUAGES

TOLD = tomllib.loads(Path(__file__).with_name("told.toml").read_text("utf-8"))
META = {"symbol": "CDIP/95/2", "body": "CDIP", "session": "95", "kind": "working_document"}


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def read(tmp_path, check_proofs, facts_of):
    def read(language, *paragraphs, heading=""):
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        html = f"<html lang='{language}'><body><h2>{heading}</h2>{body}</body></html>"
        path = tmp_path / "document.html"
        path.write_text(html, encoding="utf-8")
        parsed = parse_file(path, IngestSettings(), {**META, "language": language}, sha256="0" * 64)
        found = [record for record in parsed.records if isinstance(record, Project)]
        for record in found:
            check_proofs(parsed, list(facts_of(record)))
        return found

    return read


def test_integrated_projects_are_told_by_their_titles(read, language):
    said = TOLD[language]
    found = read(language, *said["items"], heading=said["heading"])
    assert [project.title.value for project in found] == said["titles"]
    assert [project.status for project in found] == [None, None]


def test_countries_in_which_a_project_was_carried_out_are_its_own(read, language):
    said = TOLD[language]
    first, second = read(language, *said["items"], heading=said["heading"])
    assert [country.value for country in first.countries] == said["countries"]
    assert second.countries == ()


def test_the_session_that_considered_a_project_is_told_with_it(read, language):
    said = TOLD[language]
    first, second = read(language, *said["items"], heading=said["heading"])
    assert (second.body.value, second.session.value) == ("CDIP", 9)
    assert first.session is None


def test_projects_are_counted_out_in_a_sentence(read, language):
    said = TOLD[language]
    found = read(language, said["counted"], heading="Annex")
    assert [project.title.value for project in found] == said["counted_titles"]


def test_what_a_project_aims_at_is_no_list_of_projects(read, language):
    assert read(language, TOLD[language]["no_titles"], heading="Annex") == []
