"""Kill a process that builds generations, at random moments, and look at what is left.

    python -m evaluation.faults.kill_writer --kills 100

The child publishes generation after generation; each replaces one of ten documents by a text
that names the step, and is acknowledged on standard output once ``publish`` has returned. After
each SIGKILL the index must open, not degraded, at the state of the last acknowledged step or of
the one after it; every file must be as it was written; and at most one unfinished folder may be
left, which the next writer removes.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from config.settings import Settings
from evaluation.faults.documents import file_of, make_document, settings_of
from index.generation import open_current
from index.layout import Layout
from index.verify import verify
from index.writer import Writer
from ingest.types import Language, Parsed

_SLOTS = 10
_LANGUAGES: tuple[Language, ...] = ("en", "ar", "zh")
_READY = "ready"


@dataclass(slots=True)
class KillReport:
    """How many kills there were, how they ended, and what went wrong in which."""

    kills: int = 0
    states: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def kill_writers(home: Path, kills: int, seed: int, longest: float = 0.6) -> KillReport:
    """Kill ``kills`` writers in ``home``, each up to ``longest`` seconds after it has started."""
    chance, report, acknowledged = random.Random(seed), KillReport(), 0
    settings = settings_of(home)
    for number in range(kills):
        acknowledged = _run_and_kill(home, chance.uniform(0, longest), acknowledged)
        report.kills += 1
        held, problems = _inspect(settings)
        report.problems += [f"kill {number}: {problem}" for problem in problems]
        if held not in (acknowledged, acknowledged + 1):
            report.problems.append(f"kill {number}: step {held}, acknowledged {acknowledged}")
        report.states["as acknowledged" if held == acknowledged else "one step further"] += 1
        acknowledged = held
    return report


def _run_and_kill(home: Path, delay: float, acknowledged: int) -> int:
    """Run a child, kill it ``delay`` seconds after it is ready, return its last acknowledgement."""
    command = [sys.executable, "-m", "evaluation.faults.kill_writer", "--child", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        if child.stdout.readline().strip() != _READY:
            child.kill()
            raise RuntimeError("the child did not start")
        timer = threading.Timer(delay, child.send_signal, (signal.SIGKILL,))
        timer.start()
        for line in child.stdout:
            # The last line may be cut short by the kill: then it was never said.
            if line.endswith("\n"):
                acknowledged = int(line)
        timer.cancel()
    if child.returncode != -signal.SIGKILL:
        raise RuntimeError(f"the child ended by itself with {child.returncode}")
    return acknowledged


def _inspect(settings: Settings) -> tuple[int, list[str]]:
    """Return the step that the index holds (0: nothing yet) and all that is wrong with it."""
    layout, problems = Layout(settings.home), []
    if layout.read_pointer() is None:
        return 0, ["there are generations and no pointer"] if layout.current.exists() else []
    opened = open_current(settings.home, settings.store)
    if opened.degraded:
        problems.append(f"degraded: {opened.degraded}")
    catalogue = opened.generation.catalogue
    texts = {
        (entry.key, entry.language): catalogue.passages(entry.key, entry.language)[0].text
        for entry in catalogue.documents
    }
    opened.generation.close()
    step = max(int(text.rsplit(" ", 1)[1]) for text in texts.values())
    expected = {
        (parsed.document.key, parsed.document.language): parsed.passages[0].text
        for before in range(max(1, step - _SLOTS + 1), step + 1)
        for parsed in _documents(before)
    }
    if texts != expected:
        problems.append(f"the documents are not those of step {step}")
    for check in verify(settings.home, settings.store):
        problems += [f"{check.generation}: {problem}" for problem in check.problems]
    stale = list(layout.generations.glob(".building-*"))
    if len(stale) > 1:
        problems.append(f"{len(stale)} unfinished folders")
    return step, problems


def _documents(step: int) -> list[Parsed]:
    symbol = f"CWS/90/{step % _SLOTS + 1}"
    return [make_document(symbol, language, [f"Words {step}"]) for language in _LANGUAGES]


def _child(home: Path) -> None:
    """Publish step after step until somebody kills this process."""
    settings = settings_of(home)
    step, _ = _inspect(settings)
    print(_READY, flush=True)
    while True:
        step += 1
        with Writer(settings) as writer:
            for parsed in _documents(step):
                writer.put(file_of(parsed), parsed)
            writer.publish()
        print(step, flush=True)


def main() -> int:
    """Run the harness; return 0 if nothing went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--longest", type=float, default=0.6, help="seconds before a kill")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        _child(arguments.child)
    started = time.monotonic()
    home = Path(tempfile.mkdtemp(prefix="wipo-rag-kills-"))
    report = kill_writers(home, arguments.kills, arguments.seed, arguments.longest)
    states = ", ".join(f"{count} {name}" for name, count in sorted(report.states.items()))
    print(f"{report.kills} kills in {time.monotonic() - started:.0f} s: {states}")
    print(f"{len(report.problems)} problems")
    for problem in report.problems:
        print(f"  {problem}")
    if report.problems:
        print(f"left in {home}")
        return 1
    shutil.rmtree(home)
    return 0


if __name__ == "__main__":
    sys.exit(main())
