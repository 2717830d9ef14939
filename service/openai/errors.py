"""Errors as clients of OpenAI expect them, on the routes that are theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Response
from pydantic import BaseModel, Field

from service.to_json import dumps

_PATHS = re.compile(r"/v1/(?:chat/completions|models(?:/[^/]*)?)/?$")
_CODES = {"not_held": "model_not_found"}  # all that can be named on these routes is a model
_BODY = "/body/"


class OpenAiError(BaseModel):
    """What went wrong, in one sentence and for programs."""

    message: str
    type: str = Field(description="`invalid_request_error` or `server_error`.")
    param: str | None = Field(description="The field of the request that is wrong.")
    code: str | None


class OpenAiErrors(BaseModel):
    """The envelope of an error."""

    error: OpenAiError


def belongs_to_openai(path: str) -> bool:
    """Say whether clients of OpenAI ask for this path."""
    return _PATHS.search(path) is not None


def error_payload(
    status: int, code: str, detail: str, faults: Sequence[tuple[str, str]] = ()
) -> dict[str, Any]:
    """Return an error; ``faults`` are JSON pointers into the request and what is wrong there."""
    param = None
    if faults:
        pointer, message = faults[0]
        param = pointer.removeprefix(_BODY).replace("/", ".")
        detail = f"{param}: {message}"
    error = OpenAiError(
        message=detail,
        type="invalid_request_error" if status < 500 else "server_error",
        param="model" if code == "not_held" else param,
        code=_CODES.get(code, code),
    )
    return OpenAiErrors(error=error).model_dump()


def error_response(
    status: int,
    code: str,
    detail: str,
    faults: Sequence[tuple[str, str]],
    headers: Mapping[str, str] | None,
) -> Response:
    """Return an error as a response; what is not valid is 400, as it is there."""
    body = dumps(error_payload(status, code, detail, faults))
    shown = 400 if status == 422 else status
    return Response(body, shown, dict(headers or {}), "application/json")


def responses() -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI description of these errors."""
    described = {"model": OpenAiErrors, "description": "An error in the shape of OpenAI"}
    return {"4XX": described, "5XX": described}
