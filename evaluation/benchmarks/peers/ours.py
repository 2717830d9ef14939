"""Our engine: the writer that ``wipo-rag ingest`` uses, and the searcher that the service uses."""

from __future__ import annotations

import time
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np

import config.main  # noqa: F401 - one thread, set before NumPy is loaded
from config.settings import Settings
from evaluation.benchmarks.peers.kinds import Asked, Text
from index.embedders.static import StaticEmbedder
from index.generation import open_current
from index.search import Searcher
from index.types import Filters, Query


class Ours:
    """Texts become documents of numbered paragraphs: there is no structure to read."""

    def __init__(self) -> None:
        self._model = StaticEmbedder()

    def build(self, texts: Iterable[Text], folder: Path) -> float:
        """See System.build. Making documents of texts stands for parsing and is not counted."""
        from evaluation.faults.documents import file_of, make_document
        from index.writer import Writer

        apart = 0.0
        with Writer(Settings(home=folder), self._model) as writer:
            for (symbol, language), passages in groupby(texts, attrgetter("document")):
                begun = time.process_time()
                own = list(passages)
                paragraphs = {text.key.partition("#")[2]: text.text for text in own}
                parsed = make_document(symbol, language, paragraphs, body=own[0].body)
                file = file_of(parsed)
                apart += time.process_time() - begun
                writer.put(file, parsed)
            writer.publish()
        return apart

    def open(self, folder: Path) -> None:
        """See System.open."""
        settings = Settings(home=folder)
        self._generation = open_current(settings.home, settings.store).generation
        self._searcher = Searcher(self._generation, self._model, settings.search)

    def search(self, asked: Asked, count: int) -> list[str]:
        """See System.search."""
        filters = Filters(body=(asked.body,)) if asked.body else Filters()
        query = Query(asked.text, asked.language, filters, top_k=count)  # type: ignore[arg-type]
        return [hit.passage.key for hit in self._searcher.search(query).hits]

    def dense_recall(self, questions: list[dict[str, Any]], count: int) -> float:
        """Return how many of the exactly nearest passages the vector side finds, on average.

        Compared with the half-precision vectors that are stored, over one language. ``questions``
        are the fields of ``Asked``.
        """
        (part,) = self._generation.parts.values()
        queries = np.stack([self._model.encode_query(str(each["text"])) for each in questions])
        exact = _nearest(part.vectors.vectors(), part.vectors.ids, queries, count)
        found = [set(part.vectors.search(query, count)[0].tolist()) for query in queries]
        shared = (len(a & b) / len(a) for a, b in zip(exact, found, strict=True))
        return sum(shared) / len(exact)


def _nearest(
    vectors: np.ndarray[Any, Any], ids: np.ndarray[Any, Any], queries: np.ndarray[Any, Any], k: int
) -> list[set[int]]:
    """Return the ``k`` passages nearest to each query; a passage counts by its best vector."""
    found = []
    for query in queries:
        chosen: dict[int, None] = {}
        for row in np.argsort(-(vectors @ query), kind="stable"):
            chosen[int(ids[row])] = None
            if len(chosen) == min(k, len(ids)):
                break
        found.append(set(chosen))
    return found
