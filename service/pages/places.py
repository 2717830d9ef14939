"""How a place in a document is named to a reader: "CWS/13/9 Rev., Annex II, para. 15"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup, escape

from index.types import DocumentEntry
from ingest.types import Document, Language, Passage
from service.messages import messages
from service.pages.bidi import bdi

_COMMAS = {"ar": "، ", "zh": "，"}


class Placed(Protocol):
    """What stands somewhere: a Citation, or anything that says the same of itself."""

    @property
    def symbol(self) -> str: ...  # noqa: D102
    @property
    def version(self) -> str | None: ...  # noqa: D102
    @property
    def annex(self) -> str | None: ...  # noqa: D102
    @property
    def paragraph(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Place:
    """See Placed."""

    symbol: str
    version: str | None
    annex: str | None
    paragraph: str | None


def placed(passage: Passage, document: Document | DocumentEntry) -> Place:
    """Return where ``passage`` stands."""
    return Place(document.symbol, document.version, passage.annex, passage.paragraph)


def page_label(page: int, language: Language) -> Markup:
    """Return a page of a file as ``language`` names it: "p. 4"."""
    return escape(messages(language).labels["page"]).format(number=bdi(page))


def other_language(address: str, language: str, other: str) -> str:
    """Return the address of a passage in another language than the one it names."""
    path, mark, locator = address.partition("#")
    return f"{path.removesuffix(f'/{language}')}/{other}{mark}{locator}"


def place(at: Placed, language: Language, *, symbol: bool = True) -> Markup:
    """Return where ``at`` stands, in the words of ``language``, each number isolated.

    Without ``symbol``, only the place within the document; empty where it has no number.
    """
    labels = messages(language).labels
    parts: list[Markup] = []
    if symbol:
        parts.append(bdi(f"{at.symbol} {at.version}" if at.version else at.symbol))
    if at.annex is not None:
        label = labels["annex" if at.annex else "only_annex"]
        parts.append(escape(label).format(number=bdi(at.annex)))
    if at.paragraph:
        parts.append(escape(labels["paragraph"]).format(number=bdi(at.paragraph)))
    return escape(_COMMAS.get(language, ", ")).join(parts)
