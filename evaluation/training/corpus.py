"""Reads the training text: items in up to six languages, and pairs inside one language."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.glossary import Concept
from evaluation.training.held_out import HeldOut
from ingest.types import LANGUAGES

_SOURCES = Path(__file__).with_name("sources.toml")
_SLOTS: dict[str, int] = {language: slot for slot, language in enumerate(LANGUAGES)}

Item = dict[int, int]  # slot of a language in LANGUAGES -> place in Corpus.texts


@dataclass(frozen=True, slots=True)
class Source:
    """One source of training text: its kind of file, its licence, the repository it comes from.

    ``left_out`` says why it is not used, or is empty.
    """

    name: str
    kind: str
    licence: str
    weight: float
    origin: str = "this project"
    left_out: str = ""


@dataclass
class Corpus:
    """Training text. Items of one source stand together, in the order of their file.

    ``items`` hold translations of each other; ``pairs`` are same-language pairs, a short text
    (title, marginal note, synonym) and a longer one that it stands for.
    """

    texts: list[str] = field(default_factory=list)
    slots: list[int] = field(default_factory=list)  # of the text's language
    items: list[Item] = field(default_factory=list)
    item_source: list[int] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    pair_source: list[int] = field(default_factory=list)
    refused: int = 0

    def add(self, text: str, slot: int) -> int:
        """Keep a text and return its place."""
        self.texts.append(text)
        self.slots.append(slot)
        return len(self.texts) - 1


def load_sources(path: Path = _SOURCES) -> list[Source]:
    """Return the sources that ``path`` names, those left out among them."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return [Source(name, **table) for name, table in tables.items()]


def read_corpus(folder: Path, sources: list[Source], held_out: HeldOut) -> Corpus:
    """Return the text of all sources that are used, without anything that is held out.

    An item is dropped whole when one of its languages is held out: its translations say the same.
    """
    corpus = Corpus()
    for number, source in enumerate(sources):
        if source.left_out or source.kind == "glossary":
            continue
        for texts in _read(folder, source):
            if any(held_out.refuses(text) for _, text in texts):
                corpus.refused += 1
                continue
            if len(texts) == 2 and texts[0][0] == texts[1][0]:
                first, second = (corpus.add(text, slot) for slot, text in texts)
                corpus.pairs.append((first, second))
                corpus.pair_source.append(number)
            else:
                corpus.items.append({slot: corpus.add(text, slot) for slot, text in texts})
                corpus.item_source.append(number)
    return corpus


def glossary_corpus(concepts: Sequence[Concept], number: int) -> Corpus:
    """Return concepts as items of source ``number``.

    A concept's usual terms are one item; where a language has more terms, the second of each
    language are another, and so on, with the usual term where one language has fewer.
    """
    corpus = Corpus()
    for concept in concepts:
        for place in range(max(map(len, concept.terms.values()))):
            terms = {
                _SLOTS[language]: own[place] if place < len(own) else own[0]
                for language, own in concept.terms.items()
            }
            corpus.items.append({slot: corpus.add(term, slot) for slot, term in terms.items()})
            corpus.item_source.append(number)
    return corpus


def _read(folder: Path, source: Source) -> Iterator[list[tuple[int, str]]]:
    ending = "jsonl" if source.kind == "multiparallel" else "tsv"
    path = folder / source.kind / f"{source.name}.{ending}.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        for line in file:
            if ending == "jsonl":
                item = json.loads(line)
                yield [(slot, item[name]) for name, slot in _SLOTS.items() if item.get(name)]
            else:
                one, first, other, second = line.rstrip("\n").split("\t")
                yield [(_SLOTS[one], first), (_SLOTS[other], second)]
