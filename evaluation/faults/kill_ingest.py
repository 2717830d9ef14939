"""Kill the real ``wipo-rag ingest`` at random moments, and look at what is left.

    python -m evaluation.faults.kill_ingest --kills 100

Before each run every file of a folder is written anew with the number of the step in it; then
the command is started and, at a random moment, killed with all it started. The index must open,
not degraded, with every document at the step of the last run that ended, or of this one; never
some of both; and every file of every generation must be as it was written.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from config.settings import Settings
from index.errors import NoGeneration
from index.generation import open_current
from index.verify import verify

_FILES = 6
_TEXT = """CWS/95/{number}

1. This is step {step} of document {number} of a folder that is read again and again.

2. The Committee noted the figure {figure} in the table of annex {number}.
"""
_STEP = re.compile(r"This is step (\d+) ")


@dataclass(slots=True)
class KillReport:
    """How many runs were killed and how many ended first, and what went wrong in which."""

    killed: int = 0
    ended_first: int = 0
    states: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def kill_ingests(home: Path, kills: int, seed: int) -> KillReport:
    """Start and kill until ``kills`` runs were killed while they worked."""
    chance, report = random.Random(seed), KillReport()
    folder, settings = home / "files", Settings(home=home / "index")
    folder.mkdir(parents=True)
    acknowledged, seconds = 0, _first_run(folder, settings)
    step = 1
    while report.killed < kills:
        step += 1
        _write(folder, step)
        if _ends_before(folder, settings, chance.uniform(0, 1.15 * seconds)):
            report.ended_first += 1
            acknowledged = step
        else:
            report.killed += 1
        acknowledged = max(acknowledged, 1)
        held, problems = _inspect(settings)
        report.problems += [f"step {step}: {problem}" for problem in problems]
        if held not in (acknowledged, step):
            report.problems.append(f"step {step}: holds {held}, acknowledged {acknowledged}")
        report.states["new" if held == step else "previous"] += 1
        acknowledged = held or acknowledged
    return report


def _first_run(folder: Path, settings: Settings) -> float:
    _write(folder, 1)
    began = time.monotonic()
    if not _ends_before(folder, settings, 120):
        raise RuntimeError("the first run did not end within two minutes")
    return time.monotonic() - began


def _write(folder: Path, step: int) -> None:
    for number in range(1, _FILES + 1):
        text = _TEXT.format(number=number, step=step, figure=100 * step + number)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")


def _ends_before(folder: Path, settings: Settings, seconds: float) -> bool:
    """Run the command; kill it and its children after ``seconds``. Return whether it ended."""
    command = [sys.executable, "-m", "config.main", "ingest", str(folder), "--json"]
    environment = {**os.environ, "WIPO_RAG_HOME": str(settings.home)}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False


def _inspect(settings: Settings) -> tuple[int | None, list[str]]:
    """Return the step that all documents are at, and what is wrong."""
    problems: list[str] = []
    try:
        opened = open_current(settings.home, settings.store)
    except NoGeneration:
        return None, ["nothing is indexed any more"]
    if opened.degraded:
        problems.append(f"degraded: {opened.degraded}")
    catalogue = opened.generation.catalogue
    steps = Counter(
        int(match[1])
        for entry in catalogue.documents
        for passage in catalogue.passages(entry.key, entry.language)
        if (match := _STEP.search(passage.text))
    )
    if len(steps) != 1 or sum(steps.values()) != _FILES:
        problems.append(f"documents are at steps {dict(steps)}")
    for check in verify(settings.home, settings.store):
        problems += [f"generation {check.generation}: {problem}" for problem in check.problems]
    return (next(iter(steps)) if len(steps) == 1 else None), problems


def main() -> int:
    """Run it and print what was left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        report = kill_ingests(Path(home), arguments.kills, arguments.seed)
    print(f"{report.killed} runs killed, {report.ended_first} ended before they could be")
    print(f"index opened at: {dict(report.states)}")
    for problem in report.problems:
        print(f"PROBLEM {problem}")
    print("FAILS" if report.problems else "holds")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
