"""Damage each file of a generation, one at a time, and look whether it is noticed before use.

    python -m evaluation.faults.flip_bytes --rounds 5

Each file of the newest of two generations, and the pointer, has one bit flipped, is cut short,
blanked, removed, or gets a stranger beside it. Every time the index must open at an intact
generation, say that it is degraded, and ``verify`` must name the damage.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.settings import Settings
from evaluation.faults.documents import file_of, make_document, settings_of
from index.generation import open_current
from index.layout import Layout, files_below
from index.verify import verify
from index.writer import Writer
from ingest.types import LANGUAGES, Language


@dataclass(slots=True)
class FlipReport:
    """How often each kind of damage was done, and what was not noticed."""

    done: Counter[str] = field(default_factory=Counter)
    unnoticed: list[str] = field(default_factory=list)


def flip(path: Path, chance: random.Random) -> None:
    """Flip one bit."""
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def truncate(path: Path, chance: random.Random) -> None:
    """Cut the file somewhere."""
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def blank(path: Path, chance: random.Random) -> None:
    """Put zeros over up to 512 bytes, as a block that never reached the disk."""
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data))
    before = bytes(data)
    data[start : start + 512] = bytes(len(data[start : start + 512]))
    if bytes(data) == before:
        data[start] = 1
    path.write_bytes(data)


def remove(path: Path, chance: random.Random) -> None:
    """Remove the file."""
    del chance
    path.unlink()


def add_stranger(path: Path, chance: random.Random) -> None:
    """Put a file beside it that does not belong there."""
    path.with_name(f"stranger-{chance.randrange(1000)}").write_bytes(b"x")


DAMAGES: tuple[Callable[[Path, random.Random], None], ...] = (
    flip,
    truncate,
    blank,
    remove,
    add_stranger,
)


def build(settings: Settings, languages: Sequence[Language]) -> str:
    """Publish two generations and return the name of the first."""
    for step in (1, 2):
        with Writer(settings) as writer:
            for language in languages:
                texts = [f"Paragraph {number} of step {step}." for number in range(1, 6)]
                parsed = make_document("CWS/90/4", language, texts, title="Sample")
                writer.put(file_of(parsed), parsed)
            writer.publish()
    return Layout(settings.home).names()[0]


def damage_all(
    settings: Settings, rounds: int, seed: int, languages: Sequence[Language] = LANGUAGES
) -> FlipReport:
    """Damage every file of the newest generation ``rounds`` times in each way."""
    older, chance, report = build(settings, languages), random.Random(seed), FlipReport()
    layout = Layout(settings.home)
    newest = layout.generation(layout.names()[-1])
    # A file without bytes (a lock of tantivy's) can only be removed or joined by a stranger.
    targets = [newest / name for name in files_below(newest)]
    intact = settings.home.with_name(f"{settings.home.name}-intact")
    shutil.copytree(settings.home, intact)
    for path in [*targets, layout.current]:
        size = path.stat().st_size
        for damage in DAMAGES:
            if size == 0 and damage not in (remove, add_stranger):
                continue
            if path == layout.current and damage is add_stranger:
                continue
            for _ in range(rounds if damage is flip else 1):
                damage(path, chance)
                report.done[damage.__name__] += 1
                wanted = older if path != layout.current else newest.name
                if problem := _unnoticed(settings, wanted):
                    name = path.relative_to(settings.home)
                    report.unnoticed.append(f"{damage.__name__} {name}: {problem}")
                shutil.rmtree(settings.home)
                shutil.copytree(intact, settings.home)
    shutil.rmtree(intact)
    return report


def _unnoticed(settings: Settings, wanted: str) -> str | None:
    """Return what is wrong with how the damage was taken; None if it was noticed."""
    opened = open_current(settings.home, settings.store)
    opened.generation.close()
    if not opened.degraded:
        return "is served as if nothing were wrong"
    if opened.generation.name != wanted:
        return f"{opened.generation.name} is served, not {wanted}"
    if not any(check.problems for check in verify(settings.home, settings.store)):
        return "verify finds nothing"
    return None


def main() -> int:
    """Run the harness; return 0 if all damage was noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="bits flipped in each file")
    parser.add_argument("--seed", type=int, default=20)
    arguments = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="wipo-rag-flips-") as folder:
        settings = settings_of(Path(folder) / "home")
        report = damage_all(settings, arguments.rounds, arguments.seed)
    done = ", ".join(f"{count} {name}" for name, count in sorted(report.done.items()))
    print(f"{sum(report.done.values())} in {time.monotonic() - started:.0f} s: {done}")
    print(f"{len(report.unnoticed)} not noticed")
    for problem in report.unnoticed:
        print(f"  {problem}")
    return 1 if report.unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
