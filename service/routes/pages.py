"""``GET /``, ``/records/…``, ``/status``: pages for people; ``/static/…``: what they need."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from service.dependencies import DeskDep
from service.errors import NotHeld
from service.pages.assets import find
from service.pages.record import KINDS, record_page
from service.pages.rendering import respond, view_of
from service.pages.search.asked import read_asked
from service.pages.search.page import search_page
from service.pages.status import status_page
from service.pages.trouble import ERRORS, trouble

router = APIRouter(include_in_schema=False)


@router.get("/")
async def search(request: Request, desk: DeskDep) -> Response:
    """Return the search page: the answer to ``q``, narrowed down by the other values."""
    view, asked = view_of(request), read_asked(request.query_params)
    try:
        page = await desk.pool.admit(
            lambda: search_page(desk.current.get(), asked, view.language, desk.settings)
        )
    except ERRORS as error:
        return trouble(request, view, error)
    if page.reply:
        desk.count(page.reply.answer)
    longest = desk.settings.service.max_question_chars
    return respond(request, view, "search.html", part="records", page=page, longest=longest)


@router.get("/records/{kinds}/{name:path}")
async def record(kinds: str, name: str, request: Request, desk: DeskDep) -> Response:
    """Return the page of one recommendation, project or outcome."""
    view = view_of(request)
    try:
        if kinds not in KINDS or len(name) > 300:
            raise NotHeld("no such record is held")
        page = await desk.pool.admit(
            lambda: record_page(desk.current.get(), KINDS[kinds], name, view.language)
        )
    except ERRORS as error:
        return trouble(request, view, error)
    return respond(request, view, "record.html", part="records", page=page)


@router.get("/status")
async def status(request: Request, desk: DeskDep) -> Response:
    """Return the status page; ``?versions=1`` compares language versions however many."""
    view, compare = view_of(request), request.query_params.get("versions") == "1"
    try:
        page = await desk.pool.admit(lambda: status_page(desk.current.get(), compare=compare))
    except ERRORS as error:
        return trouble(request, view, error)
    return respond(request, view, "status.html", page=page)


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
