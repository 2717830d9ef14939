"""Answers that are sent as they come: server-sent events, and the place in the pool they hold."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import ExitStack

from fastapi.sse import EventSourceResponse
from starlette.types import Receive, Scope, Send

_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}  # nginx would hold them back


class EventStream(EventSourceResponse):
    """Sends ``events`` and gives ``place`` back at the end, or as soon as the client has gone.

    Whatever then waits in the pool is never begun; a job that runs ends by itself, unheard.
    """

    def __init__(self, events: AsyncIterator[bytes], place: ExitStack) -> None:
        super().__init__(events, headers=_HEADERS)
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send all events to one client."""
        with self._place:
            await super().__call__(scope, receive, send)
