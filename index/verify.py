"""Whether everything on disk is as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from config.settings import StoreSettings
from index.errors import DamagedGeneration, UnknownFormat
from index.generation import Generation
from index.layout import Layout
from index.manifest import manifest_digest


@dataclass(frozen=True, slots=True)
class Check:
    """What was found wrong with one generation; ``problems`` is empty if nothing."""

    generation: str
    current: bool
    problems: tuple[str, ...]


def verify(home: Path, settings: StoreSettings) -> list[Check]:
    """Return a check of every generation on disk, oldest first.

    Every byte is read against its checksum, the catalogue is checked by SQLite, and catalogue,
    words and vectors are compared. A pointer that does not name an intact manifest is a problem
    of the generation that it names, or of the newest.
    """
    layout = Layout(home)
    pointer = layout.read_pointer()
    named = pointer.generation if pointer else ""
    names = layout.names()
    checks = []
    for name in names:
        problems = _problems(layout.generation(name), settings)
        if pointer and name == named:
            if manifest_digest(layout.generation(name)) != pointer.manifest:
                problems.append("CURRENT: its digest is not that of manifest.json")
        elif name == names[-1] and named not in names:
            problems.append("CURRENT: is missing, damaged, or names a generation that is not there")
        checks.append(Check(name, name == named, tuple(problems)))
    return checks


def _problems(folder: Path, settings: StoreSettings) -> list[str]:
    try:
        generation = Generation.open(folder, settings)
    except DamagedGeneration as error:
        return list(error.problems)
    except UnknownFormat as error:
        return [str(error)]
    found = [f"catalogue.sqlite: {text}" for text in generation.catalogue.integrity_problems()]
    generation.close()
    return found
