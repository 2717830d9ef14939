"""Words of other languages that are near the words of a query: translation without a dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.arrays import product
from index.embedders.static_files import StaticFiles
from index.embedders.static_products import products
from index.embedders.static_words import HAN_CHARACTER, WordPieces
from index.types import Matrix
from ingest.types import LANGUAGES, Language

_WORD = re.compile(r"\w+")
_START = "▁"  # what the tokenizer puts before the first piece of a word
_SHORTEST = 3  # letters of a word worth proposing; Chinese words begin with two characters
_REMEMBERED = 20_000  # words of queries whose near words are kept, for each language

_Nearest = list[tuple[str, float]]  # words with their cosines, nearest first


class Near(NamedTuple):
    """A word of another language; ``weight`` is its cosine times what the query's word counts."""

    word: str
    weight: float
    of: str


class _Words(NamedTuple):
    """The whole words of a language: row ``r`` of ``table`` times ``units[r]`` is a unit vector."""

    names: list[str]
    table: npt.NDArray[np.int8]
    units: npt.NDArray[np.float32]


class Neighbours:
    """Whole words of each language, found by the cosine with a word of the query.

    Safe in threads: what is remembered is never changed, and a full memory is left for a new one.
    """

    def __init__(self, files: StaticFiles, pieces: WordPieces) -> None:
        self._files = files
        self._pieces = pieces
        self._words: dict[Language, _Words] = {}
        self._weights: list[float] = files.weights.tolist()
        self._remembered: dict[tuple[Language, int, float], dict[bytes, _Nearest]] = {}

    def of(self, query: str, language: Language, count: int, least: float) -> list[Near]:
        """Return, for each distinct word of a query, at most ``count`` words of a language whose
        cosine with it is at least ``least``, nearest first.
        """
        asked = {word: ids for word, ids in self._asked(query).items() if self._weight(ids) > 0}
        kept = (language, count, least)
        known = self._remembered.setdefault(kept, {})
        new = sorted({ids for ids in asked.values() if ids not in known})
        if len(known) + len(new) > _REMEMBERED:
            known = self._remembered[kept] = {}
            new = sorted(set(asked.values()))
        if new:
            known.update(zip(new, self._nearest(new, language, count, least), strict=True))
        return [
            Near(name, cosine * self._weight(ids), word)
            for word, ids in asked.items()
            for name, cosine in known[ids]
        ]

    def _nearest(
        self, words: Sequence[bytes], language: Language, count: int, least: float
    ) -> Iterator[_Nearest]:
        """Yield for each word, given as its tokens, the words of ``language`` near it."""
        names, table, units = self._in(language)
        for row in products(self._vectors(words), table) * units:
            near = np.flatnonzero(row >= least)
            best = near[np.argsort(-row[near], kind="stable")][:count]
            yield [(names[place], float(row[place])) for place in best]

    def _asked(self, query: str) -> dict[str, bytes]:
        """Return the distinct words of a query with their tokens; of Chinese, the tokens."""
        found: dict[str, bytes] = {}
        words = _WORD.findall(query)
        for word, ids in zip(words, self._pieces.encode(words), strict=True):
            if HAN_CHARACTER.search(word):
                for token in np.frombuffer(ids, np.uint16):
                    name = str(self._files.tokenizer.id_to_token(int(token)))
                    found[name.removeprefix(_START)] = token.tobytes()
            else:
                found[word] = ids
        return found

    def _weight(self, ids: bytes) -> float:
        """Return how much a word counts in a query: as much as the weightiest of its tokens."""
        return max((self._weights[token] for token in memoryview(ids).cast("H")), default=0.0)

    def _vectors(self, words: Sequence[bytes]) -> Matrix:
        files = self._files
        vectors = np.zeros((len(words), files.vectors.shape[1]), np.float32)
        for row, ids in enumerate(words):
            tokens = np.frombuffer(ids, np.uint16)
            scales = files.scales[tokens].astype(np.float32)
            vectors[row] = product(scales, files.vectors[tokens].astype(np.float32))
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors / np.where(norms == 0, 1, norms)).astype(np.float32)

    def _in(self, language: Language) -> _Words:
        found = self._words.get(language)
        if found is None:
            found = self._words[language] = self._whole_words(language)
        return found

    def _whole_words(self, language: Language) -> _Words:
        files = self._files
        bit = 1 << LANGUAGES.index(language)
        names, tokens = [], []
        for word, token in files.tokenizer.get_vocab().items():
            if not files.languages[token] & bit:
                continue
            if language == "zh":
                whole = len(word) >= 2 and not word.startswith(_START)
            else:
                whole = word.startswith(_START) and len(word) > _SHORTEST and word[1:].isalpha()
            if whole:
                names.append(word.removeprefix(_START))
                tokens.append(token)
        order = np.argsort(tokens)
        chosen = np.array(tokens, np.int64)[order]
        named = [names[place] for place in order]
        return _Words(named, files.vectors[chosen], files.units[chosen])
