"""The door of the service: which sites may ask from a browser, and how often each address may.

Other sites get the few routes that the widget needs, if they are on the list, and are named back
to exactly; nothing is allowed to all, and no credentials are taken from elsewhere.
"""

from __future__ import annotations

import re

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from config.limit_settings import LimitSettings
from service import problems
from service.limits.addresses import reader
from service.limits.rates import Rates

_SHARED = (
    ("GET", re.compile(r"/widget\.js|/widget/[a-z]{2}\.json")),
    ("GET", re.compile(r"/v1/(?:passages|meeting)")),
    ("POST", re.compile(r"/v1/(?:ask|feedback)")),
)
"""What pages of other sites may fetch."""

_LIMITED = re.compile(r"/v1/|/mcp\b|/documents/|/\Z")  # the last is the search page
_SENT_ALONG = "content-type"  # the one header of the widget that browsers ask for first
_READABLE = "retry-after, x-request-id"
_REMEMBERED = "600"  # seconds for which a browser need not ask again


class Guard:
    """ASGI middleware; see the module."""

    def __init__(self, app: ASGIApp, settings: LimitSettings) -> None:
        self._app = app
        self._settings = settings
        self._origins = frozenset(settings.origins)
        self._rates = Rates(settings.requests_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        listed = origin in self._origins
        shared = _methods(scope["path"])
        if shared:
            send = _Sharing(send, origin if listed else None).send
        refusal = self._refusal(scope, headers, shared, listed)
        if refusal is not None:
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refusal(
        self, scope: Scope, headers: Headers, shared: set[str], listed: bool
    ) -> Response | None:
        wanted = headers.get("access-control-request-method")
        if scope["method"] == "OPTIONS" and "origin" in headers and wanted:
            return _preflight(scope, wanted in shared and listed)
        if scope["method"] not in ("GET", "HEAD") and _is_foreign(headers) and not listed:
            return _not_from_there(scope)
        if not _LIMITED.match(scope["path"]):
            return None
        client = scope.get("client")
        address = reader(client[0] if client else None, headers, self._settings)
        wait = self._rates.take(address) if address else 0
        if not wait:
            return None
        detail = f"too many requests from one address; try again in {wait} s"
        retry = {"retry-after": str(wait)}
        request = Request(scope)
        return problems.problem_response(request, 429, "too_many_requests", detail, headers=retry)


def is_from_other_site(headers: Headers, settings: LimitSettings) -> bool:
    """Say whether a page of a site on the list asks, which is not this service itself."""
    return headers.get("origin") in settings.origins and not _is_same(headers)


def _methods(path: str) -> set[str]:
    return {method for method, pattern in _SHARED if pattern.fullmatch(path)}


def _is_same(headers: Headers) -> bool:
    return headers.get("sec-fetch-site") == "same-origin"


def _is_foreign(headers: Headers) -> bool:
    """Say whether a browser tells that a page of another site has sent this.

    Browsers say so themselves, whatever names a proxy has given to this service.
    """
    return "origin" in headers and headers.get("sec-fetch-site") in ("cross-site", "same-site")


def _preflight(scope: Scope, allowed: bool) -> Response:
    if not allowed:
        return _not_from_there(scope)
    method = Headers(scope=scope)["access-control-request-method"]
    return Response(
        status_code=204,
        headers={
            "access-control-allow-methods": method,
            "access-control-allow-headers": _SENT_ALONG,
            "access-control-max-age": _REMEMBERED,
        },
    )


def _not_from_there(scope: Scope) -> Response:
    detail = "pages of this site may not ask here; the setting limits.origins lists those that may"
    return problems.problem_response(Request(scope), 403, "origin_not_allowed", detail)


class _Sharing:
    """Names the site back to its browser, and tells caches that the answer depends on the site."""

    def __init__(self, send: Send, origin: str | None) -> None:
        self._send = send
        self._origin = origin

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if "origin" not in headers.get("vary", "").lower():
                headers.add_vary_header("origin")
            if self._origin is not None:
                headers["access-control-allow-origin"] = self._origin
                headers["access-control-expose-headers"] = _READABLE
        await self._send(message)
