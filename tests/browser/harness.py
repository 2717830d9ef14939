"""What the tests in a browser ask of a page. Import from here: ``from tests.browser.harness``.

``open_page`` (a fixture) gives a Playwright page that is watched from its first moment: what its
policy refused, what it asked of other hosts, and every script that a test planted and that ran.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

AXE = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
SCHEMES = ("light", "dark")
SIZES = {320: 640, 390: 844, 1280: 800}

WATCH = """
document.addEventListener('securitypolicyviolation', (event) => window.__watch(
  'violation', `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
window.__xss = (what) => window.__watch('script', String(what ?? 'ran'));
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {
  window[name] = (what) => { window.__watch('script', `${name}(${what})`); };
}
"""
"""Runs before anything of a page. Payloads call ``alert`` or ``__xss``."""


@dataclass
class Seen:
    """What happened on a page since it was opened, over all its navigations."""

    origin: str
    violations: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note everything that happens on ``page`` from now on."""
        page.expose_function("__watch", self._told)
        page.add_init_script(WATCH)
        page.on("request", lambda request: self._requested(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: (self.scripts.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda message: self._printed(message.type, message.text))

    def _told(self, kind: str, what: str) -> None:
        (self.violations if kind == "violation" else self.scripts).append(what)

    def _requested(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("data", "blob", "about"):
            return
        if f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.foreign.append(url)

    def _printed(self, kind: str, text: str) -> None:
        if "Content Security Policy" in text or "TrustedHTML" in text:
            self.violations.append(text)
        elif kind == "error":
            self.errors.append(text)


SEEN: dict[int, Seen] = {}
"""What was seen, by the id of the page."""


def seen(page: Page) -> Seen:
    """Return what was seen on ``page``, which ``open_page`` opened."""
    return SEEN[id(page)]


def csp_violations(page: Page) -> list[str]:
    """Return what the policies of the pages refused."""
    return seen(page).violations


def foreign_requests(page: Page) -> list[str]:
    """Return the addresses on other hosts that were asked for."""
    return seen(page).foreign


def scripts_run(page: Page) -> list[str]:
    """Return what planted scripts said when they ran."""
    return seen(page).scripts


def errors(page: Page) -> list[str]:
    """Return errors of our own scripts, and what the browser printed as errors."""
    return seen(page).errors


def axe(page: Page, within: str | None = None) -> list[str]:
    """Return what axe-core finds on the page, open shadow roots too: one line for each element.

    ``within`` is a selector; the whole page by default.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async ([within, tags]) => {
          const options = {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']};
          const result = await axe.run(within ?? document, options);
          return result.violations.flatMap((rule) => rule.nodes.map((node) =>
            `${rule.id} [${rule.impact}] ${node.target.join(' ')}: ${node.failureSummary}`));
        }""",
        [within, TAGS],
    )
    return list(found)


def overflow(page: Page) -> list[str]:
    """Return the elements that stick out of the page sideways; none where it reflows."""
    return list(
        page.evaluate(
            """() => {
              const root = document.documentElement;
              if (root.scrollWidth <= root.clientWidth) return [];
              return [...document.querySelectorAll('body *')].filter((element) => {
                const box = element.getBoundingClientRect();
                return box.width && (box.right > root.clientWidth + 1 || box.left < -1);
              }).slice(0, 5).map((e) => e.outerHTML.slice(0, 160));
            }"""
        )
    )


def screenshot(page: Page, name: str, *, full: bool = True) -> None:
    """Write a picture of the page into the folder that BROWSER_SCREENSHOTS names, if it does."""
    folder = os.environ.get("BROWSER_SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=full)


def focusable(page: Page) -> list[str]:
    """Return the interactive elements that can be seen, each by what identifies it."""
    return list(page.evaluate(f"() => {{ {_NAMING} return reachable().map(named); }}"))


def walk(page: Page, most: int = 400) -> list[str]:
    """Press Tab from the top of the page to its end, and return what was focused, in order.

    Every focused element must be visible and not be covered by another.
    """
    page.evaluate(
        """() => { window.scrollTo(0, 0); document.body.tabIndex = -1; document.body.focus();
        document.body.removeAttribute('tabindex'); }"""
    )
    visited: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate(f"() => {{ {_NAMING} return focused(); }}")
        if at is None or (visited and at == visited[0]):
            break
        visited.append(at)
    return visited


_NAMING = """
const deep = (root) => [...root.querySelectorAll('*')].flatMap(
  (e) => e.shadowRoot ? [e, ...deep(e.shadowRoot)] : [e]);
const all = deep(document);
const named = (e) => `${all.indexOf(e)} ${e.tagName.toLowerCase()} `
  + (e.getAttribute('aria-label') || e.textContent.trim() || e.name || e.value || '').slice(0, 50);
const reachable = () => all.filter((e) =>
  e.matches('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')
  && !e.disabled && e.checkVisibility({visibilityProperty: true}));
const focused = () => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const box = e.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  let hit = null;
  const x = Math.min(Math.max((box.left + box.right) / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max((box.top + box.bottom) / 2, 0), innerHeight - 1);
  hit = e.getRootNode().elementFromPoint(x, y);
  const free = !hit || e.contains(hit) || hit.contains(e) || e.type === 'radio'
    || e.type === 'checkbox' || (e.tagName === 'A' && e.getClientRects().length > 1);
  return named(e) + (inside ? '' : ' OUTSIDE') + (free ? '' : ' COVERED');
};
"""
