"""The reader in a browser: every language, both schemes, three sizes; keyboard; without script."""

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

FULL = "/documents/SCP/90/INF/2"  # a decision, an invitation, items, a table, notes, two annexes
REVISED = "/documents/CDIP/90/8%20Rev."
OTHER_PAGES = {
    "parallel": f"{REVISED}/{{}}?parallel=p6",
    "row": f"{FULL}/{{}}?parallel=annex-I/t1/r3",
    "compare": f"{REVISED}/{{}}?compare=CDIP/90/8%20Prov.",
    "provisional": "/documents/CDIP/90/8%20Prov./{}?p=p3",
    "form": "/documents/CDIP/90/6/{}?p=annex/t2/r2",
    "report": "/documents/CDIP/89/10/{}",
    "missing": "/documents/CDIP/90/80/{}",
    "no-place": "/documents/CDIP/90/6/{}?p=p99",
}


def sound(page):
    """Return all that is wrong with a page, which should be nothing."""
    return [*axe(page), *csp_violations(page), *foreign_requests(page), *overflow(page)]


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_is_sound(open_page, language, scheme, width):
    page = open_page(f"{FULL}/{language}?p=p5#p5", scheme=scheme, width=width)
    assert page.locator(".passage-decision, .passage-invitation").count() >= 2
    assert page.locator("table").count() == 1
    assert page.locator(".annex").count() == 2
    assert page.locator(".note-list li").count() == 12
    assert sound(page) == []
    assert errors(page) == []
    screenshot(page, f"reader-{language}-{scheme}-{width}")


@pytest.mark.parametrize("name", OTHER_PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_pages_are_sound(open_page, name, language):
    width, scheme = (320, "dark") if LANGUAGES.index(language) % 2 else (1280, "light")
    page = open_page(OTHER_PAGES[name].format(language), width=width, scheme=scheme)
    assert sound(page) == []
    screenshot(page, f"reader-{name}-{language}-{width}")


@pytest.mark.parametrize("language", ("ar", "fr"))
def test_a_page_in_one_language_shows_a_document_in_another(open_page, language):
    page = open_page(f"{FULL}/zh?lang={language}")
    assert page.get_attribute("html", "lang") == language
    assert page.get_attribute("article", "lang") == "zh"
    assert page.get_attribute("article", "dir") == "ltr"
    assert sound(page) == []


@pytest.mark.parametrize("language", ("en", "ar"))
def test_the_keyboard_reaches_everything(open_page, language):
    page = open_page(f"{REVISED}/{language}", width=1280, height=800)
    wanted = focusable(page)
    visited = walk(page)
    assert [each for each in visited if each.endswith(("OUTSIDE", "COVERED"))] == []
    assert set(wanted) <= {each.removesuffix(" OUTSIDE") for each in visited}


def test_a_paragraph_opens_by_keyboard_and_can_be_cited(open_page):
    page = open_page(f"{FULL}/en", permissions=["clipboard-read", "clipboard-write"])
    tools = page.locator("#p5 .tools")
    tools.locator("summary").focus()
    page.keyboard.press("Enter")
    assert tools.locator("cite").inner_text() == "SCP/90/INF/2, para. 5"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('said').textContent !== ''")
    assert page.evaluate("navigator.clipboard.readText()") == "SCP/90/INF/2, para. 5"
    assert "SCP/90/INF/2, para. 5" in page.locator("[role=status]").inner_text()


def test_notes_are_linked_both_ways(open_page):
    page = open_page(f"{FULL}/en")
    mark = page.locator("#p1 .note-mark a").first
    mark.click()
    assert page.url.endswith("#fn1")
    assert page.locator("#fn1").evaluate("e => e.matches(':target')")
    page.locator("#fn1 a.back").click()
    assert page.evaluate("document.querySelector(':target')?.closest('.passage').id") == "p1"


def test_the_language_changes_at_the_same_place(open_page):
    page = open_page(f"{FULL}/en#p5")
    page.locator(".languages a[lang=ar]").click()
    page.wait_for_url("**/ar#p5")
    assert page.locator("#p5").evaluate("e => e.matches(':target')")


def test_the_contents_tell_where_one_is(open_page):
    page = open_page(f"{FULL}/en#annex-II")
    page.wait_for_function("document.querySelector('#contents [aria-current]')?.hash !== '#title'")
    assert page.locator("#contents [aria-current]").count() == 1


@pytest.mark.parametrize("language", ("en", "ar", "zh"))
def test_all_can_be_read_without_script(open_page, language):
    page = open_page(f"{FULL}/{language}?p=p5", java_script_enabled=False)
    tools = page.locator("#p5 .tools")
    assert tools.get_attribute("open") is not None
    assert tools.locator("cite").is_visible()
    assert not tools.locator(".copy").is_visible()
    other = page.locator("#p4 .tools")
    other.locator("summary").click()
    other.locator("a", has_not=page.locator("bdi")).first.click()
    page.wait_for_url("**parallel=p4*")
    assert page.locator(".parallel section").count() == 6


def test_a_quote_is_marked_without_script(open_page):
    quote = "200 service centers in 87 countries"
    page = open_page(f"{FULL}/en?quote={quote}#p2", java_script_enabled=False)
    assert page.locator("#p2 mark").all_inner_texts() == [quote]
    assert page.locator("mark").count() == 1


def test_reduced_motion_and_forced_colours(open_page):
    page = open_page(f"{FULL}/en#p5", reduced_motion="reduce", forced_colors="active")
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.locator("#p5").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    assert sound(page) == []


def test_targets_are_large_enough_to_touch(open_page):
    page = open_page(f"{FULL}/en", width=390)
    small = page.evaluate(
        """() => [...document.querySelectorAll('summary, a.number, .copy, .languages a')]
          .filter((e) => e.checkVisibility())
          .map((e) => [e.className || e.tagName, e.getBoundingClientRect()])
          .filter(([, box]) => box.height < 43.5 || box.width < 24)
          .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
    )
    assert small == []


@pytest.mark.parametrize("language", ("en", "ar"))
def test_text_spacing_clips_nothing(open_page, language):
    page = open_page(f"{REVISED}/{language}", width=390)
    # Style sheets made by script are allowed where inline styles are not.
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert overflow(page) == []


def test_print_shows_the_document_alone(open_page):
    page = open_page(f"{FULL}/en")
    page.emulate_media(media="print")
    for hidden in (".side", ".tools", ".languages", ".skip"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator("#p1 .text").is_visible()
    assert len(page.pdf()) > 10_000
