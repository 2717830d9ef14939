"""The lines that a chat model writes: a sentence, then its keys in square brackets.

Parsed strictly: what is not such a line is not told.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from service.checks.claims import Fault
from service.types import Dropped

NOTHING = "NONE"
_MOST_CHARS = 8000
_MOST_LINES = 24
_LINE = re.compile(r"\A(?P<text>.*?\S)\s*(?P<keys>(?:\[[^\[\]\s]{1,12}\]\s*)+)[.。]?\Z")
_KEY = re.compile(r"\[([^\[\]]+)\]")
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as written, and the keys that it cites."""

    text: str
    keys: tuple[str, ...]


def parse_lines(reply: str, known: Container[str]) -> Iterator[Line | Dropped]:
    """Yield each line of a reply that cites known keys only; others with their fault."""
    plain = _THOUGHT.sub("", reply)[:_MOST_CHARS]
    for written in [line.strip() for line in plain.splitlines() if line.strip()][:_MOST_LINES]:
        match = _LINE.match(written)
        if match is None:
            yield Dropped(written, Fault.NO_CITATION.value)
            continue
        keys = tuple(dict.fromkeys(_KEY.findall(match["keys"])))
        if all(key in known for key in keys):
            yield Line(match["text"], keys)
        else:
            yield Dropped(match["text"], Fault.UNKNOWN_KEY.value)


def says_nothing(reply: str) -> bool:
    """Say whether a model replied that the passages do not answer."""
    return _THOUGHT.sub("", reply).strip().strip(".。").upper() == NOTHING
