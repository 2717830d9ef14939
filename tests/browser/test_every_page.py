"""What holds on every page: structure, policy, language, direction."""

import pytest

from tests.browser.harness import LANGUAGES, axe, csp_violations, errors, foreign_requests, seen

PAGES = ("/",)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_sound_in_each_language(open_page, path, language):
    page = open_page(f"{path}?lang={language}")
    assert page.get_attribute("html", "lang") == language
    assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
    assert axe(page) == []
    assert csp_violations(page) == []
    assert foreign_requests(page) == []
    assert errors(page) == []


def test_the_watch_sees_what_it_should(open_page):
    page = open_page("/")
    page.evaluate(
        """() => {
          const script = document.createElement('script');
          try { script.textContent = 'alert(1)'; } catch { /* refused */ }
          const style = document.createElement('p');
          style.setAttribute('style', 'color: red');
          document.body.append(style);
          const image = document.createElement('img');
          image.src = 'http://127.0.0.2:9/x.png';
          document.body.append(image);
          window.alert('seen');
        }"""
    )
    page.wait_for_timeout(100)
    assert len(csp_violations(page)) >= 3
    assert seen(page).scripts == ["alert(seen)"]
    assert any("image-alt" in line for line in axe(page))
