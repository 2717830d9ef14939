"""``POST /v1/ask``: a question in, an answer with citations out, at once or as it comes."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.sse import format_sse_event

from service import problems
from service.answering import retrieved
from service.dependencies import Desk, DeskDep, json_response
from service.redaction.dependency import WithheldDep
from service.redaction.patterns import Withheld
from service.redaction.public import public_answer, public_retrieved
from service.schemas import AskBody
from service.streams import EventStream
from service.to_json import answer_payload, dumps
from service.types import Answer, AskRequest

logger = logging.getLogger(__name__)

router = APIRouter(prefix="/v1", tags=["answers"])

_STREAM = "text/event-stream"
_STREAMED = {
    "content": {
        _STREAM: {
            "schema": {
                "type": "string",
                "description": "Events `retrieved` (the passages found), `statement` (one each,"
                " with its citations), `done` (the whole answer) or `error` (a problem).",
            }
        }
    }
}


@router.post(
    "/ask",
    summary="Ask a question",
    response_model=Answer,
    responses={200: _STREAMED, **problems.responses(400, 403, 413, 422, 429, 503)},
)
async def ask(request: Request, body: AskBody, desk: DeskDep, withheld: WithheldDep) -> Response:
    """Answer from the documents, word for word and with citations, or say why there is no answer.

    With `Accept: text/event-stream` the answer comes as server-sent events.
    """
    asked = body.to_request()
    if _STREAM in request.headers.get("accept", ""):
        # Admitted before the stream begins, so that a full house is a plain 503.
        place = ExitStack()
        place.enter_context(desk.pool.admission())
        events = _events(request, asked, desk, withheld)
        return EventStream(events, place)

    def job() -> Answer:
        return public_answer(desk.current.get().answerer.ask(asked), withheld)

    answer = await desk.pool.admit(job)
    desk.count(answer)
    return json_response(answer_payload(answer))


async def _events(
    request: Request, asked: AskRequest, desk: Desk, withheld: Withheld
) -> AsyncIterator[bytes]:
    started = time.perf_counter()
    try:
        serving, found = await desk.pool.run(lambda: desk.retrieve(asked))
        near = await desk.pool.run(lambda: public_retrieved(retrieved(found), withheld))
        yield _event("retrieved", near)
        told = await desk.pool.run(lambda: serving.answerer.answer(found, started))
        answer = await desk.pool.run(lambda: public_answer(told, withheld))
        desk.count(answer)
        for statement in answer.statements:
            sources = [c for c in answer.citations if c.n in statement.citations]
            yield _event("statement", {"statement": statement, "citations": sources})
        yield _event("done", answer_payload(answer))
    except Exception as error:  # once a stream has begun, only an event can tell
        status, code, detail = problems.describe(error)
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            logger.exception("a stream failed")
        yield _event("error", problems.problem_payload(request, status, code, detail))


def _event(name: str, payload: object) -> bytes:
    return format_sse_event(event=name, data_str=dumps(payload).decode())
