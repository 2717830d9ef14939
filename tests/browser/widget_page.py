"""What tests of the widget do on a page: write, send, wait, look into its shadow."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.browser.stage import POLICY, host

QUESTIONS = {
    "ar": "ما هي الإجراءات الرئيسية؟",
    "en": "What did the Committee decide about the webinar?",
    "es": "¿Cuáles son las cinco acciones clave tras el WILD?",
    "fr": "Quel est le budget du projet proposé par le Ghana ?",
    "ru": "Какое решение принял Комитет о вебинаре?",
    "zh": "委员会对网络研讨会作出了什么决定？",
}
"""Each has an answer in the sample corpus."""

COUNT_CHANGES = """
(element) => {
  const regions = [...element.shadowRoot.querySelectorAll(
    '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]')];
  window.__changes = [];
  for (const region of regions) {
    new MutationObserver((seen) => {
      for (const each of seen) window.__changes.push(each.type + ': ' + region.textContent);
    }).observe(region, {childList: true, characterData: true, subtree: true});
  }
  return regions.length;
}
"""


def widget(page: Page, at: int = 0, name: str = "wipo-chat") -> Locator:
    """Return a widget of the page that is ready."""
    found = page.locator(name).nth(at)
    found.locator(".panel, .launcher").first.wait_for()
    return found


def ask(chat: Locator, question: str, *, wait: bool = True) -> None:
    """Write a question and send it with Enter."""
    chat.locator(".line textarea").fill(question)
    chat.locator(".line textarea").press("Enter")
    if wait:
        finished(chat)


def finished(chat: Locator) -> None:
    """Wait until no answer is coming."""
    chat.locator(".log[aria-busy=false]").wait_for()


def told(chat: Locator) -> list[str]:
    """Return the statements of the last answer."""
    return chat.locator(".turn").last.locator(".statement").all_inner_texts()


def focused(page: Page) -> str:
    """Return what has focus, also inside of widgets."""
    return page.evaluate(
        """() => {
          let e = document.activeElement;
          while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
          return e ? `${e.tagName} ${e.className} ${e.getAttribute('aria-label') ?? ''}` : '';
        }"""
    )


def put_host(page: Page, address: str, *widgets: str, **given: str) -> None:
    """Go to a page on the host of the service itself, under the strict policy."""
    sent = {"content-type": "text/html; charset=utf-8", "content-security-policy": POLICY}
    body = host(*widgets, **given)
    page.route(f"{address}/host", lambda route: route.fulfill(headers=sent, body=body))
    page.goto(f"{address}/host")
