"""Test sets for the quality of all systems: what is searched, and questions with judged keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from config.settings import Settings
from evaluation.benchmarks.peers.kinds import Text
from evaluation.benchmarks.retrieval_sets import read_paragraphs
from evaluation.commands import dataset_folder
from evaluation.questions import load_questions
from index.generation import open_current
from index.ingestion import ingest
from ingest.types import LANGUAGES


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and the grades of the keys that answer it."""

    text: str
    language: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TestSet:
    """Texts that are searched together, and the questions that are put to them.

    ``home`` is where our index of real documents lies; None where it is built of ``texts``. A key
    stands for at most ``versions`` of the texts.
    """

    __test__ = False  # not a test, whatever pytest takes it for

    name: str
    searched: str
    texts: list[Text]
    questions: list[Judged]
    home: Path | None = None
    versions: int = 1


def of_documents(name: str, documents: Path, home: Path) -> TestSet:
    """Ingest documents and return their passages, with the questions of a set of ours.

    Peers are given the passages that we cut: they are spared the reading of files.
    """
    settings = Settings(home=home)
    ingest(settings, [documents])
    opened = open_current(settings.home, settings.store)
    catalogue = opened.generation.catalogue
    texts = [
        Text(passage.key, passage.text, passage.language, "")
        for entry in catalogue.documents
        if entry.in_force
        for passage in catalogue.passages(entry.key, entry.language)
    ]
    opened.generation.close()
    questions = [
        Judged(question.text, question.language, question.grades)
        for question in load_questions(dataset_folder(name))
        if question.answerable
    ]
    versions = max(Counter(text.key for text in texts).values(), default=1)
    return TestSet(name, "all languages", texts, questions, home, versions)


def of_xquad(data: Path, most: int) -> Iterator[TestSet]:
    """Yield the paragraphs of each language, with questions in every language.

    ``most`` limits the questions of each language, spread over the set; 0: all 1,190.
    """
    sets = read_paragraphs(data)
    for held, own in sets.items():
        texts = [
            Text(f"XQUAD/{held.upper()}/1#p{place + 1}", text, held, "")
            for place, text in enumerate(own.candidates)
        ]
        asked = [
            Judged(question, language, {texts[place].key: 1})
            for language in LANGUAGES
            if language in sets
            for question, place in _spread(sets[language].questions, own.relevant, most)
        ]
        yield TestSet("XQuAD", held, texts, asked)


def _spread(questions: list[str], relevant: list[int], most: int) -> list[tuple[str, int]]:
    pairs = list(zip(questions, relevant, strict=True))
    step = max(1, len(pairs) // most) if most else 1
    return pairs[::step][: most or None]
