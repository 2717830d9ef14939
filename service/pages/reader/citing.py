"""How a place is cited in documents of the United Nations: "CDIP/30/8 Rev., Annex II, para. 4"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from ingest.types import Document
from service.pages.bidi import bdi
from service.pages.strings import Texts

_STEP = re.compile(r"(annex|rec|sec|fn|p|t|r)-?([0-9IVXLC][^/]*)?")
_NAMES = {
    "p": "paragraph",
    "t": "table",
    "r": "row",
    "fn": "footnote",
    "rec": "recommendation",
    "sec": "section",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place within a document: (name of a text, its number) from the outermost in."""

    steps: tuple[tuple[str, str], ...]


def place_of(locator: str, number: str = "") -> Place:
    """Return the place that ``locator`` addresses; ``number`` is the printed number, if any.

    What no reader could count (the third paragraph of a section without numbers) is cited by the
    section alone, or not at all.
    """
    steps: list[tuple[str, str]] = []
    before = ""
    for step in locator.split("/"):
        match = _STEP.fullmatch(step)
        if match is None:
            if before == "rec" and step.isalpha():
                steps.append(("letter", step))
            continue
        before, value = match[1], match[2] or ""
        if before == "annex":
            steps.append(("annex", value) if value else ("only_annex", ""))
        elif before == "p":
            steps.append(("paragraph", number or value.partition(".")[0]))
        elif value:
            steps.append((_NAMES[before], value))
    return Place(tuple(steps))


def citation(document: Document, place: Place, texts: Texts, *, isolate: bool = True) -> Markup:
    """Return the citation of ``place`` in the language of ``texts``.

    For a page, symbols and numbers are isolated; for the clipboard, they are not.
    """

    def shown(text: str) -> Markup | str:
        return bdi(text) if isolate else text

    parts = [texts("cite.document", symbol=shown(document.key))]
    parts += [texts(f"cite.{name}", number=shown(value)) for name, value in place.steps]
    return texts("cite.comma").join(parts)
