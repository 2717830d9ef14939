"""``/widget.js`` and its texts, ``/embed`` (a page that holds only the widget), its meetings."""

from __future__ import annotations

from html import escape
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from ingest.types import Language
from service import problems
from service.dependencies import DeskDep, json_response
from service.pages.assets import static
from service.pages.security import page_headers
from service.pages.strings import direction_of, page_language
from service.to_json import shallow
from service.widget.meetings import meeting
from service.widget.script import Asset, script, style, texts
from service.widget.texts import widget_texts

router = APIRouter(tags=["widget"])

_SOON = "public, max-age=600"
_FOREVER = "public, max-age=31536000, immutable"

Meeting = Annotated[
    str,
    Query(min_length=1, max_length=100, description="`CDIP/30`, a meeting's number, or a body."),
]


@router.get("/widget.js", include_in_schema=False)
async def widget_script(request: Request) -> Response:
    """Return the script of the widget."""
    return _sent(request, script(), _SOON)


@router.get("/widget/embed.css", include_in_schema=False)
async def widget_style(request: Request) -> Response:
    """Return the style sheet of ``/embed``; the widget itself needs none."""
    return _sent(request, style(), _SOON)


@router.get("/widget/{language}.json", include_in_schema=False)
async def widget_language(request: Request, language: Language) -> Response:
    """Return the texts of the widget; those that are asked for with a release never change."""
    return _sent(request, texts(language), _FOREVER if "v" in request.query_params else _SOON)


@router.get(
    "/v1/meeting",
    summary="The documents of a meeting",
    response_model=None,
    responses={
        200: {"description": "Filters that keep them", "content": {"application/json": {}}},
        **problems.responses(422, 503),
    },
)
async def one_meeting(name: Meeting, desk: DeskDep) -> Response:
    """Return the filters that keep the documents of a meeting, and how many there are.

    `found` is `meeting`, `body` where no document tells its session, or `none`.
    """
    found = await desk.pool.admit(lambda: meeting(desk.current.get().catalogue.documents, name))
    return json_response(shallow(found))


_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="{scheme}">
<title>{title}</title>
<link rel="icon" href="{icon}" type="image/svg+xml">
<link rel="stylesheet" href="widget/embed.css">
<script type="module" src="widget.js"></script>
</head>
<body>
<main>
<wipo-chat{attributes}><p><a href="{search}">{fallback}</a></p></wipo-chat>
</main>
</body>
</html>
"""
_SCHEMES = {"light": "light", "dark": "dark", "auto": "light dark"}


@router.get("/embed", include_in_schema=False)
async def embed(
    request: Request,
    desk: DeskDep,
    meeting: Annotated[str | None, Query(min_length=1, max_length=100)] = None,
    lang: Annotated[str | None, Query(max_length=20)] = None,
    theme: Literal["light", "dark", "auto"] = "auto",
    beyond: Literal["yes", "no"] = "yes",
) -> Response:
    """Return a page with nothing but the widget, for the frames of sites on the allow-list."""
    language = page_language(lang, request.headers.get("accept-language"))
    words = widget_texts(language)
    given = {"lang": language, "meeting": meeting, "theme": theme, "beyond": beyond}
    given |= {"level": "1", "fill": ""}
    page = _PAGE.format(
        language=language,
        direction=direction_of(language),
        scheme=_SCHEMES[theme],
        icon=static("icon.svg").lstrip("/"),
        title=escape(words["title"]),
        fallback=escape(words["all_documents"]),
        search=escape("./?" + urlencode({"lang": language})),
        attributes="".join(
            f' {name}="{escape(value)}"' for name, value in given.items() if value is not None
        ),
    )
    headers = page_headers(["'self'", *desk.settings.limits.origins])
    return Response(page, 200, headers, "text/html; charset=utf-8")


def _sent(request: Request, asset: Asset, caching: str) -> Response:
    """Return a file, compressed where the browser takes it, or word that it has not changed."""
    headers = {"etag": asset.etag, "cache-control": caching}
    headers["vary"] = "accept-encoding, origin"
    if request.headers.get("if-none-match") == asset.etag:
        return Response(status_code=304, headers=headers)
    body = asset.body
    if "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["content-encoding"] = asset.packed, "gzip"
    return Response(body, headers=headers, media_type=asset.media_type)
