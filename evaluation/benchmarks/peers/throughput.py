"""Requests a second and their tail: ``python -m evaluation.benchmarks.peers.throughput``.

Clients on the same machine put one question after another over kept connections, 1, 4, 16 and 64
at once. Our service is the one that ``wipo-rag serve`` starts, which answers 503 when more wait
than it can serve soon; every peer, and our engine once more, is behind the same minimal service
(``http_app``). At each number of clients the services take turns. The limit on how often one
address may ask is off.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from evaluation.benchmarks.peers.builds import Builds, builds, compared, parser
from evaluation.benchmarks.peers.corpus import known_items
from evaluation.benchmarks.peers.machine import heading
from evaluation.benchmarks.peers.names import OURS
from evaluation.benchmarks.peers.parent import environment
from evaluation.benchmarks.peers.tables import NONE, figure, markdown, quantile, ratio

CLIENTS = (1, 4, 16, 64)
_SERVICE = f"{OURS} serve"
_STARTING = 300.0  # seconds that a service may take until it answers
_SLOWEST = 60.0  # seconds of one request
_HEAD = (
    "service", "clients", "answered / s", "ours / peer", "p50 ms", "p99 ms", "CPU ms a request",
    "503", "other failures",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Burst:
    """What became of the requests of one burst."""

    seconds: float
    cpu: float
    waited: list[float]  # milliseconds, of those that were answered
    failed: Mapping[str, int]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waited) / self.seconds


def main(arguments: list[str] | None = None) -> int:
    """Print the table; return an exit code."""
    options = _parser().parse_args(arguments)
    print(heading(), flush=True)
    names = compared(options.only)
    with builds(options) as held:
        for count in options.passages:
            _measure(held, names, count, options)
    return 0


def _parser() -> argparse.ArgumentParser:
    made = parser(__doc__, (10_000,))
    made.add_argument("--seconds", type=float, default=5, help="of each burst")
    made.add_argument("--clients", type=int, nargs="*", default=list(CLIENTS))
    return made


def _measure(held: Builds, names: list[str], count: int, options: argparse.Namespace) -> None:
    for name in names:
        held.built(count, name)
    questions = [asked.text for asked in known_items(held.texts(count), 100, None)]
    print(markdown(_HEAD, []), flush=True)
    with ExitStack() as stack:
        urls = {}
        for name in [_SERVICE, *names] if OURS in names else names:
            folder = held.folder(count, OURS if name == _SERVICE else name)
            command = _command(name, folder, options.languages[0])
            urls[name] = stack.enter_context(served(command))
        for clients in options.clients:
            bursts = {
                name: asyncio.run(burst(url, pid, questions, clients, options.seconds))
                for name, (url, pid) in urls.items()
            }
            for name, own in bursts.items():
                print("|", " | ".join(_row(name, clients, own, bursts.get(_SERVICE))), "|")
            sys.stdout.flush()


def _row(name: str, clients: int, own: Burst, ours: Burst | None) -> list[str]:
    others = sum(own.failed.values()) - own.failed.get("503", 0)
    tail = [figure(quantile(own.waited, share)) if own.waited else NONE for share in (0.5, 0.99)]
    return [
        name, str(clients), figure(own.rate), ratio(ours.rate if ours else None, own.rate), *tail,
        figure(1000 * own.cpu / max(1, len(own.waited))), str(own.failed.get("503", 0)),
        str(others),
    ]  # fmt: skip


def _command(name: str, folder: Path, language: str) -> list[str]:
    if name == _SERVICE:
        return [sys.executable, "-m", "config.main", "--home", str(folder), "serve", "--port"]
    app = [sys.executable, "-m", "evaluation.benchmarks.peers.http_app"]
    return [*app, name, str(folder), language]


@contextmanager
def served(command: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Start a service on a free port; yield its address and process once it answers.

    Raises:
        RuntimeError: if it ends, or does not answer in time.
    """
    port = _free_port()
    variables = environment(os.environ) | {"WIPO_RAG_LIMITS__REQUESTS_PER_MINUTE": "0"}
    process = subprocess.Popen([*command, str(port)], env=variables)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url, process)
        yield url, process.pid
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _STARTING
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        try:
            if httpx2.get(f"{url}/health/ready", timeout=5).status_code == 200:
                return
        except httpx2.HTTPError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"{process.args!r} did not answer")


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


async def burst(
    url: str, pid: int, questions: Sequence[str], clients: int, seconds: float
) -> Burst:
    """Put questions from so many clients for a while; a client waits for each answer."""
    waited: list[float] = []
    failed: Counter[str] = Counter()
    limits = httpx2.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx2.AsyncClient(base_url=url, limits=limits, timeout=_SLOWEST) as http:
        begun, cpu = time.perf_counter(), _cpu_of(pid)

        async def ask(first: int) -> None:
            number = first
            while time.perf_counter() < begun + seconds:
                question = questions[number % len(questions)]
                sent = time.perf_counter()
                try:
                    answer = await http.post("/v1/search", json={"query": question, "top_k": 10})
                except httpx2.HTTPError as error:
                    failed[type(error).__name__] += 1
                else:
                    if answer.status_code == 200:
                        waited.append(1000 * (time.perf_counter() - sent))
                    else:
                        failed[str(answer.status_code)] += 1
                        await asyncio.sleep(0.05)  # a polite client comes back a little later
                number += 1

        await asyncio.gather(*(ask(7 * client) for client in range(clients)))
        return Burst(time.perf_counter() - begun, _cpu_of(pid) - cpu, waited, failed)


def _cpu_of(pid: int) -> float:
    """Return the processor seconds of a process so far."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
