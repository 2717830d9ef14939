"""The widget over the sample corpus: six languages, two schemes, three sizes; keyboard, paper."""

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
    scripts_run,
    walk,
)
from tests.browser.widget_page import QUESTIONS, ask, put_host, told, widget


@pytest.fixture
def on_host(open_page, address):
    """Return a function that opens a strict page with widgets; see ``put_host``."""

    def opened(*widgets, page_options=None, **given):
        page = open_page("/widget/embed.css", **(page_options or {}))
        put_host(page, address, *widgets, **given)
        return page

    return opened


def sound(page):
    return csp_violations(page) + foreign_requests(page) + scripts_run(page) + errors(page)


def each_look(page):
    for scheme in SCHEMES:
        for width, height in SIZES.items():
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": height})
            yield f"{scheme}-{width}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_can_use_it(on_host, language):
    page = on_host(f'lang="{language}"', language="fr")
    chat = widget(page)
    for look in each_look(page):
        assert axe(page) == [], look
        assert overflow(page) == [], look
        screenshot(page, f"widget-{language}-{look}-empty")
    ask(chat, QUESTIONS[language])
    assert told(chat)
    chat.locator(".marker").first.click()
    chat.locator(".feedback button").last.click()
    for look in each_look(page):
        assert axe(page) == [], look
        assert overflow(page) == [], look
        screenshot(page, f"widget-{language}-{look}")
    root = chat.locator(".root")
    assert root.get_attribute("lang") == language
    assert root.get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert sound(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_it_is_in_a_frame_of_its_own(open_page, language):
    page = open_page(f"/embed?lang={language}&meeting=CDIP/89")
    chat = widget(page)
    ask(chat, QUESTIONS[language])
    for look in each_look(page):
        assert axe(page) == [], look
        assert overflow(page) == [], look
        screenshot(page, f"embed-{language}-{look}", full=False)
    assert sound(page) == []


def test_it_opens_as_a_panel_and_gives_focus_back(on_host):
    page = on_host('lang="en" mode="panel" meeting="CDIP/89"')
    chat = widget(page)
    launcher = chat.locator(".launcher")
    assert launcher.get_attribute("aria-expanded") == "false"
    for look in each_look(page):
        launcher.press("Enter")
        assert chat.locator("textarea").first.evaluate("(e) => e.matches(':focus')")
        assert launcher.get_attribute("aria-expanded") == "true"
        assert axe(page) == [], look
        screenshot(page, f"panel-en-{look}", full=False)
        page.keyboard.press("Escape")
        assert launcher.evaluate("(e) => e.matches(':focus')")
        assert launcher.get_attribute("aria-expanded") == "false"
    launcher.click()
    ask(chat, QUESTIONS["en"])
    assert told(chat)
    assert sound(page) == []


@pytest.mark.parametrize("width", SIZES)
def test_the_keyboard_reaches_everything_in_sight(on_host, width):
    page = on_host('lang="en" meeting="CDIP/89"', page_options={"width": width})
    chat = widget(page)
    ask(chat, QUESTIONS["en"])
    chat.locator(".marker").first.click()
    chat.locator(".feedback button").last.click()
    page.mouse.click(2, 2)  # Tab goes on from where one has been
    reached = walk(page)
    bare = {name.removesuffix(" COVERED").removesuffix(" OUTSIDE") for name in reached}
    radios = "What was wrong"  # of radio buttons, Tab reaches one
    missing = [
        n for n in focusable(page) if n not in bare and " input " not in n and radios not in n
    ]
    assert missing == []
    assert not [name for name in reached if "OUTSIDE" in name or "COVERED" in name]


def test_a_citation_opens_the_passage_then_the_reader_and_escape_leads_back(on_host, address):
    page = on_host('lang="en"')
    chat = widget(page)
    ask(chat, QUESTIONS["en"])
    marker = chat.locator(".marker").first
    marker.press("Enter")
    head = chat.locator(".source-head").first
    assert head.get_attribute("aria-expanded") == "true"
    assert head.evaluate("(e) => e.matches(':focus')")
    passage = chat.locator(".passage").first
    assert passage.locator("mark").first.inner_text() in passage.inner_text()
    link = passage.locator("a")
    assert link.get_attribute("href") == f"{address}/documents/CDIP/89/10/en#p26"
    assert link.get_attribute("rel") == "noopener noreferrer"
    page.keyboard.press("Escape")
    assert marker.evaluate("(e) => e.matches(':focus')")
    assert passage.is_hidden()


def test_the_passage_is_shown_in_its_other_languages(on_host):
    page = on_host('lang="en"')
    chat = widget(page)
    ask(chat, QUESTIONS["en"])
    chat.locator(".marker").first.click()
    chat.locator(".languages button[lang=ar]").click()
    shown = chat.locator(".quotation p[lang=ar]")
    shown.wait_for()
    assert shown.get_attribute("dir") == "rtl"
    assert chat.locator(".languages button[lang=ar]").get_attribute("aria-pressed") == "true"
    assert axe(page) == []


def test_it_asks_the_meeting_first_and_says_when_it_looks_beyond(on_host):
    page = on_host('lang="en" meeting="CDIP/89"', 'lang="en" meeting="CWS/90"')
    inside, outside = widget(page, 0), widget(page, 1)
    ask(inside, QUESTIONS["en"])
    assert not inside.locator(".told .own").count()
    ask(outside, QUESTIONS["en"])
    assert "CWS/90" in outside.locator(".told .own").first.inner_text()
    assert told(outside) == told(inside)


def test_it_may_be_kept_within_the_meeting(on_host):
    page = on_host('lang="en" meeting="CWS/90" beyond="no"')
    chat = widget(page)
    ask(chat, QUESTIONS["en"])
    further = chat.locator(".foot > button")
    assert not chat.locator(".marker").count()
    further.click()
    chat.locator(".marker").first.wait_for()
    assert "CWS/90" in chat.locator(".told .own").first.inner_text()


def test_a_follow_up_brings_what_was_asked_before(on_host):
    page = on_host('lang="en"')
    sent = []
    page.on("request", lambda r: sent.append(r.post_data_json) if r.post_data else None)
    chat = widget(page)
    ask(chat, QUESTIONS["en"])
    ask(chat, "And when does it take place?")
    (before,) = sent[-1]["history"]
    assert before["question"] == QUESTIONS["en"]
    assert before["citations"] == ["CDIP/89/10#p26"]
    assert "error" not in (chat.locator(".state").last.get_attribute("class") or "")


def test_it_stands_on_paper_with_its_sources(on_host):
    page = on_host('lang="en"')
    chat = widget(page)
    ask(chat, QUESTIONS["en"])
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert chat.locator(".passage").first.is_visible()
    assert not chat.locator(".composer").is_visible()
    assert not chat.locator(".feedback").is_visible()
    assert overflow(page) == []


def test_nothing_moves_for_those_who_want_no_motion(on_host):
    page = on_host('lang="en"', page_options={"reduced_motion": "reduce"})
    chat = widget(page)
    ask(chat, QUESTIONS["en"])
    moving = "(e) => e.shadowRoot.getAnimations().length"
    assert chat.evaluate(moving) == 0


def test_borders_and_focus_stay_where_colours_are_forced(on_host):
    page = on_host('lang="en"', page_options={"forced_colors": "active"})
    chat = widget(page)
    ask(chat, QUESTIONS["en"])
    for part in (".marker", ".send", ".question", ".line textarea"):
        style = chat.locator(part).first.evaluate("(e) => getComputedStyle(e).borderTopStyle")
        assert style == "solid", part
    chat.locator(".marker").first.focus()
    page.keyboard.press("Tab")
    outline = "(e) => getComputedStyle(e.shadowRoot.activeElement).outlineStyle"
    assert chat.evaluate(outline) == "solid"
    screenshot(page, "widget-en-forced")


def test_wider_spacing_cuts_nothing_off(on_host):
    page = on_host('lang="en"', page_options={"width": 320})
    chat = widget(page)
    ask(chat, QUESTIONS["en"])
    chat.evaluate("(e) => { e.style.letterSpacing = '0.12em'; e.style.wordSpacing = '0.16em'; }")
    assert chat.locator(".statement").first.evaluate(
        "(e) => getComputedStyle(e).letterSpacing"
    ) != ("normal")
    assert overflow(page) == []


def test_nothing_is_kept_in_the_browser(on_host):
    page = on_host('lang="en" meeting="CDIP/89"')
    ask(widget(page), QUESTIONS["en"])
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
