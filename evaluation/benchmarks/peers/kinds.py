"""What is handed to every system, and what a system is.

Only the standard library is imported here: what a child imports counts in what it measures.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

OVERFETCHED = 1_000
"""Hits that a peer takes of each side before a filter that it can only apply afterwards."""


@dataclass(frozen=True, slots=True)
class Text:
    """A passage. ``key`` is ``document#locator``; the versions of a passage share it."""

    key: str
    text: str
    language: str
    body: str

    @property
    def document(self) -> tuple[str, str]:
        """The document and language that the passage is of."""
        return self.key.partition("#")[0], self.language


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the body that it is narrowed to if any, and the keys that answer it."""

    text: str
    language: str
    body: str | None = None
    wanted: tuple[str, ...] = ()


class System(Protocol):
    """Something that is built from texts into a folder, opened from it, and searched."""

    def build(self, texts: Iterable[Text], folder: Path) -> float:
        """Index and save; return the seconds of processor time that are not to be counted."""
        ...

    def open(self, folder: Path) -> None:
        """Make ready for questions what ``build`` saved."""
        ...

    def search(self, asked: Asked, count: int) -> list[str]:
        """Return at most ``count`` keys, best first; none occurs twice."""
        ...


def write_texts(path: Path, texts: Iterable[Text]) -> int:
    """Write one JSON object a line; return how many."""
    written = 0
    with path.open("w", encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps(asdict(text), ensure_ascii=False) + "\n")
            written += 1
    return written


def read_texts(path: Path) -> Iterator[Text]:
    """Yield what ``write_texts`` wrote, one at a time."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield Text(**json.loads(line))


def asked_from(given: dict[str, object]) -> Asked:
    """Return a question out of JSON."""
    wanted = given.pop("wanted", ())
    return Asked(**given, wanted=tuple(wanted))  # type: ignore[arg-type]
