"""What went wrong, as a page for people. Programs get problems: ``service.problems``."""

from __future__ import annotations

from fastapi import Request, Response

from index.errors import RetrievalError
from service import problems
from service.errors import AnswerError, Overloaded
from service.pages.rendering import View, respond
from service.pages.strings import texts

ERRORS = (AnswerError, RetrievalError)
"""What a page may fail with, for ``except``."""

_HEADINGS = {"not_held": "not_held", "not_ready": "not_ready", "not_found": "not_found"}


def trouble(request: Request, view: View, error: Exception) -> Response:
    """Return the page that tells of ``error``, with its status and when to try again."""
    status, code, _ = problems.describe(error)
    t = texts(view.language)
    headers = {"retry-after": "5"} if status == 503 else {}
    detail = None
    if isinstance(error, Overloaded):
        headers = {"retry-after": str(error.retry_after)}
        detail = t("problem.overloaded")
    return respond(
        request,
        view,
        "problem.html",
        status=status,
        headers=headers,
        heading=t(f"problem.{_HEADINGS.get(code, 'title')}"),
        detail=detail,
        number=status,
        request_id=getattr(request.state, "request_id", ""),
    )
