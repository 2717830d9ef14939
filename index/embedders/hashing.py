"""Words and character n-grams hashed into a vector: any script, no download, no meaning.

It finds the same words in other forms and spellings, never a translation. The hash is CRC-32 with
a finaliser of its own, so vectors are the same on every machine, unlike with Python's ``hash``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from index.types import Matrix, Vector
from ingest.typography import fold, strip_accents

_SIZES = (3, 4, 5)  # of n-grams, in characters, inside one word with its borders marked
_GRAM_SHARE = 1.0  # L2 norm of all n-grams of a word together; the whole word has 1
_SHORT = 3  # letters up to which a word is mostly an article, a preposition, a conjunction
_SHORT_WEIGHT = 0.35
_CACHED_WORDS = 100_000
_BLOCK = 256  # texts encoded at once

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(r"\w+")
_PIECE = re.compile(f"[{_HAN}]+|[^\\W{_HAN}]+")
_HAN_RUN = re.compile(f"[{_HAN}]")

_Features = tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]


class HashingEmbedder:
    """Signed feature hashing with sublinear term frequency and L2 norm. See Embedder."""

    def __init__(self, dim: int = 512) -> None:
        self._dim = dim
        self._features: dict[str, _Features] = {}

    @property
    def name(self) -> str:
        """See Embedder.name."""
        return f"hashing-{self._dim}"

    @property
    def dim(self) -> int:
        """See Embedder.dim."""
        return self._dim

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        """See Embedder.encode_passages."""
        vectors = np.empty((len(texts), self._dim), np.float32)
        for start in range(0, len(texts), _BLOCK):
            block = texts[start : start + _BLOCK]
            vectors[start : start + len(block)] = self._encode(block)
        return vectors

    def encode_query(self, text: str) -> Vector:
        """See Embedder.encode_query."""
        vector: Vector = self._encode([text])[0]
        return vector

    def _encode(self, texts: Sequence[str]) -> Matrix:
        # In the order of the words themselves: a sum of floats depends on its order.
        counted = [sorted(Counter(_words(text)).items()) for text in texts]
        features = [self._of_word(word) for words in counted for word, _ in words]
        if not features:
            return np.zeros((len(texts), self._dim), np.float32)
        lengths = np.array([len(cells) for cells, _ in features])
        rows = np.repeat(np.arange(len(texts)), [len(words) for words in counted])
        tf = 1 + np.log([count for words in counted for _, count in words])
        cells = np.concatenate([cells for cells, _ in features])
        weights = np.concatenate([weights for _, weights in features])
        sums = np.bincount(
            cells + np.repeat(rows * self._dim, lengths),
            weights * np.repeat(tf, lengths),
            minlength=len(texts) * self._dim,
        ).reshape(len(texts), self._dim)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        return (sums / np.where(norms == 0, 1, norms)).astype(np.float32)

    def _of_word(self, word: str) -> _Features:
        found = self._features.get(word)
        if found is None:
            found = _hashed(word, self._dim)
            if len(self._features) >= _CACHED_WORDS:
                self._features.clear()
            self._features[word] = found
        return found


def _words(text: str) -> Iterator[str]:
    for token in text.split():
        yield from _words_of(token)


@lru_cache(_CACHED_WORDS)
def _words_of(token: str) -> tuple[str, ...]:
    """Return folded words; of Chinese, which has no blanks, single characters and pairs."""
    folded = strip_accents(fold(token))
    if not _HAN_RUN.search(folded):
        return tuple(_WORD.findall(folded))
    words: list[str] = []
    for piece in _PIECE.findall(folded):
        if _HAN_RUN.match(piece):
            words += piece
            words += [piece[i : i + 2] for i in range(len(piece) - 1)]
        else:
            words.append(piece)
    return tuple(words)


def _hashed(word: str, dim: int) -> _Features:
    """Return the cells of the vector that a word adds to, and what it adds to each."""
    if _HAN_RUN.match(word):
        names, weights = [word], [0.3 if len(word) == 1 else 1.0]
    else:
        marked = f"<{word}>"
        grams = [marked[i : i + n] for n in _SIZES for i in range(len(marked) - n + 1)]
        scale = _SHORT_WEIGHT if len(word) <= _SHORT and not word.isdigit() else 1.0
        share = scale * _GRAM_SHARE / max(1, len(grams)) ** 0.5
        names, weights = [f"={word}", *grams], [scale, *[share] * len(grams)]
    hashes = np.array([crc32(name.encode()) for name in names], np.uint64)
    # CRC is linear: without mixing, similar words would fall into similar cells.
    hashes = (hashes ^ (hashes >> np.uint64(15))) * np.uint64(0x9E3779B97F4A7C15)
    hashes ^= hashes >> np.uint64(29)
    signs = np.where(hashes >> np.uint64(63), 1.0, -1.0)
    cells = (hashes & np.uint64(0xFFFFFFFF)) % np.uint64(dim)
    return cells.astype(np.int64), (signs * np.array(weights)).astype(np.float32)
