"""The page for what is not held: it says what is, and how to get there."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import Request, Response
from markupsafe import Markup

from ingest.types import Language
from service.pages.reader.scene import PART
from service.pages.rendering import View, respond


def missing_page(
    request: Request,
    view: View,
    *,
    heading: Markup,
    detail: Markup | str = "",
    languages: Sequence[tuple[Language, str]] = (),
    links: Sequence[tuple[str, str]] = (),
    whole: str = "",
    query: str = "",
) -> Response:
    """Return the page, with status 404.

    ``languages`` are those that the document is held in, with addresses, ``links`` symbols with
    addresses, ``whole`` the address of the document whose place is not there, ``query`` what may
    be searched for.
    """
    return respond(
        request,
        view,
        "reader_missing.html",
        part=PART,
        status=404,
        heading=heading,
        detail=detail,
        languages=languages,
        links=links,
        whole=whole,
        query=query,
    )
