"""The product as a way of scoring: texts go through the writer, questions through the searcher.

Nothing is left out that a user's question would meet: quantised vectors, a hundred candidates of
each side, scores put on one scale for each language, glossary, late interaction. The order of the
hits is what counts; a text that is not among them scores minus infinity.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from config.settings import SearchSettings, Settings
from evaluation.faults.documents import file_of, make_document
from index.embedders.base import Embedder
from index.generation import open_current
from index.search import Searcher
from index.types import Query
from index.writer import Writer
from ingest.types import Language

HITS = 20  # as deep as any measure here looks

Scores = npt.NDArray[np.float32]  # (questions, candidates)


@dataclass(frozen=True)
class Chain:
    """Searches for texts in generations made for them, one for each set of texts."""

    embedder: Embedder
    search: SearchSettings = field(default_factory=SearchSettings)

    def score(
        self, questions: list[str], asked: Language, candidates: list[str], held: Language
    ) -> Scores:
        """Return 1 / rank of each candidate, minus infinity for those that were not found."""
        return self.pooled(questions, asked, {held: candidates})[0]

    def pooled(
        self, questions: list[str], asked: Language, candidates: Mapping[Language, list[str]]
    ) -> list[Scores]:
        """Return the same for texts of several languages in one list, a matrix for each."""
        found = {
            held: np.full((len(questions), len(texts)), -np.inf, np.float32)
            for held, texts in candidates.items()
        }
        with self._searcher(candidates) as searcher:
            for row, text in enumerate(questions):
                for hit in searcher.search(Query(text, asked, top_k=HITS)).hits:
                    found[hit.passage.language][row, hit.passage.order] = 1 / hit.rank
        return list(found.values())

    @contextmanager
    def _searcher(self, candidates: Mapping[Language, list[str]]) -> Iterator[Searcher]:
        with tempfile.TemporaryDirectory() as home:
            settings = Settings(home=Path(home), search=self.search)
            with Writer(settings, self.embedder) as writer:
                for held, texts in candidates.items():
                    # A symbol of its own for each language: no version of a text votes for it.
                    parsed = make_document(f"TEST/{held.upper()}/1", held, texts)
                    writer.put(file_of(parsed), parsed)
                writer.publish()
            opened = open_current(settings.home, settings.store)
            try:
                yield Searcher(opened.generation, self.embedder, self.search)
            finally:
                opened.generation.close()
