"""``GET /documents/{symbol}/{language}``: the reader."""

from __future__ import annotations

import hashlib

from fastapi import APIRouter, Request, Response

from service.dependencies import DeskDep
from service.pages.reader.answering import answer
from service.pages.reader.finding import asked_by
from service.pages.rendering import view_of
from service.pages.trouble import ERRORS, trouble

router = APIRouter(include_in_schema=False)

_OF_BODY = ("content-length", "content-encoding", "content-type")


@router.get("/documents/{path:path}")
async def read(path: str, request: Request, desk: DeskDep) -> Response:
    """Return a document, a paragraph in each language, or what changed between two versions.

    Without a language, the one that the browser likes best; without a version, the one in force.
    """

    def job() -> Response:
        return answer(request, path, desk.current.get().catalogue)

    try:
        return _unless_known(request, await desk.pool.admit(job))
    except ERRORS as error:
        return trouble(request, view_of(request, asked_by(path, ()).language), error)


def _unless_known(request: Request, response: Response) -> Response:
    """Return ``response`` with a tag; without its body, if the browser has the same page.

    Readers turn back to a document often, and a meeting room shares one weak network.
    """
    if response.status_code != 200:
        return response
    tag = f'W/"{hashlib.sha256(response.body).hexdigest()[:32]}"'
    response.headers["etag"] = tag
    if tag not in request.headers.get("if-none-match", ""):
        return response
    kept = {name: value for name, value in response.headers.items() if name not in _OF_BODY}
    return Response(status_code=304, headers=kept)
