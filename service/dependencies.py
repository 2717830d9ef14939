"""What routes are given: the desk of the app they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from config.settings import Settings
from service.answering import Found
from service.metrics import Metrics
from service.pool import Pool
from service.serving import Current, Serving
from service.to_json import dumps
from service.types import Answer, AskRequest


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a request may need; one per app."""

    settings: Settings
    current: Current
    pool: Pool
    metrics: Metrics

    def retrieve(self, asked: AskRequest) -> tuple[Serving, Found]:
        """Find what a question asks for; return it with what must answer from it.

        Raises:
            AnswerError: if the question cannot be asked.
            RetrievalError: if nothing can be searched.
        """
        serving = self.current.get()
        return serving, serving.answerer.retrieve(asked)

    def count(self, answer: Answer) -> None:
        """Count an answer that was given."""
        self.metrics.count_answer(answer.reason.value if answer.reason else "answered")


def _desk(request: Request) -> Desk:
    desk = request.app.state.desk
    if not isinstance(desk, Desk):
        raise TypeError("the app was not made by create_app")
    return desk


DeskDep = Annotated[Desk, Depends(_desk)]


def json_response(payload: object) -> Response:
    """Return ``payload`` as a JSON response, without FastAPI's slow walk through it."""
    return Response(dumps(payload), media_type="application/json")
