"""The page of one document, with the cited paragraph and the quote marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fastapi import Response

from ingest.types import Language, Span, Status
from service.pages.reader.finding import Versions, versions_of
from service.pages.reader.marking import find_quote
from service.pages.reader.scene import PART, Scene, long_date, official
from service.pages.reader.types import Reading
from service.pages.reader.writing import Writer, plain
from service.pages.rendering import respond

_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Cited:
    """What the address cites: a place, a quote in it, or both."""

    locator: str = ""
    marks: tuple[Span, ...] = ()
    is_missing: bool = False  # the quote is not there


def document_page(scene: Scene, cited: Cited) -> Response:
    """Return the page of the document."""
    reading, found, t = scene.reading, scene.found, scene.texts
    versions = versions_of(found, scene.language, scene.catalogue.documents)
    return respond(
        scene.request,
        scene.view,
        "reader.html",
        part=PART,
        scene=scene,
        reading=reading,
        document=reading.document,
        entry=found.entries[scene.language],
        versions=versions,
        compared=_compared(versions, scene.language),
        cited=cited,
        words=Writer(cited.marks, lambda number: t("reader.note", number=number)),
        plain=plain,
        official=official,
        dated=long_date(reading.document.date, scene.view.language),
        shows=lambda status: status not in (Status.OTHER, reading.usual, reading.document.kind),
    )


def cited_by(scene: Scene) -> Cited | None:
    """Return what the query cites; None if it names a place that is not there."""
    reading, locator, quote = scene.reading, scene.asked("p"), scene.asked("quote")
    if _NUMBER.fullmatch(locator):
        locator = f"p{locator}"
    if locator and locator not in reading.places:
        return None
    marks = _marks(reading, quote, locator)
    if marks and not locator:
        locator = _holder(reading, marks[0])
    return Cited(locator, marks, bool(quote) and not marks)


def _marks(reading: Reading, quote: str, locator: str) -> tuple[Span, ...]:
    """Return where the quote stands: in the place cited, else wherever it stands first."""
    text = reading.document.text
    within = reading.spans.get(locator, ())
    return (find_quote(text, quote, within) if within else ()) or find_quote(text, quote)


def _holder(reading: Reading, mark: Span) -> str:
    holders = (
        locator
        for locator, spans in reading.spans.items()
        if any(span.start <= mark.start < span.end for span in spans)
    )
    return next(holders, "")


def _compared(versions: Versions, language: Language) -> list[str]:
    """Return the keys of the versions that are held in the same language, to compare with."""
    return [entry.key for entry in versions.others if entry.language == language]
