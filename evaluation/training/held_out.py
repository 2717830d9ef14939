"""Keeps every text of the test sets out of the training text."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_WORD = re.compile(r"\w+")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_NOT_HAN = re.compile("[^\u3400-\u4dbf\u4e00-\u9fff]+")
_WORDS = 8
_CHARACTERS = 14


class HeldOut:
    """Knows the texts that must not be trained on.

    A text is refused when, but for case and punctuation, it equals a held-out text, or shares
    eight words in a row with one, or fourteen Chinese characters in a row.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._whole: set[str] = set()
        self._words: set[str] = set()
        self._characters: set[str] = set()
        for text in texts:
            words = _words(text)
            self._whole.add(" ".join(words))
            self._words.update(_word_runs(words))
            self._characters.update(_character_runs(text))

    def refuses(self, text: str) -> bool:
        """Return whether training on ``text`` would be training on a held-out text."""
        words = _words(text)
        if " ".join(words) in self._whole:
            return True
        if not self._words.isdisjoint(_word_runs(words)):
            return True
        return not self._characters.isdisjoint(_character_runs(text))


def read_held_out(folder: Path) -> Iterator[str]:
    """Yield every question, paragraph, sentence and line of the test sets in ``folder``."""
    for path in sorted(folder.rglob("*")):
        if path.name.endswith(".json.gz"):
            with gzip.open(path, "rt", encoding="utf-8") as file:
                yield from _squad_texts(json.load(file))
        elif path.name.startswith("tatoeba."):
            yield from path.read_text(encoding="utf-8").splitlines()


def _squad_texts(data: dict[str, Any]) -> Iterator[str]:
    for article in data["data"]:
        for paragraph in article["paragraphs"]:
            yield paragraph["context"]
            yield from paragraph.get("sentences", ())
            yield from (question["question"] for question in paragraph["qas"])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _word_runs(words: list[str]) -> Iterator[str]:
    return (" ".join(words[i : i + _WORDS]) for i in range(len(words) - _WORDS + 1))


def _character_runs(text: str) -> Iterator[str]:
    if not _HAN.search(text):
        return iter(())
    han = _NOT_HAN.sub("", text)
    return (han[i : i + _CHARACTERS] for i in range(len(han) - _CHARACTERS + 1))
