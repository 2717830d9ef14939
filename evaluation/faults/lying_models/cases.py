"""What scripted models say: sentences over paragraphs of the sample corpus, good ones and lies."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.types import LANGUAGES, Language

PARTS = ("dev", "held_out")
"""``dev``: the sets on which checks and levels were fitted; ``held_out``: only measured."""

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """A paragraph, a question that it answers, what may be said of it, and what may not."""

    part: str
    passage: str  # key
    language: Language
    question: str
    good: str
    lies: tuple[tuple[str, str], ...]  # kind, sentence


def read_cases(part: str) -> tuple[Case, ...]:
    """Return the cases of one of ``PARTS``, in the order of their file."""
    return tuple(_cases(part))


def _cases(part: str) -> Iterator[Case]:
    table = tomllib.loads((_FOLDER / f"{part}.toml").read_text(encoding="utf-8"))
    for turn in table["turn"]:
        language = next(code for code in LANGUAGES if code == turn["language"])
        lies = tuple(turn.get("lies", {}).items())
        yield Case(part, turn["passage"], language, turn["question"], turn["good"], lies)
