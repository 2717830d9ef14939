"""A system behind a minimal HTTP service: ``python -m evaluation.benchmarks.peers.http_app``.

What an engineer writes around a library in an afternoon: FastAPI, one route, a plain function,
which FastAPI runs in its own threads, and a list of keys as the answer. A system that does not
say that several threads may search it at once (``THREAD_SAFE``) is asked one question at a time:
txtai ends the process otherwise.
"""

from __future__ import annotations

import importlib
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from threading import Lock

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

from evaluation.benchmarks.peers.kinds import Asked, System
from evaluation.benchmarks.peers.names import SYSTEMS, THREAD_SAFE


class Body(BaseModel):
    """What is asked."""

    query: str
    top_k: int = 10


def make_app(system: System, name: str, language: str) -> FastAPI:
    """Return the service of the opened system ``name``; ``language`` is that of every question."""
    app = FastAPI()
    guard: AbstractContextManager[object] = nullcontext() if name in THREAD_SAFE else Lock()

    @app.post("/v1/search")
    def search(body: Body) -> dict[str, list[str]]:
        with guard:
            return {"keys": system.search(Asked(body.query, language), body.top_k)}

    @app.get("/health/ready")
    def ready() -> dict[str, str]:
        return {"status": "ready"}

    return app


def main() -> int:
    """Serve NAME out of FOLDER for questions in LANGUAGE on PORT, until it is ended."""
    name, folder, language, port = sys.argv[1:]
    module, made = SYSTEMS[name].split(":")
    system: System = getattr(importlib.import_module(module), made)()
    system.open(Path(folder))
    uvicorn.run(
        make_app(system, name, language), port=int(port), log_level="error", access_log=False
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
