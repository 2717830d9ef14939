"""As many passages as a benchmark of speed asks for, made from the sample corpus.

Each passage joins stretches, of at most forty words, of four passages of the sample drawn at
random, of one language, with every number in them replaced by another. So many
passages with so few distinct words make the lists of the lexical index longer than real documents
would. Fifty passages make a document; its language versions, where there are several, share keys.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from evaluation.faults.documents import file_of, make_document
from index.catalogue import Catalogue
from index.writer import Writer
from ingest.types import Language

_NUMBER = re.compile(r"\d+")
_PARTS = 4
_SHORTEST = 40  # characters of a part
_OF_A_DOCUMENT = 50


def parts_of(catalogue: Catalogue, language: Language) -> list[str]:
    """Return the texts of a language that passages are made of."""
    return [
        passage.text
        for entry in catalogue.documents
        if entry.language == language
        for passage in catalogue.passages(entry.key, language)
        if len(passage.text) >= _SHORTEST
    ]


def made_passages(parts: Sequence[str], count: int, seed: int = 1) -> Iterator[str]:
    """Yield ``count`` passages; the same for the same seed."""
    drawn = random.Random(seed)
    for _ in range(count):
        joined = " ".join(_stretch(drawn.choice(parts), drawn) for _ in range(_PARTS))
        yield _NUMBER.sub(lambda _found: str(drawn.randrange(1, 10_000)), joined)


def _stretch(part: str, drawn: random.Random) -> str:
    """Return a stretch of a part of at most forty words, or forty characters without blanks."""
    words = part.split()
    if len(words) < len(part) / 20:
        start = drawn.randrange(max(1, len(part) - _SHORTEST))
        return part[start : start + _SHORTEST]
    start = drawn.randrange(max(1, len(words) - _SHORTEST))
    return " ".join(words[start : start + _SHORTEST])


def write_passages(writer: Writer, parts: Mapping[Language, Sequence[str]], count: int) -> None:
    """Publish ``count`` passages, the same number in each language of ``parts``."""
    for language, texts in parts.items():
        made = list(made_passages(texts, count // len(parts)))
        for number, start in enumerate(range(0, len(made), _OF_A_DOCUMENT), start=1):
            parsed = make_document(
                f"TEST/{number}/1", language, made[start : start + _OF_A_DOCUMENT]
            )
            writer.put(file_of(parsed), parsed)
    writer.publish()
