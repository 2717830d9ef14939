"""``POST /v1/chat/completions`` and ``GET /v1/models``: for the clients of OpenAI."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import ExitStack
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.sse import format_sse_event

from index.errors import RetrievalError
from service import problems
from service.answering import Found
from service.dependencies import Desk, DeskDep, json_response
from service.errors import AnswerError, NotHeld
from service.openai.completions import Completion
from service.openai.errors import error_payload, responses
from service.openai.schemas import MODEL, ChatBody
from service.serving import Serving
from service.streams import EventStream
from service.to_json import dumps

router = APIRouter(prefix="/v1", tags=["openai"])

_COMPLETION = {
    "description": "The answer, with an annotation for each marker",
    "content": {
        "application/json": {},
        "text/event-stream": {"schema": {"type": "string", "description": "Chunks, `[DONE]`."}},
    },
}
_MODELS = {"description": "What can be asked", "content": {"application/json": {}}}


@router.post(
    "/chat/completions",
    summary="Ask a question as a chat",
    response_model=None,
    responses={200: _COMPLETION, **responses()},
)
async def complete(request: Request, body: ChatBody, desk: DeskDep) -> Response:
    """Answer the last message of the user; earlier ones and answers to them are its history.

    Messages of the system are not read. Options that steer a language model are ignored.
    """
    _known(body.model)
    asked = body.to_request()
    completion = Completion(body, str(request.base_url).rstrip("/"))
    if not body.stream:
        answer = await desk.pool.admit(lambda: desk.current.get().answerer.ask(asked))
        desk.count(answer)
        return json_response(completion.whole(answer))
    started = time.perf_counter()
    with ExitStack() as stack:
        # A full house, or a question that cannot be asked, is told before the stream begins.
        stack.enter_context(desk.pool.admission())
        serving, found = await desk.pool.run(lambda: desk.retrieve(asked))
        place = stack.pop_all()
    events = _events(completion, desk, serving, found, started)
    return EventStream(events, place)


@router.get("/models", summary="List models", response_model=None, responses={200: _MODELS})
async def list_models(desk: DeskDep) -> Response:
    """List the one model that there is."""
    return json_response({"object": "list", "data": [_model(desk)]})


@router.get(
    "/models/{model}",
    summary="One model",
    response_model=None,
    responses={200: _MODELS, **responses()},
)
async def one_model(model: str, desk: DeskDep) -> Response:
    """Return the model, if it is that one."""
    _known(model)
    return json_response(_model(desk))


def _known(model: str) -> None:
    if model != MODEL:
        raise NotHeld(f"there is no such model here; the only one is {MODEL!r}")


def _model(desk: Desk) -> dict[str, Any]:
    serving = desk.current.serving
    made = serving.generation.manifest.created if serving else "1970-01-01T00:00:00Z"
    created = int(datetime.fromisoformat(made).timestamp())
    return {"id": MODEL, "object": "model", "created": created, "owned_by": MODEL}


async def _events(
    completion: Completion, desk: Desk, serving: Serving, found: Found, started: float
) -> AsyncIterator[bytes]:
    """Yield what is told once it is checked: nothing that may have to be taken back."""
    yield _event(completion.begin())
    try:
        answer = await desk.pool.run(lambda: serving.answerer.answer(found, started))
    except (AnswerError, RetrievalError) as error:
        yield _event(error_payload(*problems.describe(error)))
        return
    desk.count(answer)
    for chunk in completion.chunks(answer):
        yield _event(chunk)
    yield format_sse_event(data_str="[DONE]")


def _event(payload: object) -> bytes:
    return format_sse_event(data_str=dumps(payload).decode())
