"""The side that asks: starts the processes, and puts each question to all of them in turn."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from evaluation.benchmarks.peers.kinds import Asked

T = TypeVar("T")

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
_SECONDS = 3_600


class ChildFailed(RuntimeError):
    """A system died, was killed, or took longer than it may."""


class Child:
    """A system in its own process."""

    def __init__(self, name: str, seconds: float = _SECONDS) -> None:
        """Start it; ``seconds`` is the longest that one answer may take."""
        self.name, self._seconds = name, seconds
        command = [sys.executable, "-m", "evaluation.benchmarks.peers.child", name]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment(os.environ),
        )

    def ask(self, do: str, **given: object) -> dict[str, Any]:
        """Carry out one command and return its answer.

        Raises:
            ChildFailed: if there is none.
        """
        reading, writing = self._process.stdout, self._process.stdin
        assert reading and writing
        timer = threading.Timer(self._seconds, self._process.kill)
        timer.start()
        try:
            writing.write(json.dumps({"do": do, **given}) + "\n")
            writing.flush()
            line = reading.readline()
        except BrokenPipeError:
            line = ""
        finally:
            timer.cancel()
        if not line:
            code = self._process.wait()
            raise ChildFailed(f"{self.name}: {do} ended the process with {code}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def search(self, asked: Asked, count: int) -> dict[str, Any]:
        """Put one question."""
        return self.ask("search", asked=asdict(asked), count=count)

    def close(self) -> None:
        """Let the process end."""
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


@contextmanager
def child(name: str, seconds: float = _SECONDS) -> Iterator[Child]:
    """Start a system and end it with the block."""
    started = Child(name, seconds)
    try:
        yield started
    finally:
        started.close()


@contextmanager
def opened(folders: Mapping[str, Path]) -> Iterator[dict[str, Child]]:
    """Start a system for each folder that one was built into, and open it."""
    with ExitStack() as stack:
        children = {name: stack.enter_context(child(name)) for name in folders}
        for name, folder in folders.items():
            children[name].ask("open", folder=str(folder))
        yield children


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of every child: one thread, none of our settings.

    Modules are compiled once, as on any reader's machine, whatever this one says.
    """
    dropped = ("WIPO_RAG_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in given.items() if not name.startswith(dropped)}
    fixed = dict.fromkeys(_ONE_THREAD, "1")
    fixed |= {"OMP_WAIT_POLICY": "passive", "TOKENIZERS_PARALLELISM": "false"}
    # An index of txtai names the function that makes its vectors, which it must be allowed to call.
    fixed |= {"HF_HUB_OFFLINE": "1", "ALLOW_RESOLVE_TRANSFORM": "True"}
    return kept | fixed


def round_robin(names: Sequence[str], items: Sequence[T]) -> Iterator[tuple[str, T]]:
    """Yield every item with every name; each next item begins with another name."""
    for number, item in enumerate(items):
        start = number % len(names)
        for name in [*names[start:], *names[:start]]:
            yield name, item
