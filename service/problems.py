"""Every error of the HTTP service as an RFC 9457 problem, and the one table of what maps to what.

No problem ever holds a stack trace, and none repeats what was sent: a question may be private.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from index.errors import DamagedGeneration, NoGeneration, RetrievalError, UnknownDocument
from service.errors import AnswerError, BadRequest, NotHeld, NotReady, Overloaded
from service.feedback.errors import FeedbackFull, FeedbackUnavailable, TooManyReports
from service.openai.errors import belongs_to_openai, error_response
from service.to_json import dumps

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


class Fault(BaseModel):
    """One thing that is wrong with what was sent."""

    pointer: str = Field(description="Where, as a JSON pointer into the body or the query.")
    message: str = Field(description="What is wrong.")


class Problem(BaseModel):
    """What went wrong, after RFC 9457."""

    type: str = Field(description="Stable name of this kind of problem.")
    title: str = Field(description="The same for all problems of this kind.")
    status: int = Field(description="The HTTP status.")
    code: str = Field(description="Last part of the type, for programs.")
    detail: str = Field(description="This occurrence, in a sentence.")
    request_id: str = Field(description="To be named when asking for help.")
    errors: list[Fault] = Field(default=[], description="Each fault of an invalid request.")


# Family of errors -> status and code. The first that fits wins.
TABLE: Sequence[tuple[type[Exception], int, str]] = (
    (BadRequest, 422, "invalid"),
    (NotHeld, 404, "not_held"),
    (TooManyReports, 429, "too_many_requests"),
    (Overloaded, 503, "overloaded"),
    (NotReady, 503, "not_ready"),
    (FeedbackFull, 507, "feedback_full"),
    (FeedbackUnavailable, 503, "feedback_unavailable"),
    (AnswerError, 500, "internal"),
    (UnknownDocument, 404, "not_held"),
    (NoGeneration, 503, "not_ready"),
    (DamagedGeneration, 503, "not_ready"),
    (RetrievalError, 503, "not_ready"),
)
_CODES = {
    400: "malformed",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
    500: "internal",
    503: "unavailable",
}
_TITLES = {
    "invalid": "What was sent is not valid",
    "malformed": "What was sent cannot be read",
    "not_held": "That is not among the documents held here",
    "not_ready": "There is no index to answer from",
    "overloaded": "Too many requests are waiting",
    "too_many_requests": "More was sent in a short time than is taken",
    "feedback_full": "No more feedback can be kept",
    "feedback_unavailable": "Feedback cannot be kept at the moment",
    "degraded": "An older generation of the index is in use",
    "internal": "Something went wrong here",
}


def problem_payload(
    request: Request, status: int, code: str, detail: str, errors: Sequence[Fault] = ()
) -> dict[str, Any]:
    """Return a problem as an object."""
    problem = Problem(
        type=f"urn:wipo-rag:problem:{code}",
        title=_TITLES.get(code) or HTTPStatus(status).phrase,
        status=status,
        code=code,
        detail=detail,
        request_id=getattr(request.state, "request_id", ""),
        errors=list(errors),
    )
    return problem.model_dump(exclude_defaults=not errors)


def problem_response(
    request: Request,
    status: int,
    code: str,
    detail: str,
    errors: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem as a response, in the shape that the clients of its route know."""
    if belongs_to_openai(request.url.path):
        faults = [(fault.pointer, fault.message) for fault in errors]
        return error_response(status, code, detail, faults, headers)
    body = dumps(problem_payload(request, status, code, detail, errors))
    return Response(body, status, dict(headers or {}), MEDIA_TYPE)


def describe(error: Exception) -> tuple[int, str, str]:
    """Return status, code and detail of one of our errors; 500 for any other."""
    for family, status, code in TABLE:
        if isinstance(error, family) and code != "internal":
            return status, code, str(error)
    return 500, "internal", "The request could not be answered; the cause is in the log."


def add_handlers(app: FastAPI) -> None:
    """Make every error of ``app`` a problem."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(AnswerError, _ours)
    app.add_exception_handler(RetrievalError, _ours)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI description of problems with these statuses."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": content}
        for status in statuses
    }


async def _invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise TypeError(type(error).__name__)
    found = error.errors()
    if any(each["type"] == "json_invalid" for each in found):
        return problem_response(request, 400, "malformed", "The body is not valid JSON.")
    faults = [Fault(pointer=_pointer(each["loc"]), message=each["msg"]) for each in found]
    return problem_response(request, 422, "invalid", "The request is not valid.", faults)


def _pointer(location: Sequence[str | int]) -> str:
    steps = (str(step).replace("~", "~0").replace("/", "~1")[:100] for step in location)
    return "".join(f"/{step}" for step in steps)


async def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise TypeError(type(error).__name__)
    code = _CODES.get(error.status_code, "http_error")
    detail = HTTPStatus(error.status_code).description or str(error.detail)
    return problem_response(request, error.status_code, code, detail, headers=error.headers or {})


async def _ours(request: Request, error: Exception) -> Response:
    status, code, detail = describe(error)
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, Overloaded) else {}
    if status == 503 and not headers:
        headers = {"Retry-After": "5"}
    return problem_response(request, status, code, detail, headers=headers)


def too_large(request: Request) -> Response:
    """Return the problem for a body over the limit."""
    return problem_response(request, 413, "too_large", "The body is larger than allowed.")


def unexpected(request: Request) -> Response:
    """Return the problem for an error that nobody foresaw."""
    detail = "The request could not be answered; the cause is in the log."
    return problem_response(request, 500, "internal", detail)
