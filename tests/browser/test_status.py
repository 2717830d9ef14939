"""The status page: sound everywhere, and it says what is wrong."""

import pytest

from tests.browser.harness import (
    LANGUAGES,
    SCHEMES,
    SIZES,
    axe,
    csp_violations,
    errors,
    focusable,
    foreign_requests,
    overflow,
    screenshot,
    walk,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_sound_in_both_schemes_and_three_sizes(open_page, language):
    page = open_page(f"/status?lang={language}")
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            cell = f"status-{language}-{scheme}-{width}"
            found += [f"{cell}: {line}" for line in (*axe(page), *overflow(page))]
            screenshot(page, cell)
    assert found == []
    assert csp_violations(page) == []
    assert foreign_requests(page) == []
    assert errors(page) == []


def test_it_counts_what_is_held(open_page):
    page = open_page("/status?lang=en")
    assert page.locator(".figures .total td").all_inner_texts() == ["8", *["9"] * 6]
    assert page.locator(".totals dd").all_inner_texts()[:2] == ["8", "54"]


def test_it_tells_what_was_rejected_and_which_languages_lack(open_page, hostile_address):
    page = open_page("/status?lang=en", base=hostile_address)
    rejected = page.locator("section[aria-labelledby=rejected-heading] tbody tr")
    assert rejected.count() == 24
    assert "damaged" in rejected.first.inner_text()
    assert "Arabic" not in page.content()
    missing = page.locator("section[aria-labelledby=incomplete-heading] tbody tr").first
    assert "العربية" in missing.inner_text()


def test_the_keyboard_reaches_everything(open_page):
    page = open_page("/status?lang=en")
    visited = walk(page)
    assert not [line for line in visited if "OUTSIDE" in line or "COVERED" in line]
    reachable = set(focusable(page))
    assert reachable - set(visited) == set()
