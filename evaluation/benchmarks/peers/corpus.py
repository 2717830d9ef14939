"""The texts of the benchmarks of speed, and questions whose answer is known.

Passages are made from the sample corpus (see ``made_passages``), fifty to a document. One document
in a hundred is of the body ``RARE``, nine of ``SOME``, so that a filter by body keeps 1 % or, by
either, what its name says; the rest are of ``MANY``.

A known item is a passage and a question of words drawn from each of its four stretches, without
any number: nothing else holds them all, but many passages hold some. Words find such an item
more easily than a person's question would let them; quality is measured by ``quality``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from config.settings import IngestSettings
from evaluation.benchmarks.made_passages import made_passages
from evaluation.benchmarks.peers.kinds import Asked, Text, read_texts, write_texts
from ingest.parse import parse_file
from ingest.types import LANGUAGES, Language

MANY, SOME, RARE = "MANY", "SOME", "RARE"
KEPT: dict[str, str | None] = {"100 %": None, "10 %": SOME, "1 %": RARE}
"""What a filter keeps, and the body that it keeps."""

SAMPLE = Path(__file__).resolve().parents[2] / "datasets" / "sample" / "documents"

_SUFFIXES = (".docx", ".html", ".pdf")
_SHORTEST_PART = 40  # characters
_OF_A_DOCUMENT = 50
_QUARTERS = 4
_WORDS = 2  # of each quarter
_SHORTEST = 5  # characters of a word that is asked for
_SNIPPET = 4  # characters, where there are no blanks


def body_of(document: int) -> str:
    """Return the body of a document by its number, from 0."""
    return RARE if document % 100 == 1 else SOME if document % 10 == 5 else MANY


def made_texts(
    parts: Mapping[Language, Sequence[str]], count: int, seed: int = 1
) -> Iterator[Text]:
    """Yield ``count`` passages, the same number in each language of ``parts``."""
    for language, texts in parts.items():
        for number, made in enumerate(made_passages(texts, count // len(parts), seed)):
            document, place = divmod(number, _OF_A_DOCUMENT)
            symbol = f"TEST/{language.upper()}/{document + 1}"
            yield Text(f"{symbol}#p{place + 1}", made, language, body_of(document))


def sample_parts(language: Language) -> list[str]:
    """Return the passages of the sample's files in a language, but for very short ones."""
    return [text for text in parsed_texts(language) if len(text) >= _SHORTEST_PART]


def parsed_texts(language: Language) -> list[str]:
    """Return what the passages of the sample's files in a language say."""
    files = (path for path in sorted(SAMPLE.glob(f"*_{language}.*")) if path.suffix in _SUFFIXES)
    return [
        passage.text
        for path in files
        for passage in parse_file(path, IngestSettings(), {}, sha256="0" * 64).passages
    ]


def write_made(path: Path, count: int, languages: Sequence[Language]) -> None:
    """Write made texts to a file, unless it is there."""
    if path.exists():
        return
    parts = {name: sample_parts(name) for name in languages}
    unfinished = path.with_suffix(".unfinished")
    write_texts(unfinished, made_texts(parts, count))
    unfinished.rename(path)


def known_items(path: Path, count: int, body: str | None, seed: int = 2) -> list[Asked]:
    """Return questions with their passage, drawn from those that a filter by ``body`` keeps."""
    kept = [number for number, text in enumerate(read_texts(path)) if body in (None, text.body)]
    drawn = random.Random(seed)
    chosen = set(drawn.sample(kept, min(count, len(kept))))
    last = max(chosen, default=-1) + 1
    return [
        Asked(question_about(text.text, drawn), text.language, body, (text.key,))
        for number, text in enumerate(islice(read_texts(path), last))
        if number in chosen
    ]


def question_about(text: str, drawn: random.Random) -> str:
    """Return words of each quarter of a text, in their order; without digits."""
    words = [word.strip(".,;:()«»\"'") for word in text.split()]
    long = [word for word in words if len(word) >= _SHORTEST and word.isalpha()]
    if len(long) < _QUARTERS * _WORDS or len(words) < len(text) / 20:
        return " ".join(_snippets(text, drawn))
    size = len(long) / _QUARTERS
    found: list[str] = []
    for quarter in range(_QUARTERS):
        own = list(dict.fromkeys(long[int(quarter * size) : int((quarter + 1) * size)]))
        places = sorted(drawn.sample(range(len(own)), min(_WORDS, len(own))))
        found += [own[place] for place in places]
    return " ".join(found)


def _snippets(text: str, drawn: random.Random) -> Iterator[str]:
    plain = "".join(character for character in text if character.isalpha())
    size = len(plain) // _QUARTERS
    for quarter in range(_QUARTERS):
        start = quarter * size + drawn.randrange(max(1, size - _SNIPPET))
        yield plain[start : start + _SNIPPET]


def checked_languages(names: Sequence[str]) -> list[Language]:
    """Return the languages of these names.

    Raises:
        ValueError: if one is none of ours.
    """
    found: list[Language] = [language for language in LANGUAGES if language in names]
    if len(found) != len(set(names)):
        raise ValueError(f"languages are {', '.join(LANGUAGES)}")
    return found
