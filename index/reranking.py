"""The last step of search: the best paragraphs are read together with the query."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from config.settings import RerankerSettings
from index.fusion import Paragraph, raised
from index.rerankers import build_reranker
from index.rerankers.base import Reranker
from index.windows import context_line, context_of
from ingest.types import Passage


@dataclass(frozen=True, slots=True)
class Reranking:
    """Who reads again, how many paragraphs, and which share of the score is theirs."""

    reranker: Reranker
    top_n: int
    weight: float

    def apply(self, query: str, best: Sequence[Paragraph], texts: Sequence[str]) -> None:
        """Blend into the scores of ``best`` what the reranker says of their texts, in place.

        A bonus for being in a document that the question names raises the reranker's score as
        it raised the other: the text itself does not say which document it is in.
        """
        for paragraph, found in zip(best, self.reranker.scores(query, texts), strict=True):
            candidate = paragraph.found[0]
            candidate.scores["reranker"] = float(found)
            score = raised(float(found), candidate.scores.get("lookup", 0.0))
            paragraph.score = self.weight * score + (1 - self.weight) * paragraph.score

    def lower(self, others: Collection[Paragraph]) -> None:
        """Take the share of the reranker from paragraphs that it did not read, in place.

        They had lower scores than those that it did read, and so they have afterwards.
        """
        for paragraph in others:
            paragraph.score *= 1 - self.weight


def build_reranking(settings: RerankerSettings) -> Reranking | None:
    """Return what reads the best paragraphs again, its model loaded; None if nothing shall.

    Raises:
        ExtraMissing: if it needs an extra that is not installed.
        ModelUnavailable: if its model cannot be loaded.
    """
    reranker = build_reranker(settings)
    if reranker is None or settings.kind == "none":
        return None
    return Reranking(reranker, settings.top_n, settings.weight)


def read_text(passage: Passage, title: str) -> str:
    """Return what a reranker reads of a passage: the line that its windows carry, then all of it.

    Models take some 500 tokens, more than most paragraphs have, so it is not cut in windows.
    """
    line = context_line(context_of(passage, title))
    return f"{line}\n{passage.text}" if line else passage.text
