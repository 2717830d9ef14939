"""txtai with its hybrid index and its own store of texts, as its documentation shows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from txtai import Embeddings  # type: ignore[import-not-found, unused-ignore]

from evaluation.benchmarks.peers.kinds import OVERFETCHED, Asked, Text

_NARROWED = f"select id from txtai where similar(:text, {OVERFETCHED}) and body = :body limit "

_CONFIGURED = {"method": "external", "content": True, "hybrid": True}


class TxtaiHybrid:
    """All defaults, but for the vectors: those of our model."""

    transform = "evaluation.benchmarks.peers.model.transform"

    def build(self, texts: Iterable[Text], folder: Path) -> float:
        """See System.build."""
        made = Embeddings({**_CONFIGURED, "transform": self.transform})
        made.index(
            (f"{text.language}:{text.key}", {"text": text.text, "body": text.body}, None)
            for text in texts
        )
        made.save(str(folder))
        return 0.0

    def open(self, folder: Path) -> None:
        """See System.open."""
        self._index = Embeddings()
        self._index.load(str(folder))

    def search(self, asked: Asked, count: int) -> list[str]:
        """See System.search."""
        if asked.body:
            given = {"text": asked.text, "body": asked.body}
            hits = self._index.search(f"{_NARROWED}{count}", parameters=given)
        else:
            hits = self._index.search(asked.text, count)
        return list(dict.fromkeys(hit["id"].partition(":")[2] for hit in hits))


class TxtaiWithOurEncoder(TxtaiHybrid):
    """The same, with our encoder instead of a library's: the rest of txtai, as it were."""

    transform = "evaluation.benchmarks.peers.model.transform_by_ours"
