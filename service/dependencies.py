"""What routes are given: the desk of the app they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from config.settings import Settings
from service.metrics import Metrics
from service.pool import Pool
from service.serving import Current
from service.to_json import dumps


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a request may need; one per app."""

    settings: Settings
    current: Current
    pool: Pool
    metrics: Metrics


def _desk(request: Request) -> Desk:
    desk = request.app.state.desk
    if not isinstance(desk, Desk):
        raise TypeError("the app was not made by create_app")
    return desk


DeskDep = Annotated[Desk, Depends(_desk)]


def json_response(payload: object) -> Response:
    """Return ``payload`` as a JSON response, without FastAPI's slow walk through it."""
    return Response(dumps(payload), media_type="application/json")
