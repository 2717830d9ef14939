"""A service that answers what a test wants, on the same host as the page that holds the widget.

It hands out the real script and texts of the widget. Everything else is told by the test: what
events an answer consists of, how slowly they come, which status they have.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from service.widget.script import script, style, texts

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src 'self'; require-trusted-types-for 'script'"
)
"""The strictest policy that a page may have; the widget must live under it."""

Event = tuple[float, str, object]
"""Seconds to wait, name of the event, what it holds."""


def citation(n: int = 1, **more: object) -> dict[str, object]:
    """Return a citation as the service sends it."""
    text = "The CWS decided to establish the Archive Task Force. It will meet in May."
    made = {
        "n": n, "key": f"CWS/91/2#p{n}", "symbol": "CWS/91/2", "version": None, "title": "Report",
        "language": "en", "paragraph": str(n), "annex": None, "section": ["Dates"], "page": 1,
        "source": "a.txt", "url": None, "status": "decision", "quote": text[:52], "text": text,
        "score": 1.0, "href": f"/documents/CWS/91/2/en#p{n}", "parallel": {},
    }  # fmt: skip
    return {**made, **more}


def answer(*statements: dict[str, object], **more: object) -> dict[str, object]:
    """Return an answer as the service sends it. Each statement has ``text`` and ``source``."""
    told = [{"text": each["text"], "citations": [n]} for n, each in enumerate(statements, 1)]
    cited = [{**each["source"], "n": n} for n, each in enumerate(statements, 1)]
    made = {
        "id": "0123456789abcdef", "question": "?", "language": "en", "mode": "extractive",
        "abstained": not told, "reason": None,
        "answer": " ".join(f"{each['text']} [{n}]" for n, each in enumerate(statements, 1)),
        "statements": told, "citations": cited, "retrieved": [], "searched": {},
        "timings_ms": {}, "dropped": [], "notes": [], "rewritten": None,
    }  # fmt: skip
    return {**made, **more}


def found(n: int = 1) -> dict[str, object]:
    """Return a passage that was found, as the service sends it."""
    return {
        "key": f"CWS/91/2#p{n}", "symbol": "CWS/91/2", "language": "en", "source": "a.txt",
        "text": "The CWS decided.", "score": 1.0, "status": "other",
    }  # fmt: skip


def events(told: dict[str, object], *, wait: float = 0.0, near: int = 3) -> list[Event]:
    """Return the events of an answer, ``wait`` seconds before each."""
    out: list[Event] = [(wait, "retrieved", [found(n) for n in range(1, near + 1)])]
    for statement in told["statements"]:
        sources = [c for c in told["citations"] if c["n"] in statement["citations"]]
        out.append((wait, "statement", {"statement": statement, "citations": sources}))
    return [*out, (wait, "done", told)]


def host(*widgets: str, language: str = "en", direction: str = "ltr", head: str = "") -> str:
    """Return a page that holds ``widgets``; each is the attributes of one."""
    inside = '<p><a href="/plain">Search the documents</a></p>'
    body = "".join(f"<wipo-chat {given}>{inside}</wipo-chat>" for given in widgets)
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>A meeting</title>{head}<script type="module" src="/widget.js"></script></head>'
        f"<body><main><h1>A meeting</h1>{body}<p><button>After</button></p></main></body></html>"
    )


class Stage:
    """What the server does; tests change it between requests."""

    def __init__(self) -> None:
        self.address = ""
        self.pages: dict[str, tuple[str, str]] = {}
        self.policy = POLICY
        self.ask: Callable[[dict[str, object]], Iterable[Event]] = lambda _: events(
            answer({"text": "The CWS decided to establish the Archive Task Force.",
                    "source": citation()})
        )  # fmt: skip
        self.refuse: tuple[int, dict[str, str], dict[str, object]] | None = None
        self.meeting = {"name": "CWS/91", "found": "meeting", "documents": 1}
        self.filters: dict[str, list[str]] = {"session": ["CWS/91"]}
        self.passage: dict[str, object] = citation()
        self.asked: list[dict[str, object]] = []
        self.reported: list[dict[str, object]] = []
        self.requests: list[str] = []
        self.hung_up = threading.Event()

    def show(self, html: str, path: str = "/host") -> str:
        """Put a page on the server and return its path."""
        self.pages[path] = ("text/html; charset=utf-8", html)
        return path


class _Handler(BaseHTTPRequestHandler):
    stage: Stage

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        stage, parts = self.stage, urlsplit(self.path)
        stage.requests.append(self.path)
        if parts.path in stage.pages:
            self._send(200, *stage.pages[parts.path])
        elif parts.path == "/widget.js":
            self._send(200, "text/javascript", script().body.decode())
        elif parts.path == "/widget/embed.css":
            self._send(200, "text/css", style().body.decode())
        elif parts.path.startswith("/widget/"):
            self._send(200, "application/json", texts(parts.path[8:10]).body.decode())
        elif parts.path == "/v1/meeting":
            named = parse_qs(parts.query)["name"][0]
            self._json(200, {"name": named, **stage.meeting, "filters": stage.filters})
        elif parts.path == "/v1/passages":
            language = parse_qs(parts.query)["language"][0]
            self._json(200, {**stage.passage, "language": language})
        elif parts.path == "/favicon.ico":
            self._send(200, "image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"/>')
        else:
            self._send(404, "text/plain", "nothing")

    def do_POST(self) -> None:
        stage = self.stage
        stage.requests.append(self.path)
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if urlsplit(self.path).path == "/v1/feedback":
            stage.reported.append(body)
            self._json(201, {"new": True})
            return
        stage.asked.append(body)
        if stage.refuse is not None:
            status, headers, problem = stage.refuse
            self._json(status, problem, headers)
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        try:
            for wait, name, data in stage.ask(body):
                time.sleep(wait)
                line = data if isinstance(data, str) else json.dumps(data)
                self.wfile.write(f"event: {name}\ndata: {line}\n\n".encode())
                self.wfile.flush()
        except OSError:
            stage.hung_up.set()
        self.close_connection = True

    def _json(self, status: int, body: object, headers: dict[str, str] | None = None) -> None:
        self._send(status, "application/json", json.dumps(body), headers)

    def _send(
        self, status: int, kind: str, text: str, headers: dict[str, str] | None = None
    ) -> None:
        body = text.encode()
        self.send_response(status)
        sent = {"content-type": kind, "content-length": str(len(body)), **(headers or {})}
        if kind.startswith("text/html"):
            sent["content-security-policy"] = self.stage.policy
        for name, value in sent.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def staged():
    """Serve a stage: a context that gives it."""
    stage = Stage()
    handler = type("Handler", (_Handler,), {"stage": stage})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    stage.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield stage
    finally:
        server.shutdown()
        server.server_close()
