"""Public test sets, read from a folder beside the project; the project holds none of them."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.types import Language

QA_LANGUAGES: tuple[Language, ...] = ("ar", "en", "es", "ru", "zh")
_TATOEBA: dict[Language, str] = {"ar": "ara", "es": "spa", "fr": "fra", "ru": "rus", "zh": "cmn"}


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Questions and candidates of one language. ``relevant[q]`` is the place of the candidate
    that answers question ``q``; questions and candidates stand in the same order in every
    language.
    """

    questions: list[str]
    candidates: list[str]
    relevant: list[int]


def read_paragraphs(folder: Path) -> dict[Language, RetrievalSet]:
    """Return XQuAD as retrieval of the paragraph (240 a language) that answers a question."""
    sets = {}
    for language in QA_LANGUAGES:
        found = RetrievalSet([], [], [])
        for paragraph in _paragraphs(folder / "xquad" / f"{language}.json.gz"):
            for question in paragraph["qas"]:
                found.questions.append(question["question"])
                found.relevant.append(len(found.candidates))
            found.candidates.append(paragraph["context"])
        sets[language] = found
    return sets


def read_sentences(folder: Path) -> dict[Language, RetrievalSet]:
    """Return LAReQA XQuAD-R: retrieval of the sentence in which the answer stands.

    Sentences are cut in each language by itself, so that their places differ.
    """
    sets = {}
    for language in QA_LANGUAGES:
        found = RetrievalSet([], [], [])
        for paragraph in _paragraphs(folder / "lareqa-xquad-r" / f"{language}.json.gz"):
            breaks = paragraph["sentence_breaks"]
            for question in paragraph["qas"]:
                start = question["answers"][0]["answer_start"]
                place = next(i for i, (begin, end) in enumerate(breaks) if begin <= start < end)
                found.questions.append(question["question"])
                found.relevant.append(len(found.candidates) + place)
            found.candidates.extend(paragraph["sentences"])
        sets[language] = found
    return sets


def read_tatoeba(folder: Path) -> dict[Language, tuple[list[str], list[str]]]:
    """Return sentences of each language and the same in English."""
    sets = {}
    for language, code in _TATOEBA.items():
        base = folder / "tatoeba-laser" / f"tatoeba.{code}-eng"
        own, english = (
            Path(f"{base}.{end}").read_text(encoding="utf-8").splitlines() for end in (code, "eng")
        )
        sets[language] = (own, english)
    return sets


def _paragraphs(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        data = json.load(file)
    return [paragraph for article in data["data"] for paragraph in article["paragraphs"]]
