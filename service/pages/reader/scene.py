"""What every page of the reader is made with: the request, the document, addresses, citations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from babel.dates import format_date, format_skeleton
from fastapi import Request
from markupsafe import Markup

from index.catalogue import Catalogue
from ingest.types import Document, Language
from service.pages.reader.citing import citation, place_of
from service.pages.reader.finding import Found
from service.pages.reader.pieces import web_address
from service.pages.reader.shelf import Shelf
from service.pages.reader.types import Reading
from service.pages.rendering import View
from service.pages.strings import Texts, texts

PART = "reader"
"""The folder of the reader's texts."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One request to the reader, for a document that is held in ``language``."""

    request: Request
    view: View
    catalogue: Catalogue
    shelf: Shelf
    found: Found
    language: Language

    @property
    def texts(self) -> Texts:
        """The texts of the reader, in the language of the page."""
        return texts(self.view.language, PART)

    @property
    def reading(self) -> Reading:
        """The document."""
        return self.shelf.reading(self.found.key, self.language)

    def asked(self, name: str) -> str:
        """Return a value of the query, "" if it is not given."""
        return self.request.query_params.get(name, "").strip()

    def href(self, key: str, language: Language | None, locator: str = "", **query: str) -> str:
        """Return the address of a document, in the language that the page was asked for in."""
        if lang := self.request.query_params.get("lang"):
            query["lang"] = lang
        path = f"/documents/{quote(key)}" + (f"/{language}" if language else "")
        asked = f"?{urlencode(query)}" if query else ""
        return f"{path}{asked}" + (f"#{quote(locator, safe='/')}" if locator else "")

    def cite(self, locator: str, *, of: Reading | None = None, isolate: bool = True) -> Markup:
        """Return the citation of a place in the language of the page."""
        reading = of or self.reading
        place = place_of(locator, reading.places.get(locator, ""))
        return citation(reading.document, place, self.texts, isolate=isolate)


def official(document: Document, page: int | None = None) -> str:
    """Return the address of the official file, at ``page`` where its format has pages; "" if none.

    Only an address with http or https is one: others could run a script.
    """
    address = web_address(document.url)
    paged = page is not None and document.format == "pdf" and "#" not in address
    return f"{address}#page={page}" if address and paged else address


def long_date(iso: str | None, language: Language) -> str:
    """Return an ISO date, which may lack day or month, as ``language`` writes it."""
    told = iso or ""
    try:
        if told.count("-") == 2:
            return str(format_date(date.fromisoformat(told), "long", locale=language))
        if told.count("-") == 1:
            first = date.fromisoformat(f"{told}-01")
            return str(format_skeleton("yMMMM", first, locale=language))
    except ValueError:
        pass  # not a date: shown as it is
    return told
