"""The protocol over streamable HTTP, as a part of the HTTP service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import Receive, Scope, Send

from config.settings import ServiceSettings
from service.dependencies import Desk
from service.mcp.server import build_server

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class McpEndpoint:
    """Takes the requests of one path. No session is kept: each request stands for itself."""

    path = "/mcp"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Take requests as long as this lasts."""
        settings = self._desk.settings.service
        self._manager = StreamableHTTPSessionManager(
            build_server(self._desk),
            json_response=True,
            stateless=True,
            security_settings=_security(settings),
            max_request_body_size=settings.max_body_bytes,
        )
        async with self._manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._manager is None:
            raise RuntimeError("the service has not been started")
        scope.setdefault("route", self)  # by whose path requests are counted
        await self._manager.handle_request(scope, receive, send)


def _security(settings: ServiceSettings) -> TransportSecuritySettings:
    """Return which names and pages requests may come by.

    A service for this machine only must not be reached by a web page that has its own name
    point here (DNS rebinding). One that listens to others does not know its names unless told.
    """
    local = settings.host in ("127.0.0.1", "localhost", "::1")
    if not local and not settings.mcp_hosts:
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    names = [*_LOOPBACK, *settings.mcp_hosts]
    hosts = [*names, *(f"{name}:*" for name in names)]
    origins = [f"{scheme}://{host}" for scheme in ("http", "https") for host in hosts]
    return TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins)
