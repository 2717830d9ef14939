"""``POST /v1/summaries``: what was decided, invited and requested, every sentence cited."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request, Response

from service import problems
from service.dependencies import Desk, DeskDep
from service.export_docx import MEDIA_TYPE as DOCX
from service.export_docx import to_docx
from service.summaries.accepting import preferred
from service.summaries.asking import make_summary, summary_payload
from service.summaries.markdown import MEDIA_TYPE as MARKDOWN
from service.summaries.markdown import to_markdown
from service.summaries.material import Shelf
from service.summaries.schemas import SummaryBody
from service.summaries.types import Summary, SummaryRequest
from service.to_json import dumps

router = APIRouter(prefix="/v1", tags=["summaries"])

_JSON = "application/json"
_ENDINGS = {MARKDOWN: "md", DOCX: "docx"}
_FORMS: dict[str, Any] = {
    MARKDOWN: {"schema": {"type": "string"}},
    DOCX: {"schema": {"type": "string", "format": "binary"}},
}


@router.post(
    "/summaries",
    summary="Summarise a document, meeting, topic or agenda item",
    response_model=Summary,
    responses={
        200: {"description": "The summary, by `Accept`", "content": _FORMS},
        **problems.responses(400, 404, 406, 413, 422, 503),
    },
)
async def summaries(request: Request, body: SummaryBody, desk: DeskDep) -> Response:
    """Return a summary in which every sentence is cited.

    As JSON, as Markdown with footnotes, or as a Word file with footnotes, by `Accept`.
    """
    form = preferred(request.headers.get("accept", ""), (_JSON, MARKDOWN, DOCX))
    if form is None:
        raise HTTPException(406)
    return await desk.pool.admit(partial(_made, body.to_request(), form, desk))


def _made(asked: SummaryRequest, form: str, desk: Desk) -> Response:
    summary = make_summary(asked, Shelf.of(desk.current.get()))
    settings = desk.settings.service
    if form == _JSON:
        return Response(dumps(summary_payload(summary)), media_type=_JSON)
    if form == MARKDOWN:
        content = to_markdown(summary, settings.public_url).encode()
        form = f"{MARKDOWN}; charset=utf-8"
    else:
        content = to_docx(summary, template=settings.docx_template, base_url=settings.public_url)
    headers = {"content-disposition": _attached(asked, summary, form.partition(";")[0])}
    return Response(content, media_type=form, headers=headers)


def _attached(asked: SummaryRequest, summary: Summary, form: str) -> str:
    named = " ".join(filter(None, (summary.subject, asked.agenda_item)))
    name = "".join(c if c.isalnum() else "-" for c in named).strip("-")[:80] or "summary"
    file = f"{name}-{summary.language}.{_ENDINGS[form]}"
    return f"attachment; filename*=UTF-8''{quote(file)}"
