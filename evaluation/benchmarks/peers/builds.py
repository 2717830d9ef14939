"""What every system made of the same texts, kept between commands where a folder is given."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from evaluation.benchmarks.peers.corpus import checked_languages, write_made
from evaluation.benchmarks.peers.names import SYSTEMS, missing_for, runnable
from evaluation.benchmarks.peers.parent import child
from ingest.types import Language

Facts = dict[str, Any]


def parser(about: str | None, passages: Sequence[int]) -> argparse.ArgumentParser:
    """Return the options that all benchmarks of speed have."""
    made = argparse.ArgumentParser(description=about)
    made.add_argument("--passages", type=int, nargs="*", default=list(passages))
    made.add_argument("--languages", nargs="*", default=["fr"], help="of the passages")
    made.add_argument("--only", nargs="*", help="beginnings of the names of systems")
    made.add_argument("--keep", type=Path, help="keep what is built here, and use what is there")
    return made


class Builds:
    """A folder with texts and, for each number of passages, what the systems made of them."""

    def __init__(self, home: Path, languages: Sequence[Language]) -> None:
        self._home, self._languages = home, languages

    def texts(self, count: int) -> Path:
        """Return the file of so many made texts, written if it is missing."""
        path = self._home / f"{self._name(count)}.jsonl"
        write_made(path, count, self._languages)
        return path

    def folder(self, count: int, system: str) -> Path:
        """Return where a system keeps what it made."""
        return self._home / self._name(count) / system.replace(" ", "-")

    def build(
        self, count: int, system: str, *, streamed: bool = False, seconds: float = 3_600
    ) -> Facts:
        """Build anew, and return what the child tells of it.

        Raises:
            ChildFailed: if the system dies, or takes longer than ``seconds``.
        """
        folder = self.folder(count, system)
        shutil.rmtree(folder, ignore_errors=True)
        texts = self.texts(count)
        with child(system, seconds) as started:
            started.ask("load")
            facts = started.ask("build", texts=str(texts), folder=str(folder), streamed=streamed)
        self._facts(folder).write_text(json.dumps(facts), encoding="utf-8")
        return facts

    def built(
        self, count: int, system: str, *, streamed: bool = False, seconds: float = 3_600
    ) -> Facts:
        """Return what was told when it was built; build it if that never was."""
        told = self._facts(self.folder(count, system))
        if told.exists():
            facts: Facts = json.loads(told.read_text(encoding="utf-8"))
            return facts
        return self.build(count, system, streamed=streamed, seconds=seconds)

    def _facts(self, folder: Path) -> Path:
        return folder.with_name(f"{folder.name}.json")

    def _name(self, count: int) -> str:
        return f"made-{'-'.join(self._languages)}-{count}"


@contextmanager
def builds(options: argparse.Namespace) -> Iterator[Builds]:
    """Open the folder of the options, or a temporary one."""
    languages = checked_languages(options.languages)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        yield Builds(options.keep, languages)
        return
    with tempfile.TemporaryDirectory() as home:
        yield Builds(Path(home), languages)


def compared(only: list[str] | None, *, built: bool = False) -> list[str]:
    """Return the systems to compare, and name on standard output those that are not installed.

    See ``runnable``.
    """
    names = runnable(only, built=built)
    for name in SYSTEMS:
        if absent := missing_for(name):
            print(f"{name} is left out: {', '.join(absent)} not installed.\n", flush=True)
    return names
