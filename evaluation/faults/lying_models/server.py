"""A real HTTP server that speaks as OpenAI's does and says what a script says.

It finds the keys in the prompt, as a model would, and puts them where the script wants them.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_SHOWN = re.compile(r"<<<(\w+)\n(.*?)\n\1>>>", re.DOTALL)

Writes = Callable[[Mapping[str, str]], str]
"""What a model writes, given the passages that it was shown by their keys."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A reply that is no completion: bytes as they go out."""

    body: bytes
    status: int = 200
    content_type: str = "application/json"
    announced: int | None = None  # content-length, if it is not that of ``body``


@dataclass
class Script:
    """What the server does next, and what it was asked since then."""

    writes: Writes | Raw = Raw(b"", 503)
    delay_s: float = 0
    finish: str = "stop"
    asked: list[dict[str, Any]] = field(default_factory=list)
    shown: list[Mapping[str, str]] = field(default_factory=list)  # by call

    def play(self, writes: Writes | Raw, *, delay_s: float = 0, finish: str = "stop") -> None:
        """Do this from now on."""
        self.writes, self.delay_s, self.finish = writes, delay_s, finish
        self.asked.clear()
        self.shown.clear()


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        """Answer one request."""
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        script = self.server.script
        shown = dict(_SHOWN.findall(asked["messages"][-1]["content"]))
        script.asked.append(asked)
        script.shown.append(shown)
        time.sleep(script.delay_s)
        writes = script.writes
        reply = writes if isinstance(writes, Raw) else _completion(writes(shown), script.finish)
        try:
            self.send_response(reply.status)
            self.send_header("content-type", reply.content_type)
            length = len(reply.body) if reply.announced is None else reply.announced
            self.send_header("content-length", str(length))
            self.end_headers()
            self.wfile.write(reply.body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # who asked went away
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = Script()


def _completion(text: str, finish: str) -> Raw:
    message = {"role": "assistant", "content": text}
    payload = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
    return Raw(json.dumps(payload).encode())


@contextmanager
def scripted_server() -> Iterator[tuple[str, Script]]:
    """Serve on a free port of this machine; yield the base URL and the script."""
    with _Server() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/v1", server.script
        finally:
            server.shutdown()
            thread.join(10)
