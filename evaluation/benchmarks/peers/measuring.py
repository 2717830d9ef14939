"""What a process can tell about itself, from Linux."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Spent:
    """Seconds of the processor, in all threads, and of the clock on the wall."""

    cpu: float = 0.0
    wall: float = 0.0


@contextmanager
def spending() -> Iterator[Spent]:
    """Yield what will say, when the block is left, how much was spent in it."""
    spent = Spent()
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        yield spent
    finally:
        spent.cpu, spent.wall = time.process_time() - cpu, time.perf_counter() - wall


def memory() -> dict[str, float]:
    """Return megabytes: resident now, of these not backed by a file, and the most so far."""
    named = {"VmRSS": "rss", "RssAnon": "anonymous", "VmHWM": "peak"}
    found = {}
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        name, _, value = line.partition(":")
        if name in named:
            found[named[name]] = int(value.split()[0]) / 1024
    return found


def timed(call: Callable[[], T]) -> tuple[T, Spent]:
    """Return what a call returns, and what it spent."""
    with spending() as spent:
        found = call()
    return found, spent


def size_on_disk(folder: Path) -> float:
    """Return the megabytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
