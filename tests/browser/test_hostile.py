"""Attacks in questions, in filters and in documents: nothing runs, and texts are shown as texts."""

from urllib.parse import quote

import pytest

from tests.browser.harness import csp_violations, foreign_requests, scripts_run
from tests.browser.payloads import BODY, PAYLOADS, SESSIONS

GROUPS = [PAYLOADS[start : start + 8] for start in range(0, len(PAYLOADS), 8)]


def unharmed(page):
    page.wait_for_timeout(50)
    return scripts_run(page) == [] and csp_violations(page) == [] and foreign_requests(page) == []


def test_there_are_enough_attacks():
    assert len(set(PAYLOADS)) >= 150


def test_an_attack_would_be_seen(open_page):
    page = open_page("/?lang=en")
    page.evaluate("() => { window.__xss(1); }")
    assert scripts_run(page) == ["1"]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"from {PAYLOADS.index(group[0])}")
def test_questions_run_nothing(open_page, group):
    page = open_page(f"/?lang=en&q={quote(' '.join(group))}")
    assert page.input_value("#question").split() == " ".join(group).split()
    assert unharmed(page)
    for payload in group[:2]:
        page.goto(f"{page.url.partition('/?')[0]}/?lang=en&q={quote(payload)}")
        assert unharmed(page)


@pytest.mark.parametrize("group", GROUPS[::4], ids=lambda group: f"from {PAYLOADS.index(group[0])}")
def test_filters_and_paths_run_nothing(open_page, group):
    names = ("body", "session", "kind", "status", "language", "from", "reply", "lang")
    query = "&".join(f"{name}={quote(p)}" for name, p in zip(names, group, strict=False))
    page = open_page(f"/?{query}")
    assert unharmed(page)
    for payload in group:
        page.goto(
            f"{page.url.partition('/?')[0]}/records/projects/{quote(payload, safe='')}?lang=en"
        )
        assert unharmed(page)
        page.goto(f"{page.url.partition('/records')[0]}/?lang=en")


@pytest.mark.parametrize("session", SESSIONS)
def test_documents_run_nothing(open_page, hostile_address, session):
    page = open_page(f"/?lang=en&session={BODY}/{session}", base=hostile_address)
    first = (session - SESSIONS[0]) * 8
    here = PAYLOADS[first : first + 8]
    titles = page.locator(".document-title").all_inner_texts()
    assert len(titles) == len(here)
    assert unharmed(page)
    words = quote("What did the zebra committee decide?")
    page.goto(f"{hostile_address}/?lang=en&q={words}&session={BODY}/{session}")
    assert page.locator(".quotation").count() >= 3
    assert unharmed(page)


def test_names_of_rejected_files_run_nothing(open_page, hostile_address):
    page = open_page("/status?lang=en", base=hostile_address)
    assert "__xss(" in page.inner_text("section[aria-labelledby=rejected-heading]")
    assert unharmed(page)


def test_titles_run_nothing_on_cards_and_lists_in_any_language(open_page, hostile_address):
    for language in ("ar", "zh"):
        page = open_page(f"/?lang={language}&body={BODY}", base=hostile_address)
        assert page.locator(".document").count() == 50
        assert unharmed(page)
