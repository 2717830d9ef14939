"""From nothing to a first answer: ``python -m evaluation.benchmarks.peers.cold_start``.

A fresh process imports, opens what was built, and answers one question with ten hits; rounds go
through all systems in turn, the first does not count, and the figures are medians of the rest.
The last row is what a person runs: ``wipo-rag ask``, which answers in sentences and cites them.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from evaluation.benchmarks.peers.builds import Builds, builds, compared, parser
from evaluation.benchmarks.peers.corpus import known_items
from evaluation.benchmarks.peers.kinds import Asked
from evaluation.benchmarks.peers.machine import heading
from evaluation.benchmarks.peers.names import OURS
from evaluation.benchmarks.peers.parent import child, environment, round_robin
from evaluation.benchmarks.peers.tables import Gate, figure, gates_table, markdown, median, ratio

_MOST_CPU = 1.0
_ASK = "wipo-rag ask"
_HEAD = (
    "system", "passages", "import, CPU s", "to the first answer, CPU s", "peer / ours", "wall s",
    "disk MB", "texts alone, MB",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Print the table; return an exit code."""
    options = _parser().parse_args(arguments)
    print(heading(), flush=True)
    names = compared(options.only)
    with builds(options) as held:
        for count in options.passages:
            _say(held, count, names, options.rounds)
    return 0


def _parser() -> argparse.ArgumentParser:
    made = parser(__doc__, (10_000, 100_000))
    made.add_argument("--rounds", type=int, default=5)
    return made


def _say(held: Builds, count: int, names: list[str], rounds: int) -> None:
    disk = {name: held.built(count, name)["disk"] for name in names}
    texts = held.texts(count).stat().st_size / 1e6
    (asked,) = known_items(held.texts(count), 1, None)
    starts: dict[str, list[dict[str, float]]] = {}
    everything = [*names, _ASK] if OURS in names else names
    for name, number in round_robin(everything, range(rounds + 1)):
        folder = held.folder(count, OURS if name == _ASK else name)
        started = ask_once(folder, asked) if name == _ASK else first_answer(name, folder, asked)
        if number:  # the first time, modules are compiled and files are read from the disk
            starts.setdefault(name, []).append(started)
    middle = {
        name: {fact: median(each[fact] for each in told) for fact in told[0]}
        for name, told in starts.items()
    }
    ours = middle.get(OURS, {}).get("cpu")
    rows = [
        [
            name, f"{count:,}", figure(own.get("import"), 2), figure(own["cpu"], 2),
            ratio(own["cpu"], ours), figure(own["wall"], 2), figure(disk.get(name)),
            figure(texts),
        ]
        for name, own in middle.items()
    ]  # fmt: skip
    print(markdown(_HEAD, rows), "\n", flush=True)
    gates = [
        Gate(f"{name}, to the first answer, CPU s, {count:,} passages", _MOST_CPU, found["cpu"])
        for name, found in middle.items()
        if name in (OURS, _ASK)
    ]
    print(gates_table(gates), "\n", flush=True)


def first_answer(name: str, folder: Path, asked: Asked) -> dict[str, float]:
    """Return the seconds of a fresh process of a system up to its first answer."""
    begun = time.perf_counter()
    with child(name) as started:
        imported = started.ask("load")
        started.ask("open", folder=str(folder))
        answer: dict[str, Any] = started.search(asked, 10)
        wall = time.perf_counter() - begun
    return {"import": imported["cpu"], "cpu": answer["since_start"], "wall": wall}


def ask_once(home: Path, asked: Asked) -> dict[str, float]:
    """Return the seconds of ``wipo-rag ask``."""
    before, begun = _of_children(), time.perf_counter()
    command = [sys.executable, "-m", "config.main", "--home", str(home), "ask", asked.text]
    subprocess.run(command, env=environment(os.environ), stdout=subprocess.DEVNULL, check=True)
    return {"cpu": _of_children() - before, "wall": time.perf_counter() - begun}


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
