"""The shipped model: one vector a subword, nothing to compute but sums.

Needs NumPy and the tokenizer only. The vectors lie in memory as the eight-bit numbers that are on
disk; a text's vector is the normalised sum of its tokens' vectors. Sums are of doubles, where
eight-bit numbers times half-precision scales add up without any rounding: a text gets the same
bits whatever stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.arrays import product
from index.embedders.base import Tokens, TokenSequences
from index.embedders.static_files import StaticFiles, read_static_files
from index.embedders.static_late import best_cosines
from index.embedders.static_near import Near, Neighbours
from index.embedders.static_products import distinct
from index.embedders.static_words import WordPieces
from index.types import Matrix, Vector
from ingest.types import Language

SHIPPED_MODEL = Path(__file__).resolve().parent.parent / "models" / "wipo-static"

_BLOCK = 64  # texts pooled at once
_MAXSIM_SHARE = 0.8


class StaticEmbedder:
    """Token vectors of one model, pooled or one by one. See Embedder.

    Raises:
        ModelUnavailable: if the folder does not hold such a model.
    """

    def __init__(self, folder: Path = SHIPPED_MODEL) -> None:
        self._files: StaticFiles = read_static_files(folder)
        self._pieces = WordPieces(self._files.tokenizer)
        self._neighbours = Neighbours(self._files, self._pieces)

    @property
    def name(self) -> str:
        """See Embedder.name."""
        return self._files.name

    @property
    def dim(self) -> int:
        """See Embedder.dim."""
        return int(self._files.vectors.shape[1])

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        """See Embedder.encode_passages."""
        return self.pool(self.tokens_of(texts))

    def encode_query(self, text: str) -> Vector:
        """See Embedder.encode_query."""
        vector: Vector = self.pool([self.token_ids(text)])[0]
        return vector

    def token_ids(self, text: str) -> Tokens:
        """Return the tokens of a text, in order: all that late interaction needs to keep of it."""
        return self.tokens_of([text])[0]

    def tokens_of(self, texts: Sequence[str]) -> list[Tokens]:
        """Return ``token_ids`` of each text."""
        return [np.frombuffer(ids, np.uint16) for ids in self._pieces.encode(texts)]

    def pool(self, ids: Sequence[Tokens]) -> Matrix:
        """Return the vectors of texts given as token ids, float32 of shape ``(len(ids), dim)``."""
        vectors = np.empty((len(ids), self.dim), np.float32)
        for start in range(0, len(ids), _BLOCK):
            block = ids[start : start + _BLOCK]
            vectors[start : start + len(block)] = self._pooled(block)
        return vectors

    def _pooled(self, ids: Sequence[Tokens]) -> Matrix:
        flat = np.concatenate(ids).astype(np.intp)  # NumPy looks up by no other as quickly
        present, places = distinct(flat, len(self._files.vectors))
        rows = np.repeat(np.arange(len(ids)), [len(own) for own in ids])
        counts = np.bincount(rows * len(present) + places, minlength=len(ids) * len(present))
        table = self._files.vectors[present] * self._files.scales[present, None].astype(np.float64)
        sums = product(counts.reshape(len(ids), len(present)).astype(np.float64), table)
        norms = np.sqrt(np.einsum("ij,ij->i", sums, sums))[:, None]
        return (sums / np.where(norms == 0, 1, norms)).astype(np.float32)

    def token_weights(self, ids: Tokens) -> Vector:
        """Return how much each token counts in a query, float32, 0 for one that never does."""
        weights: Vector = self._files.weights[ids].astype(np.float32)
        return weights

    def maxsim(self, query: Tokens, passages: TokenSequences | Sequence[Tokens]) -> Vector:
        """Return per passage the weighted mean, over the query's tokens, of the best cosine with
        one of its tokens; float32 in [-1, 1], 0 for a passage or query without tokens.
        """
        given = passages if isinstance(passages, TokenSequences) else TokenSequences.of(passages)
        scores: Vector = self.maxsim_many([query], given)[0]
        return scores

    def maxsim_many(self, queries: Sequence[Tokens], passages: TokenSequences) -> Matrix:
        """Return ``maxsim`` of each query, float32 of shape ``(len(queries), len(passages))``."""
        scores = np.zeros((len(queries), len(passages)), np.float32)
        asked = np.unique(np.concatenate(queries))
        asked = asked[self._files.weights[asked] > 0]
        full = np.flatnonzero(np.diff(passages.starts))
        if not len(asked) or not len(full):
            return scores
        shares = np.zeros((len(queries), len(asked)), np.float32)
        for row, query in enumerate(queries):
            ids, counts = np.unique(query[self._files.weights[query] > 0], return_counts=True)
            weights = self.token_weights(ids) * counts
            shares[row, np.searchsorted(asked, ids)] = weights / (weights.sum() or 1)
        best = best_cosines(self._files, asked, passages.ids, passages.starts[full])
        scores[:, full] = product(shares, best.T)
        return scores

    def late_interaction(
        self, query: Tokens, passages: TokenSequences | Sequence[Tokens], cosines: Vector
    ) -> Vector:
        """Return 0.8 of ``maxsim`` and 0.2 of ``cosines``, those of the pooled vectors."""
        blended = _MAXSIM_SHARE * self.maxsim(query, passages) + (1 - _MAXSIM_SHARE) * cosines
        return np.asarray(blended, np.float32)

    def nearest_words(
        self, query: str, language: Language, count: int = 3, least: float = 0.45
    ) -> list[Near]:
        """Return words of ``language`` near each word of a query: what to ask its lexical index.

        At most ``count`` for each word, of a cosine of at least ``least``; folded as the
        tokenizer folds (no case, accents, Arabic article). The first call for a language takes
        some 50 ms.
        """
        return self._neighbours.of(query, language, count, least)
