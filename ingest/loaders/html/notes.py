"""Footnotes of a web page: links from a small mark to a note that stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from ingest.loaders.html.content import classes_of, has_text, remove, words_of

_MARK = re.compile(r"[\[(]?\s*([0-9]{1,4}|[a-zA-Z]{1,3}|[ivxlc]{1,6}|[*†‡§]{1,4})\s*[\])]?[.:]?")
_NOTE_NAME = re.compile(r"_?(?:fn|ftn|edn|foot-?note|end-?note|note)[-_:.]?[a-z]*[-_:.]?\d", re.I)
_BACK = re.compile(r"[↩↑⏎^⇑⤴\ufe0e\ufe0f\s]+")
_BLOCKS = {"p", "li", "div", "dd", "aside", "section", "tr", "blockquote", "td"}
_SMALL = {"sup", "span", "small", "b", "font"}
_LISTS = {"doc-endnotes", "doc-footnotes", "footnotes", "endnotes", "footnote-list"}
_TITLES = {"hr", "h1", "h2", "h3", "h4", "h5", "h6"}
_CLIMBED = 5  # elements around a mark
_LONGEST_MARK = 20  # characters
_SEARCHED = 200  # elements around a target, for the mark it belongs to


@dataclass(frozen=True, slots=True)
class HtmlNote:
    """One note: its printed mark, and the element with its words, taken out of the page."""

    label: str
    body: HtmlElement


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a page by id, and the elements that are their marks."""

    bodies: dict[str, HtmlNote]
    marks: dict[HtmlElement, str]


def take_notes(body: HtmlElement) -> Notes:
    """Find the footnotes of a page and take their bodies out of its tree."""
    targets = _targets(body)
    links = _find_links(body, targets)
    wanted = {targets[name] for name, _ in links.values()}
    blocks: dict[str, HtmlElement] = {}
    for name, _ in links.values():
        block = None if name in blocks else _block_of(targets[name], wanted)
        if block is not None and not any(link in links for link in block.iter("a")):
            blocks[name] = block
    marks: dict[HtmlElement, str] = {}
    notes: dict[str, HtmlNote] = {}
    for link, (name, label) in links.items():
        if name in blocks:
            marks[_whole_mark(link)] = name
            notes.setdefault(name, HtmlNote(label, blocks[name]))
    for note in notes.values():
        _take_out(note.body)
        for link in list(note.body.iter("a")):
            whole = _whole_mark(link)
            if whole is not note.body and _leads_back(link, targets, marks):
                remove(whole)
    return Notes(notes, marks)


def strip_label(text: str, label: str) -> str:
    """Return the first words of a note without the mark that is printed before them."""
    pattern = rf"\s*(?:[\[(]\s*{re.escape(label)}\s*[\])]|{re.escape(label)}[.:)]?(?=\s|$))\s*"
    return re.sub(pattern, "", text, count=1) if re.match(pattern, text) else text


def _targets(body: HtmlElement) -> dict[str, HtmlElement]:
    targets: dict[str, HtmlElement] = {}
    for element in body.iter():
        for name in (element.get("id"), element.get("name")):
            if name:
                targets.setdefault(name, element)
    return targets


def _find_links(
    body: HtmlElement, targets: dict[str, HtmlElement]
) -> dict[HtmlElement, tuple[str, str]]:
    """Return the links that are footnote marks, with the note's id and the mark printed."""
    order = {element: at for at, element in enumerate(body.iter())}
    links: dict[HtmlElement, tuple[str, str]] = {}
    for link in body.iter("a"):
        name = _target_name(link)
        target = targets.get(name)
        # A link up the page is one from the note back to its mark.
        if target is not None and order[target] > order[link]:
            label = _label_of(link, name)
            if label:
                links[link] = (name, label)
    return links


def _target_name(link: HtmlElement) -> str:
    # What stands before "#" is the page's own address where a browser saved the page.
    _, hash_sign, name = (link.get("href") or "").rpartition("#")
    return unquote(name) if hash_sign else ""


def _label_of(link: HtmlElement, name: str) -> str:
    """Return the mark that a link prints if it refers to a note, else ""."""
    found = _MARK.fullmatch(words_of(link, _LONGEST_MARK))
    if found is None:
        return ""
    says_so = (
        link.get("role") == "doc-noteref"
        or link.get("epub:type") == "noteref"
        or any("footnote-ref" in each or "noteref" in each for each in classes_of(link))
        or _NOTE_NAME.match(name) is not None
        or next(link.iter("sup"), None) is not None
        or any(above.tag == "sup" for above in islice(link.iterancestors(), _CLIMBED))
    )
    return str(found.group(1)) if says_so else ""


def _block_of(target: HtmlElement, wanted: Container[HtmlElement]) -> HtmlElement | None:
    """Return the block that holds the note at ``target`` and no other note."""
    block: HtmlElement | None = target
    while block is not None and block.tag not in _BLOCKS:
        block = block.getparent()
    if block is None:
        return None
    above = block.getparent()
    while above is not None and _is_container(above, block):
        block, above = above, above.getparent()
    if block.tag == "td" and above is not None and above.tag == "tr":
        block = above
    return None if any(each in wanted for each in block.iter() if each is not target) else block


def _is_container(above: HtmlElement, block: HtmlElement) -> bool:
    """Return whether ``above`` is the note's own container, not that of all notes."""
    if above.tag not in _BLOCKS or above.tag in ("td", "tr"):
        return False
    if not _LISTS.isdisjoint({*classes_of(above), above.get("role") or ""}):
        return False
    return (
        above.tag == "li"
        or _NOTE_NAME.match(above.get("id") or "") is not None
        or (above.tag == "aside" and len(above) == 1 and block.tag == "p")
    )


def _whole_mark(link: HtmlElement) -> HtmlElement:
    """Return the largest element around ``link`` that prints nothing but the mark."""
    whole, text = link, words_of(link).strip("[]() ")
    for above in islice(link.iterancestors(), _CLIMBED):
        if above.tag not in _SMALL or words_of(above, _LONGEST_MARK).strip("[]() ") != text:
            break
        whole = above
    return whole


def _take_out(block: HtmlElement) -> None:
    """Take a note out of the page, and the containers it leaves empty but for a title."""
    container = block.getparent()
    remove(block)
    while container is not None and container.tag not in ("body", "main", "article"):
        above = container.getparent()
        is_list = not _LISTS.isdisjoint({*classes_of(container), container.get("role") or ""})
        words = (each for each in container if not (is_list and each.tag in _TITLES))
        if above is None or (container.text or "").strip() or any(map(has_text, words)):
            return
        remove(container)
        container = above


def _leads_back(
    link: HtmlElement, targets: dict[str, HtmlElement], marks: Container[HtmlElement]
) -> bool:
    names = classes_of(link)
    if link.get("role") == "doc-backlink" or any(
        "backref" in name or "footnote-back" in name for name in names
    ):
        return True
    words = words_of(link, _LONGEST_MARK)
    if _BACK.fullmatch(words):
        return True
    target = targets.get(_target_name(link))
    if target is None or _MARK.fullmatch(words) is None:
        return False
    around = chain([target], target.iterancestors(), target.iterdescendants())
    return any(each in marks for each in islice(around, _SEARCHED))
