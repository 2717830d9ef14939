"""The search page and the pages of records: sound everywhere, and usable by everyone."""

from urllib.parse import parse_qs, quote, urlsplit

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
    seen,
    walk,
)

RECORDS = ("/records/projects/DA_16_20_02", "/records/recommendations/ICT/1")
UNANSWERED = "/?q=Who+won+the+football+championship+of+penguins%3F"


def example(page, number=0):
    """Return the address of an example question of the home page."""
    return page.locator(".examples a").nth(number).get_attribute("href")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["home", "answer", "unanswered", "documents", *RECORDS])
def test_a_page_is_sound_in_both_schemes_and_three_sizes(open_page, what, language):
    path = {"unanswered": UNANSWERED, "documents": "/?body=CDIP&kind=report"}.get(what, "/")
    path = what if what in RECORDS else path
    page = open_page(f"{path}{'&' if '?' in path else '?'}lang={language}")
    if what == "answer":
        page.goto(f"{seen(page).origin}{example(page)}")
        assert page.locator(".sources .source").count() >= 1
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            cell = f"{what.strip('/').replace('/', '-')}-{language}-{scheme}-{width}"
            found += [f"{cell}: {line}" for line in (*axe(page), *overflow(page))]
            screenshot(page, cell)
    assert found == []
    assert csp_violations(page) == []
    assert foreign_requests(page) == []
    assert errors(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_open_filters_are_sound(open_page, language):
    page = open_page(f"/?lang={language}", width=320)
    page.locator(".filters summary").click()
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        assert [*axe(page), *overflow(page)] == []
        screenshot(page, f"filters-{language}-{width}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_answered_from_the_documents(open_page, language):
    page = open_page(f"/?lang={language}")
    addresses = [link.get_attribute("href") for link in page.locator(".examples a").all()]
    assert len(addresses) >= 3
    for address in addresses:
        page.goto(f"{seen(page).origin}{address}")
        assert page.locator(".statement").count() >= 1
        assert page.locator(".sources mark").count() >= 1
        assert page.locator(".statement .marker").count() >= 1


@pytest.mark.parametrize("path", ["/?lang=en", "/?lang=ar", "/?q=CWS/90&lang=en", RECORDS[0]])
def test_the_keyboard_reaches_everything(open_page, path):
    page = open_page(path)
    if "q=" not in path and page.locator(".filters summary").count():
        page.locator(".filters summary").click()
    visited = walk(page)
    assert not [line for line in visited if "OUTSIDE" in line or "COVERED" in line]
    assert set(focusable(page)) - set(visited) == set()


def test_the_keyboard_reaches_every_source_of_an_answer(open_page):
    page = open_page("/?lang=en")
    page.goto(f"{seen(page).origin}{example(page)}")
    visited = walk(page)
    assert not [line for line in visited if "OUTSIDE" in line or "COVERED" in line]
    assert set(focusable(page)) - set(visited) == set()


def test_a_marker_leads_to_its_source(open_page):
    page = open_page("/?lang=en", width=390)
    page.goto(f"{seen(page).origin}{example(page)}")
    page.locator(".statement .marker").last.click()
    number = page.locator(".statement .marker").last.inner_text()
    target = page.locator(f"#source-{number}")
    assert page.url.endswith(f"#source-{number}")
    assert target.evaluate("(e) => e.matches(':target')")
    box = target.bounding_box()
    assert box and 0 <= box["y"] < 844


@pytest.mark.parametrize("javascript", [True, False])
def test_asking_works_with_and_without_scripts(open_page, javascript):
    page = open_page("/?lang=en", java_script_enabled=javascript)
    page.get_by_role("searchbox").fill("How many delegates registered for CDIP/89?")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_selector(".answer")
    assert "312" in page.inner_text(".answer")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["q"] == ["How many delegates registered for CDIP/89?"]
    assert asked["lang"] == ["en"]
    if javascript:  # the address that people share has nothing else in it
        assert set(asked) == {"q", "lang"}
    again = open_page(f"{urlsplit(page.url).path}?{urlsplit(page.url).query}")
    assert again.inner_text(".answer .statement >> nth=0") == page.inner_text(
        ".answer .statement >> nth=0"
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_filters_narrow_the_search_and_can_be_taken_away(open_page, javascript):
    page = open_page("/?lang=en", java_script_enabled=javascript)
    page.get_by_role("searchbox").fill("recommendations")
    page.locator(".filters summary").click()
    label = page.locator(".filters label", has_text="CWS").first
    count = int(label.locator(".count").inner_text())
    label.click()
    page.get_by_role("button", name="Apply").click()
    page.wait_for_selector(".chosen")
    assert "body=CWS" in page.url
    places = page.locator(".source-place, .found-head a").all_inner_texts()
    assert places and all(text.startswith("CWS/") for text in places)
    assert page.locator(".chip-name").all_inner_texts() == ["CWS"]
    page.locator("#question").fill("")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_selector(".documents")
    symbols = {text.split(" Rev")[0] for text in page.locator(".symbol").all_inner_texts()}
    assert len(symbols) == count
    page.locator(".chip").click()
    page.wait_for_selector(".examples")
    assert "body=" not in page.url


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("CWS/90/4", "CWS/90/4"),
        (" cws / 90 / 4 ", "CWS/90/4"),
        ("CWS/٩٠/٤", "CWS/90/4"),
        ("ＣＷＳ／９０／４", "CWS/90/4"),
        ("CDIP/90/8", "CDIP/90/8 Rev."),
        ("CDIP/90/8 Prov.", "CDIP/90/8 Prov."),
    ],
)
def test_a_symbol_leads_to_its_document(open_page, typed, shown):
    page = open_page(f"/?lang=en&q={quote(typed)}")
    assert page.locator(".symbol").first.inner_text() == shown
    assert page.locator(".document .also a").count() >= 6


def test_a_symbol_with_a_slip_is_met_with_those_like_it(open_page):
    page = open_page("/?lang=en&q=CWS/90/44")
    assert "CWS/90/4" in page.locator(".symbol").all_inner_texts()


def test_a_meeting_leads_to_its_documents(open_page):
    page = open_page("/?lang=en&q=cdip/90")
    assert set(page.locator(".symbol").all_inner_texts()) == {"CDIP/90/6", "CDIP/90/8 Rev."}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_opens_the_thread_of_its_record(open_page, language):
    page = open_page(f"/?lang={language}&q=DA_16_20_02")
    page.locator(".card-project a").first.click()
    page.wait_for_selector(".thread")
    assert page.locator(".thread li").count() >= 1
    assert page.locator(".timetable .planned").count() >= 8
    assert "240" in page.inner_text(".facts")
    assert page.get_attribute("html", "lang") == language


def test_no_answer_says_so_and_shows_what_is_nearest(open_page):
    page = open_page(f"{UNANSWERED}&lang=en")
    assert page.locator(".statement").count() == 0
    assert page.locator(".found").count() >= 3


@pytest.mark.parametrize("language", ["en", "ar", "ru", "zh"])
def test_it_reflows_with_large_and_with_spaced_text(open_page, language):
    page = open_page(f"/?lang={language}", width=640)
    page.goto(f"{seen(page).origin}{example(page)}")
    for rules in (
        "html{font-size:200%}",
        "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
        "p{margin-block-end:2em!important}",
    ):
        page.evaluate(
            """(rules) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rules);
            document.adoptedStyleSheets = [sheet]; }""",
            rules,
        )
        assert overflow(page) == []


def test_nothing_moves_where_that_is_not_wanted(open_page):
    page = open_page("/?lang=en", reduced_motion="reduce")
    assert page.evaluate("() => document.getAnimations().length") == 0


def test_forced_colours_keep_every_border_and_mark(open_page):
    page = open_page("/?lang=en", forced_colors="active")
    page.goto(f"{seen(page).origin}{example(page)}")
    border = page.locator(".button").first.evaluate("(e) => getComputedStyle(e).borderTopWidth")
    assert float(border.removesuffix("px")) >= 1
    assert page.locator(".sources mark").first.evaluate(
        "(e) => getComputedStyle(e).backgroundColor !== getComputedStyle(document.body).color"
    )
    screenshot(page, "forced-colours-en-1280")


def test_an_answer_prints_with_its_sources_and_without_the_form(open_page):
    page = open_page("/?lang=en")
    page.goto(f"{seen(page).origin}{example(page)}")
    page.emulate_media(media="print")
    assert page.locator(".ask").is_hidden()
    assert page.locator("h1").bounding_box()["height"] > 20  # the question, as a heading
    marker = page.locator(".statement .marker").first
    assert marker.bounding_box()["height"] < 40  # "[1]" on one line
    assert page.locator(".sources .source").first.is_visible()
    assert page.locator(".answer").is_visible()
    screenshot(page, "print-en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_documents_say_their_language(open_page, language):
    page = open_page(f"/?lang={language}")
    page.goto(f"{seen(page).origin}{example(page)}")
    for quotation in page.locator(".quotation, .statement, .title").all():
        spoken = quotation.get_attribute("lang")
        assert spoken in LANGUAGES
        assert quotation.get_attribute("dir") == ("rtl" if spoken == "ar" else "ltr")


def test_the_browser_decides_the_language_where_the_address_does_not(open_page):
    page = open_page("/", locale="fr-CH")
    assert page.get_attribute("html", "lang") == "fr"


def test_a_copied_citation_is_where_it_stands(open_page):
    page = open_page("/?lang=en", permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{seen(page).origin}{example(page)}")
    button = page.locator(".copy").first
    button.click()
    page.wait_for_function("document.getElementById('progress').textContent !== ''")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == page.locator(".source-place").first.inner_text()
