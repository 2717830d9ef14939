"""Parses files in child processes that can be killed: a hostile file costs one rejection."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

import orjson

from config.settings import IngestSettings
from ingest.codec import decode
from ingest.sources import SourceFile
from ingest.types import Parsed, Rejection
from ingest.worker import LENGTH

MAX_ANSWER = 512 << 20  # bytes; a child's output is untrusted too
STARTUP_SECONDS = 60.0
_ROOT = Path(__file__).resolve().parent.parent


class Child:
    """One parser process. It is started when first needed, and again after it was killed."""

    def __init__(self, settings: IngestSettings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._fresh = True

    def parse(self, file: SourceFile) -> Parsed | Rejection:
        """Return what became of ``file``; never raises for a bad file."""
        process = self._running()
        assert process.stdin is not None  # noqa: S101 (opened as pipes)
        request = {"path": str(file.path), "metadata": file.metadata, "sha256": file.sha256}
        limit = self._settings.seconds_per_file + (STARTUP_SECONDS if self._fresh else 0)
        try:
            process.stdin.write(orjson.dumps(request) + b"\n")
            process.stdin.flush()
            answer = self._read(process, limit)
        except TimeoutError:
            self.kill()
            seconds = self._settings.seconds_per_file
            return Rejection(file.path.name, "limit", f"parsing took over {seconds:g} seconds")
        except (OSError, EOFError) as error:
            return self._died(file, error)
        self._fresh = False
        try:
            return decode(answer)
        except (ValueError, KeyError, TypeError) as error:
            self.kill()
            return Rejection(file.path.name, "damaged", f"the parser answered nonsense: {error}")

    def kill(self) -> None:
        """End the process at once."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def _died(self, file: SourceFile, error: Exception) -> Rejection:
        code = self._process.wait() if self._process else None
        self.kill()
        if code in (-24, -9, 137):  # SIGXCPU, SIGKILL: the limits of CPU time and of memory
            return Rejection(file.path.name, "limit", "parsing ran past its limits and was stopped")
        return Rejection(
            file.path.name, "damaged", f"the parser process ended (code {code}; {error})"
        )

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.kill()
            environment = {**os.environ, "PYTHONPATH": str(_ROOT), "OMP_NUM_THREADS": "1"}
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ingest.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
            )
            self._fresh = True
            assert self._process.stdin is not None  # noqa: S101 (opened as pipes)
            self._process.stdin.write(self._settings.model_dump_json().encode() + b"\n")
            self._process.stdin.flush()
        return self._process

    def _read(self, process: subprocess.Popen[bytes], seconds: float) -> bytes:
        deadline = time.monotonic() + seconds
        (length,) = LENGTH.unpack(_read_exactly(process, LENGTH.size, deadline))
        if length > MAX_ANSWER:
            raise EOFError(f"answer of {length} bytes")
        return _read_exactly(process, length, deadline)


def _read_exactly(process: subprocess.Popen[bytes], size: int, deadline: float) -> bytes:
    assert process.stdout is not None  # noqa: S101 (opened as a pipe)
    descriptor = process.stdout.fileno()
    parts: list[bytes] = []
    while size > 0:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            raise TimeoutError
        data = os.read(descriptor, min(size, 1 << 20))
        if not data:
            raise EOFError("no answer")
        parts.append(data)
        size -= len(data)
    return b"".join(parts)


class Sandbox:
    """A fixed number of children that parse many files. Use as a context manager."""

    def __init__(self, settings: IngestSettings) -> None:
        workers = settings.workers or os.cpu_count() or 1
        self._children = [Child(settings) for _ in range(workers)]
        self._idle: SimpleQueue[Child] = SimpleQueue()
        for child in self._children:
            self._idle.put(child)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="parse")

    def parse(
        self, files: Iterable[SourceFile], *, skip: Callable[[SourceFile], bool]
    ) -> Iterator[tuple[SourceFile, Parsed | Rejection | None]]:
        """Yield each file with what became of it, in the order of ``files``; None if skipped."""
        ahead = 2 * len(self._children)
        pending: deque[tuple[SourceFile, Future[Parsed | Rejection | None]]] = deque()
        for file in files:
            pending.append((file, self._threads.submit(self._one, file, skip=skip(file))))
            if len(pending) > ahead:
                done, future = pending.popleft()
                yield done, future.result()
        for done, future in pending:
            yield done, future.result()

    def _one(self, file: SourceFile, *, skip: bool) -> Parsed | Rejection | None:
        if skip:
            return None
        if file.problem is not None:
            return file.problem
        child = self._idle.get()
        try:
            return child.parse(file)
        finally:
            self._idle.put(child)

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for child in self._children:
            child.kill()
        self._threads.shutdown(wait=True)
