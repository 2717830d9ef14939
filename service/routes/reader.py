"""``GET /documents/{symbol}/{language}``: the reader."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from service.dependencies import DeskDep
from service.pages.reader.answering import answer

router = APIRouter(include_in_schema=False)


@router.get("/documents/{path:path}")
async def read(path: str, request: Request, desk: DeskDep) -> Response:
    """Return a document, a paragraph in each language, or what changed between two versions.

    Without a language, the one that the browser likes best; without a version, the one in force.
    """

    def job() -> Response:
        return answer(request, path, desk.current.get().catalogue)

    return await desk.pool.admit(job)
