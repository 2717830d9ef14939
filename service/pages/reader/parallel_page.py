"""The page of one paragraph in every language that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fastapi import Response
from markupsafe import Markup

from ingest.types import LANGUAGES, Language
from service.pages.bidi import bdi
from service.pages.reader.scene import PART, Scene
from service.pages.reader.types import Note, Paragraph, Reading, Table, TableRow
from service.pages.reader.writing import Writer
from service.pages.rendering import respond
from service.pages.strings import NAMES


@dataclass(frozen=True, slots=True)
class Version:
    """The place in one language: it is a paragraph, a row of a table or a note."""

    language: Language
    reading: Reading
    paragraphs: tuple[Paragraph, ...]
    row: tuple[Table, TableRow] | None
    note: Note | None


def parallel_page(scene: Scene, locator: str) -> Response:
    """Return the page for ``locator``, which the document has in the language of the scene."""
    others = [x for x in LANGUAGES if x in scene.found.entries and x != scene.language]
    versions = [_version(scene, x, locator) for x in (scene.language, *others)]
    held = [version for version in versions if version]
    before, after = _around(scene.reading, locator)
    return respond(
        scene.request,
        scene.view,
        "reader_parallel.html",
        part=PART,
        scene=scene,
        document=scene.reading.document,
        locator=locator,
        versions=held,
        missing=_names([x for x in LANGUAGES if x not in {each.language for each in held}]),
        before=before,
        after=after,
        words=Writer(),
    )


def _names(languages: Sequence[Language]) -> Markup:
    """Return the names of languages, each in itself."""
    return Markup(", ").join(bdi(NAMES[language], language) for language in languages)


def _version(scene: Scene, language: Language, locator: str) -> Version | None:
    reading = scene.shelf.reading(scene.found.key, language)
    if locator not in reading.places:
        return None
    paragraphs = reading.paragraph(locator)
    return Version(language, reading, paragraphs, reading.row(locator), reading.note(locator))


def _around(reading: Reading, locator: str) -> tuple[str, str]:
    """Return the places before and after ``locator``, "" where there is none."""
    places = ["", *reading.places, ""]
    triples = zip(places, pairwise(places[1:]), strict=False)
    return next(((before, after) for before, (at, after) in triples if at == locator), ("", ""))
