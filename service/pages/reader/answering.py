"""Which page an address below ``/documents/`` leads to."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request, Response
from markupsafe import Markup

from index.catalogue import Catalogue
from ingest.types import LANGUAGES, Language
from service.pages.bidi import bdi
from service.pages.reader.compare_page import compare_page
from service.pages.reader.document_page import cited_by, document_page
from service.pages.reader.finding import Asked, Found, asked_by, find, nearest, versions_of
from service.pages.reader.missing_page import missing_page
from service.pages.reader.parallel_page import parallel_page
from service.pages.reader.scene import PART, Scene
from service.pages.reader.shelf import shelf_of
from service.pages.rendering import View, view_of
from service.pages.strings import page_language, texts

_LONGEST_NAME = 120  # characters of a symbol that are repeated


def answer(request: Request, path: str, catalogue: Catalogue) -> Response:
    """Return the page, or a redirection to the address that it has."""
    asked = asked_by(path, catalogue.documents)
    found = find(asked.symbol, catalogue.documents)
    view = view_of(request, asked.language)
    if found is None:
        return _no_document(request, view, asked, catalogue)
    language = asked.language or (None if asked.tag else _best(request, found))
    if language is None or language not in found.entries:
        return _no_language(_scene(request, view, catalogue, found, None))
    scene = _scene(request, view, catalogue, found, language)
    if asked.symbol != found.key or asked.language is None:
        query = dict(request.query_params.multi_items())
        query.pop("lang", None)
        headers = {"location": scene.href(found.key, language, **query), "vary": "accept-language"}
        return Response(status_code=302, headers=headers)
    return _page(scene)


def _page(scene: Scene) -> Response:
    if name := scene.asked("compare"):
        return _compared(scene, name)
    if locator := scene.asked("parallel"):
        held = locator in scene.reading.places
        return parallel_page(scene, locator) if held else _no_place(scene)
    cited = cited_by(scene)
    return _no_place(scene) if cited is None else document_page(scene, cited)


def _compared(scene: Scene, name: str) -> Response:
    documents = scene.catalogue.documents
    others = versions_of(scene.found, scene.language, documents).others
    wanted = {entry.key for entry in others if entry.language == scene.language}
    other = next((find(key, documents) for key in sorted(wanted) if key == name), None)
    return _no_version(scene, name) if other is None else compare_page(scene, other)


def _scene(
    request: Request, view: View, catalogue: Catalogue, found: Found, language: Language | None
) -> Scene:
    shown = language or min(found.entries)
    return Scene(request, view, catalogue, shelf_of(catalogue), found, shown)


def _best(request: Request, found: Found) -> Language:
    """Return the language that the reader likes best among those that are held.

    Each is taken out of the list until one of them is held; English is next, then any.
    """
    accepted = request.headers.get("accept-language", "")
    wanted = page_language(request.query_params.get("lang"), accepted)
    if wanted in found.entries:
        return wanted
    kept = accepted[:500].split(",")
    for _ in LANGUAGES:
        kept = [tag for tag in kept if not tag.strip().lower().startswith(wanted)]
        wanted = page_language(None, ",".join(kept))
        if wanted in found.entries:
            return wanted
    return "en" if "en" in found.entries else min(found.entries)


# --- what is not held -------------------------------------------------------------------------


def _no_document(request: Request, view: View, asked: Asked, catalogue: Catalogue) -> Response:
    t = texts(view.language, PART)
    name = asked.symbol[:_LONGEST_NAME]
    near = nearest(name, catalogue.documents)
    links = [(key, f"/documents/{quote(key)}") for key in near]
    heading = t("missing.document", symbol=bdi(name))
    return missing_page(request, view, heading=heading, links=links, query=name)


def _no_language(scene: Scene) -> Response:
    key = scene.found.key
    held = [(x, scene.href(key, x)) for x in LANGUAGES if x in scene.found.entries]
    heading = scene.texts("missing.language", symbol=bdi(key))
    return missing_page(scene.request, scene.view, heading=heading, languages=held)


def _no_place(scene: Scene) -> Response:
    key, t = scene.found.key, scene.texts
    heading = t("missing.place", symbol=bdi(key))
    numbers = [n for n in scene.reading.places.values() if n.isdigit()]
    detail: Markup | str = ""
    if numbers:
        first, last = min(numbers, key=int), max(numbers, key=int)
        detail = t("missing.range", first=bdi(first), last=bdi(last))
    whole = scene.href(key, scene.language)
    return missing_page(scene.request, scene.view, heading=heading, detail=detail, whole=whole)


def _no_version(scene: Scene, name: str) -> Response:
    t, language = scene.texts, scene.language
    others = versions_of(scene.found, language, scene.catalogue.documents).others
    links = [
        (entry.key, scene.href(scene.found.key, language, compare=entry.key))
        for entry in others
        if entry.language == language
    ]
    heading = t("missing.version", symbol=bdi(name[:_LONGEST_NAME]))
    whole = scene.href(scene.found.key, language)
    return missing_page(scene.request, scene.view, heading=heading, links=links, whole=whole)
