"""The HTTP service. ``create_app`` opens nothing: the index is opened when the app starts."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI, Request
from starlette.datastructures import MutableHeaders
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from config.settings import Settings
from service import problems
from service.dependencies import Desk
from service.errors import MissingExtra, NotReady
from service.limits.guard import Guard
from service.mcp_command import installed
from service.metrics import Metrics
from service.pool import Pool
from service.routes import (
    ask,
    documents,
    feedback,
    openai,
    operations,
    pages,
    passages,
    reader,
    records,
    search,
    summaries,
    widget,
)
from service.serving import Current

logger = logging.getLogger(__name__)

_HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


def create_app(settings: Settings) -> FastAPI:
    """Return the service for ``settings``; nothing is opened before it starts.

    Raises:
        MissingExtra: if ``service.mcp`` is true and its extra is not installed.
    """
    desk = Desk(
        settings=settings,
        current=Current(settings),
        pool=Pool(settings.service.workers, settings.service.queue),
        metrics=Metrics(),
    )
    app = FastAPI(
        title="wipo-rag",
        summary="Cited answers from meeting documents, in six languages.",
        version=_version(),
        docs_url=None,  # these pages load scripts from elsewhere
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.desk = desk
    app.state.mcp = None
    problems.add_handlers(app)
    routes = (ask, search, documents, passages, records, summaries, openai, feedback)
    for route in (*routes, operations, pages, reader, widget):
        app.include_router(route.router)
    if _offers_mcp(settings):
        _add_mcp(app, desk)
    # Not FastAPI's own parameter: that one stands outside of all middleware, and answers in plain
    # text where only problems may leave.
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=settings.service.max_body_bytes)
    app.add_middleware(Guard, settings=settings.limits)
    app.add_middleware(Envelope, metrics=desk.metrics)
    _document_problems(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    desk: Desk = app.state.desk
    with suppress(NotReady):  # a service without an index says so and waits for one
        await desk.pool.run(desk.current.get)
    async with AsyncExitStack() as stack:
        if app.state.mcp is not None:
            await stack.enter_async_context(app.state.mcp.running())
        yield
    await asyncio.to_thread(desk.pool.close)


def _offers_mcp(settings: Settings) -> bool:
    wanted = settings.service.mcp
    if wanted and not installed():
        raise MissingExtra("service.mcp is true, but the [mcp] extra is not installed")
    return installed() if wanted is None else wanted


def _add_mcp(app: FastAPI, desk: Desk) -> None:
    from service.mcp.http import McpEndpoint  # takes half a second, and is an extra

    app.state.mcp = McpEndpoint(desk)
    # No streams are kept open for the server's own messages: it has none, so only POST is taken.
    app.router.routes.append(Route(McpEndpoint.path, app.state.mcp, methods=["POST"]))


def _version() -> str:
    try:
        return version("wipo-rag")
    except PackageNotFoundError:
        return "0"


def _document_problems(app: FastAPI) -> None:
    """Put the schema of problems into the OpenAPI document, once."""
    built = app.openapi

    def openapi() -> dict[str, object]:
        document = built()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        if "Problem" not in schemas:
            schema = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas |= schema.pop("$defs", {})
            schemas["Problem"] = schema
        return document

    app.openapi = openapi  # type: ignore[method-assign]


class Envelope:
    """Gives each request an id, each response our headers, and the metrics their counts.

    What the layers inside let through unshaped (a body over the limit, an error that nobody
    foresaw) leaves as a problem.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        request_id = uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        reply = _Reply(scope, send, request_id)
        try:
            await self._app(scope, receive, reply.send)
            if reply.replaced:
                await problems.too_large(Request(scope))(scope, receive, reply.send)
        except Exception:
            # Here and not in Starlette's handler, which would send it without our headers.
            logger.exception("request %s failed", request_id)
            if reply.status is not None:
                raise
            await problems.unexpected(Request(scope))(scope, receive, reply.send)
        finally:
            route = getattr(scope.get("route"), "path", "unmatched")
            seconds = time.perf_counter() - started
            status = reply.status or 500
            self._metrics.count_request(scope["method"], route, status, seconds)
            logger.info("%s %s %d %.1f ms", scope["method"], route, status, seconds * 1000)


class _Reply:
    """What leaves for one request. A plain 413 is held back, to be replaced."""

    def __init__(self, scope: Scope, send: Send, request_id: str) -> None:
        self._scope = scope
        self._send = send
        self._request_id = request_id
        self.status: int | None = None
        self.replaced = False

    async def send(self, message: Message) -> None:
        """Send ``message`` with our headers."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            plain = headers.get("content-type", "").startswith("text/plain")
            self.replaced = message["status"] == 413 and plain
            if not self.replaced:
                self.status = message["status"]
                headers["x-request-id"] = self._request_id
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
        if not self.replaced:
            await self._send(message)
