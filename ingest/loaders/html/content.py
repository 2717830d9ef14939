"""Which part of a web page is the document, and what around it is menus and machinery."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from ingest.loaders.html.css import StyleSheet

_MACHINERY = {
    *("script", "style", "noscript", "template", "head", "title", "meta", "link", "base"),
    *("iframe", "object", "embed", "applet", "canvas", "audio", "video", "svg", "map", "img"),
    *("input", "select", "textarea", "button", "datalist", "option", "nav", "dialog", "rt", "rp"),
    *("noframes", "frameset", "annotation", "annotation-xml", "del"),
}
_ROLES = {
    *("navigation", "banner", "contentinfo", "search", "menu", "menubar", "menuitem", "toolbar"),
    *("dialog", "alertdialog", "tablist", "complementary"),
}
_PAGE_PARTS = {"header", "footer", "aside"}
_SECTIONS = {"main", "article", "section"}
_HIDDEN_LOOKS = {
    "display": re.compile("none"),
    "visibility": re.compile("hidden|collapse"),
    "mso-hide": re.compile("all"),
    "opacity": re.compile(r"0(?:\.0*)?%?"),
    "font-size": re.compile(r"0(?:\.0*)?(?:[a-z]+|%)?"),
}
_HIDDEN_CLASSES = {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"}
_AROUND = re.compile(
    r"(?:[a-z0-9_-]*[-_])?(?:nav|navbar|navigation|menu|megamenu|submenu|breadcrumbs?|cookies?"
    r"|consent|skip|skip-?links?|share|social|socialmedia|toolbar|pagination"
    r"|languages?-(?:selector|switcher)|search-?(?:box|form|bar)|site-(?:header|footer))"
    r"(?:[-_][a-z0-9_-]*)?"
)
_LONGEST_NAME = 60
_MOST = 0.5  # an "around" class on half of the page's words names the page, not a menu
_CONTENT_HOLDS = 0.4  # of the page's words outside links, at least
_LINK_LIST_FROM = 4  # links
_LINK_LIST_SHARE = 0.75  # of its words are in links
_LINK_LIST_HOLDS = 0.1  # of the page's words outside links, at most: else it holds the text too
_LINK_LISTS = {"ul", "ol", "div", "td", "table", "p", "center"}

# The places where content management systems put the document, surest first.
_PLACES = (
    ".//main",
    ".//*[@role='main']",
    ".//article",
    ".//*[contains(concat(' ', @class, ' '), ' journal-content-article ')]",
    ".//*[contains(concat(' ', @class, ' '), ' portlet-body ')]",
    ".//*[@id='content' or @id='main-content' or @id='main' or @id='contentpane']",
    ".//*[contains(concat(' ', @class, ' '), ' content ')]",
)


class Size(NamedTuple):
    """How much an element holds: characters that are no blanks, those in links, links."""

    letters: int
    in_links: int
    links: int

    @property
    def plain(self) -> int:
        """Characters outside links: a menu of a thousand links holds next to none."""
        return self.letters - self.in_links


_NOTHING = Size(0, 0, 0)


def remove_hidden(body: HtmlElement, sheet: StyleSheet) -> int:
    """Remove what a browser does not show; return how many pieces of text went with it."""
    removed = _remove_all(body, lambda element: _is_hidden(element, sheet))
    return sum(map(has_text, removed))


def remove_machinery(body: HtmlElement) -> None:
    """Remove scripts, forms, menus and the page's own header and footer from ``body``."""
    _remove_all(body, lambda element: element.tag in _MACHINERY)
    sizes = measure(body)
    most = _MOST * sizes[body].plain
    _remove_all(body, lambda element: _is_around(element, sizes) and sizes[element].plain <= most)


def content_roots(body: HtmlElement) -> list[HtmlElement]:
    """Return the elements that hold the document, in reading order.

    They are the first known place that holds much of the page; on other pages the whole body,
    from which blocks that are mostly links have been removed.
    """
    sizes = measure(body)
    for place in _PLACES:
        roots = _outermost(_find(body, place))
        held = sum(sizes.get(root, _NOTHING).plain for root in roots)
        if roots and held >= _CONTENT_HOLDS * sizes[body].plain > 0:
            return roots
    little = _LINK_LIST_HOLDS * sizes[body].plain
    _remove_all(
        body, lambda element: _is_link_list(element, sizes) and sizes[element].plain < little
    )
    return [body]


def remove(element: HtmlElement) -> None:
    """Take ``element`` out of its tree; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def words_of(element: HtmlElement, enough: int | None = None) -> str:
    """Return the text of ``element``, blanks folded; cut off somewhere after ``enough``."""
    parts: list[str] = []
    length = 0
    for text in _texts(element):
        parts.append(text)
        length += len(text.strip())
        if enough is not None and length > enough:
            break
    return " ".join("".join(parts).split())


def has_text(element: HtmlElement) -> bool:
    """Return whether ``element`` holds anything but blanks."""
    return any(text.strip() for text in _texts(element))


def classes_of(element: HtmlElement) -> list[str]:
    """Return the class names of ``element``, lower case."""
    return (element.get("class") or "").lower().split()


def measure(root: HtmlElement) -> dict[HtmlElement, Size]:
    """Return the size of ``root`` and of everything in it, in one pass."""
    sizes: dict[HtmlElement, Size] = {}
    # Children before parents: the reverse of document order.
    for element in reversed(list(root.iter())):
        letters = _letters(element.text)
        in_links = links = 0
        for child in element:
            held = sizes.get(child, _NOTHING)
            letters += held.letters + _letters(child.tail)
            in_links += held.in_links
            links += held.links
        if element.tag == "a":
            in_links, links = letters, links + 1
        sizes[element] = Size(letters, in_links, links)
    return sizes


def _texts(element: etree._Element) -> Iterable[str]:
    return (str(text) for text in element.itertext())


def _letters(text: str | None) -> int:
    return 0 if text is None else len("".join(text.split()))


def _find(body: HtmlElement, place: str) -> list[HtmlElement]:
    found = body.xpath(place)
    return [each for each in found if isinstance(each, HtmlElement)]


def _outermost(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    found = list(elements)
    inside = set(found)
    return [each for each in found if not any(above in inside for above in each.iterancestors())]


def _remove_all(body: HtmlElement, is_unwanted: Callable[[HtmlElement], bool]) -> list[HtmlElement]:
    """Remove the outermost unwanted elements from ``body`` and return them."""
    found: list[HtmlElement] = []
    walk = etree.iterwalk(body, events=("start",))
    for _, element in walk:
        if element is not body and is_unwanted(element):
            found.append(element)
            walk.skip_subtree()
    for element in found:
        remove(element)
    return found


def _is_hidden(element: HtmlElement, sheet: StyleSheet) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if not _HIDDEN_CLASSES.isdisjoint(classes_of(element)):
        return True
    look = sheet.look(element)
    return any(
        name in look and hidden.fullmatch(look[name]) for name, hidden in _HIDDEN_LOOKS.items()
    )


def _is_around(element: HtmlElement, sizes: dict[HtmlElement, Size]) -> bool:
    if element.tag == "form" or (element.get("role") or "").lower() in _ROLES:
        return True
    if element.tag in _PAGE_PARTS and not any(
        above.tag in _SECTIONS for above in element.iterancestors()
    ):
        size = sizes[element]
        return size.in_links > (1 - _LINK_LIST_SHARE) * size.letters
    names = [*classes_of(element), (element.get("id") or "").lower()]
    return any(_AROUND.fullmatch(name) for name in names if 0 < len(name) <= _LONGEST_NAME)


def _is_link_list(element: HtmlElement, sizes: dict[HtmlElement, Size]) -> bool:
    size = sizes[element]
    return (
        element.tag in _LINK_LISTS
        and size.links >= _LINK_LIST_FROM
        and size.in_links >= _LINK_LIST_SHARE * size.letters
    )
