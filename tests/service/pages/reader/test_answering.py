"""The addresses of the reader: what they show, where they lead, what is not held."""

import re
import time

import pytest
from starlette.testclient import TestClient

from config.settings import Settings
from index.types import FileState
from index.writer import Writer
from ingest.types import LANGUAGES, Parsed
from service.app import create_app

KEY = "CWS/91/2"


def parsed(document):
    return Parsed(document.document, tuple(document.blocks), tuple(document.passages()))


def documents(made):
    for language in LANGUAGES:
        document = made(
            f"{KEY} Rev.", language, url=f"https://example.org/{language}.pdf", format="pdf"
        )
        document.add("header", KEY).add("header", "A title")
        document.add("heading", "Background", level=1, page=1)
        document.add("paragraph", "One & two.", number="1", locator="p1", page=1)
        document.add("paragraph", "The same words.", number="2", locator="p2", page=2)
        document.add("footnote", "Note.", number="1", locator="fn1")
        document.row("Cell", "Other", table=1, locator="t1/r1", page=2)
        yield document
    older = made(f"{KEY} Prov.", "en").add("paragraph", "One two.", number="1", locator="p1")
    yield older.add("paragraph", "The same words.", number="2", locator="p2")
    long = made("CWS/91/9", "en")
    for number in range(1, 301):
        words = f"The Committee considered document CWS/91/{number % 12} and took note of it. " * 8
        long.add("paragraph", words, number=str(number), locator=f"p{number}")
    yield long
    yield made("CWS/91/3", "fr").add("paragraph", "Seul.", number="1", locator="p1")


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    from tests.service.pages.reader.conftest import Made

    settings = Settings(home=tmp_path_factory.mktemp("home"))
    with Writer(settings) as writer:
        for number, document in enumerate(documents(Made)):
            writer.put(FileState(f"{number}.pdf", "0" * 64, 1, 0), parsed(document))
        writer.publish()
    with TestClient(create_app(settings), follow_redirects=False) as client:
        yield client


def test_a_document_is_shown_in_its_language(reader):
    found = reader.get(f"/documents/{KEY} Rev./ru")
    assert found.status_code == 200
    assert '<html lang="ru" dir="ltr">' in found.text
    assert 'id="p1"' in found.text
    assert "One &amp; two." in found.text
    assert "require-trusted-types-for" in found.headers["content-security-policy"]


def test_a_page_that_the_browser_has_is_not_sent_again(reader):
    address = f"/documents/{KEY} Rev./en"
    tag = reader.get(address).headers["etag"]
    again = reader.get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["content-security-policy"]
    other = reader.get(f"{address}?p=p2", headers={"if-none-match": tag})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("fr-CH, fr;q=0.9, en;q=0.8", "fr"), ("de, ru;q=0.5", "ru"), ("de", "en"), ("", "en")],
)
def test_without_a_language_the_best_one_is_chosen(reader, accepted, language):
    found = reader.get(f"/documents/{KEY} Rev.", headers={"accept-language": accepted})
    assert found.status_code == 302
    assert found.headers["location"] == f"/documents/CWS/91/2%20Rev./{language}"
    assert "accept-language" in found.headers["vary"]


def test_a_language_that_is_liked_but_not_held_gives_way_to_the_next(reader):
    found = reader.get("/documents/CWS/91/3", headers={"accept-language": "ar, fr;q=0.1"})
    assert found.headers["location"] == "/documents/CWS/91/3/fr"


def test_without_a_version_the_one_in_force_is_shown_and_the_query_is_kept(reader):
    found = reader.get(f"/documents/{KEY}/en?p=p2&lang=fr")
    assert found.status_code == 302
    assert found.headers["location"] == "/documents/CWS/91/2%20Rev./en?p=p2&lang=fr"


def test_the_cited_place_and_quote_are_marked_on_the_server(reader):
    text = reader.get(f"/documents/{KEY} Rev./en?p=2&quote=same words").text
    assert re.search(r'class="passage[^"]* cited" id="p2"', text)
    assert "The <mark>same words</mark>." in text
    assert text.count("<mark>") == 1
    assert re.search(r'id="p2".*?<details class="tools" open>', text, re.DOTALL)


def test_a_quote_alone_finds_its_paragraph(reader):
    text = reader.get(f"/documents/{KEY} Rev./en?quote=One %26 two").text
    assert re.search(r'class="passage[^"]* cited" id="p1"', text)


def test_a_quote_that_is_not_there_is_told(reader):
    found = reader.get(f"/documents/{KEY} Rev./en?p=p2&quote=never said")
    assert found.status_code == 200
    assert "The quoted words are not found" in found.text
    assert "<mark>" not in found.text


def test_the_official_file_opens_at_its_page(reader):
    text = reader.get(f"/documents/{KEY} Rev./en").text
    assert 'href="https://example.org/en.pdf#page=2"' in text
    assert 'Official file, page <bdi dir="ltr">2</bdi>' in text


def test_a_draft_says_what_replaced_it_and_what_changed(reader):
    text = reader.get(f"/documents/{KEY} Prov./en").text
    assert "This version has been replaced by" in text
    assert "/documents/CWS/91/2%20Prov./en?compare=CWS%2F91%2F2+Rev." in text


def test_versions_are_compared_from_the_older_to_the_newer(reader):
    for first, second in (("Rev.", "Prov."), ("Prov.", "Rev.")):
        text = reader.get(
            f"/documents/{KEY} {first}/en", params={"compare": f"{KEY} {second}"}
        ).text
        assert re.search(r"What changed from .*Prov\..* to .*Rev\.", text)
        assert re.search(r"<ins>.*?&amp;.*?</ins>", text, re.DOTALL)


@pytest.mark.parametrize("locator", ["p1", "fn1", "t1/r1"])
def test_a_place_is_shown_in_every_language(reader, locator):
    text = reader.get(f"/documents/{KEY} Rev./ar?parallel={locator}").text
    for language in LANGUAGES:
        assert f'id="in-{language}"' in text


def test_languages_that_do_not_hold_a_place_are_named(reader):
    text = reader.get("/documents/CWS/91/3/fr?parallel=p1").text
    assert 'id="in-fr"' in text
    assert re.search("Non disponible en :.*العربية.*English.*中文", text, re.DOTALL)


def test_a_page_in_a_language_that_is_not_held_says_so(reader):
    text = reader.get("/documents/CWS/91/3/fr?lang=zh").text
    assert '<html lang="zh"' in text
    assert '<article class="sheet" lang="fr" dir="ltr"' in text
    assert "此处没有本文件的" in text


def test_places_before_and_after_are_linked(reader):
    text = reader.get(f"/documents/{KEY} Rev./en?parallel=p2").text
    assert "parallel=p1" in text
    assert "parallel=fn1" in text


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("CWS/91/22/en", "/documents/CWS/91/2%20Rev."),
        ("CWS/91/3/ru", "/documents/CWS/91/3/fr"),
        ("CWS/91/3/de", "/documents/CWS/91/3/fr"),
        (f"{KEY} Rev./en?p=p99", "numbered"),
        (f"{KEY} Rev./en?parallel=p99", "numbered"),
        (f"{KEY} Rev./en?compare=CWS/91/9", "compare=CWS%2F91%2F2+Prov."),
        ("..%2f..%2fetc%2fpasswd", "Search"),
        ("%00", "Search"),
        ("%ff%fe/en", "Search"),
        ("x" * 3000, "Search"),
    ],
)
def test_what_is_not_held_is_told_with_what_is(reader, path, told):
    found = reader.get(f"/documents/{path}", headers={"accept-language": "en"})
    assert found.status_code == 404
    assert found.headers["content-type"].startswith("text/html")
    assert told in found.text


def test_without_an_index_the_page_says_so(tmp_path):
    with TestClient(create_app(Settings(home=tmp_path))) as client:
        found = client.get("/documents/CWS/91/2/ar")
    assert found.status_code == 503
    assert found.headers["retry-after"]
    assert '<html lang="ar" dir="rtl">' in found.text


def test_no_redirection_leaves_the_service(reader):
    for path in (
        "//example.org/CWS/91/3",
        "/\\example.org",
        "https://example.org",
        "%2f%2fexample.org",
    ):
        found = reader.get(f"/documents/{path}")
        assert found.headers.get("location", "/documents/").startswith("/documents/")


def test_a_document_of_300_paragraphs_is_made_in_time(reader):
    address = "/documents/CWS/91/9/en"
    first = reader.get(address)
    assert first.text.count('class="number"') == 300
    assert first.headers["content-encoding"] == "gzip"
    times = []
    for _ in range(5):
        started = time.process_time()
        reader.get(address)
        times.append(time.process_time() - started)
    assert min(times) < 0.2
