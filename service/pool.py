"""A bounded pool for work that keeps a core busy, so that the event loop never does.

At most ``workers`` jobs run and ``queue`` more wait; then callers are told to come back. That
keeps the answers that are given fast, and the health checks alive, under any load.
"""

from __future__ import annotations

import asyncio
import math
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from service.errors import Overloaded

T = TypeVar("T")

_SECONDS_PER_JOB = 0.05  # a guess, only used to say when to come back


class Pool:
    """Threads for jobs, with a limit on how many may wait."""

    def __init__(self, workers: int = 0, queue: int = 32) -> None:
        """Prepare a pool; ``workers`` 0 means one per core."""
        self.workers = workers or os.cpu_count() or 1
        self.limit = self.workers + queue
        self._threads = ThreadPoolExecutor(self.workers, thread_name_prefix="answer")
        self._lock = threading.Lock()
        self._admitted = 0
        self.rejected = 0

    @property
    def admitted(self) -> int:
        """How many callers are inside: running or waiting."""
        return self._admitted

    @contextmanager
    def admission(self) -> Iterator[None]:
        """Hold one place in the pool; jobs run inside are those of one caller.

        Raises:
            Overloaded: if all places are taken.
        """
        with self._lock:
            if self._admitted >= self.limit:
                self.rejected += 1
                waiting = self.limit * _SECONDS_PER_JOB / self.workers
                raise Overloaded(max(1, math.ceil(waiting)))
            self._admitted += 1
        try:
            yield
        finally:
            with self._lock:
                self._admitted -= 1

    async def run(self, job: Callable[[], T]) -> T:
        """Run ``job`` in a thread, inside an admission, and return what it returns."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, job)

    async def admit(self, job: Callable[[], T]) -> T:
        """Run one job in a place of its own; see ``admission``."""
        with self.admission():
            return await self.run(job)

    def close(self) -> None:
        """Wait for running jobs, drop those that wait."""
        self._threads.shutdown(wait=True, cancel_futures=True)
