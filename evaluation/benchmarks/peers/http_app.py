"""A system behind a minimal HTTP service: ``python -m evaluation.benchmarks.peers.http_app``.

What an engineer writes around a library in an afternoon: FastAPI, one route, a plain function,
which FastAPI runs in its own threads, and a list of keys as the answer.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

from evaluation.benchmarks.peers.kinds import Asked, System
from evaluation.benchmarks.peers.names import SYSTEMS


class Body(BaseModel):
    """What is asked."""

    query: str
    top_k: int = 10


def make_app(system: System, language: str) -> FastAPI:
    """Return the service of an opened system; ``language`` is that of every question."""
    app = FastAPI()

    @app.post("/v1/search")
    def search(body: Body) -> dict[str, list[str]]:
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
    uvicorn.run(make_app(system, language), port=int(port), log_level="error", access_log=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
