"""``GET /`` and ``/status``: pages for people; ``/static/…``: what they are made of."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from service.pages.assets import find
from service.pages.rendering import respond, view_of

router = APIRouter(include_in_schema=False)


@router.get("/")
async def search_page(request: Request) -> Response:
    """Return the search page."""
    return respond(request, view_of(request), "search.html")


@router.get("/static/{path:path}")
async def static_file(path: str, request: Request) -> Response:
    """Return a file of the pages, compressed where the browser takes it."""
    found = find(path)
    if found is None:
        raise HTTPException(404)
    asset, caching = found
    headers = {
        "etag": asset.etag,
        "cache-control": caching,
        "vary": "accept-encoding",
        "cross-origin-resource-policy": "same-origin",
    }
    if request.headers.get("if-none-match") == asset.etag:
        return Response(status_code=304, headers=headers)
    body = asset.body
    if asset.packed and "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["content-encoding"] = asset.packed, "gzip"
    return Response(body, headers=headers, media_type=asset.media_type)
