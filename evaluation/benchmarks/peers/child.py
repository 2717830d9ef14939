"""One system in a process of its own: ``python -m evaluation.benchmarks.peers.child NAME``.

Reads one JSON object a line from standard input, answers each with one on standard output. What
libraries print goes to standard error.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evaluation.benchmarks.peers.kinds import System, asked_from, read_texts
from evaluation.benchmarks.peers.measuring import memory, size_on_disk, spending, timed
from evaluation.benchmarks.peers.names import SYSTEMS


class Serving:
    """Carries out what a parent asks for."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._system: System | None = None

    @property
    def system(self) -> System:
        """The system, imported when it is first needed."""
        if self._system is None:
            module, made = SYSTEMS[self._name].split(":")
            self._system = getattr(importlib.import_module(module), made)()
        return self._system

    def load(self) -> dict[str, Any]:
        """Import the system; tell what that cost from the start of the process on."""
        assert self.system
        return {"cpu": time.process_time(), **memory()}

    def build(self, texts: str, folder: str, streamed: bool = False) -> dict[str, Any]:
        """Build from a file of texts; what was imported or read before does not count."""
        system, target = self.system, Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        given = read_texts(Path(texts)) if streamed else list(read_texts(Path(texts)))
        before = memory()["rss"]
        apart, spent = timed(lambda: system.build(given, target))
        return {
            "cpu": spent.cpu - apart,
            "wall": spent.wall,
            "apart": apart,
            "before": before,
            "disk": size_on_disk(target),
            **memory(),
        }

    def open(self, folder: str) -> dict[str, Any]:
        """Open what was built."""
        system = self.system
        _, spent = timed(lambda: system.open(Path(folder)))
        return asdict(spent)

    def search(self, asked: dict[str, Any], count: int) -> dict[str, Any]:
        """Search once; ``since_start`` is what the whole process spent so far."""
        question, system = asked_from(asked), self.system
        keys, spent = timed(lambda: system.search(question, count))
        return {"keys": keys, **asdict(spent), "since_start": time.process_time()}

    def memory(self) -> dict[str, Any]:
        """Tell how much memory is in use."""
        return memory()

    def special(self, method: str, **given: object) -> dict[str, Any]:
        """Call what only this system has."""
        with spending() as spent:
            found = getattr(self.system, method)(**given)
        return {"found": found, **asdict(spent)}


def main() -> int:
    """Answer until standard input ends; return an exit code."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    serving = Serving(sys.argv[1])
    for line in sys.stdin:
        command = json.loads(line)
        found = getattr(serving, command.pop("do"))(**command)
        answers.write(json.dumps(found) + "\n")
        answers.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
