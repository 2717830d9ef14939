"""Writes what is searched in one language, in one pass over its passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from config.settings import StoreSettings
from index.embedders.base import Embedder, TokenEmbedder
from index.lexical import Entry, LexicalWriter
from index.manifest import PartCounts
from index.part import FACTS, STATUSES
from index.stores import build_store
from index.tokens import TokenWriter
from index.types import Matrix
from index.vector_cache import VectorCache, hash_of, save_hashes
from index.windows import embedded_texts
from ingest.types import Language

_ROWS_AT_ONCE = 1000
_STATUS_NUMBERS = {status: number for number, status in enumerate(STATUSES)}


class Row(NamedTuple):
    """A passage to be indexed. ``key`` is the place of its key among all keys in order,
    ``context`` what it is about, outermost first.
    """

    id: int
    document: int
    key: int
    status: str
    text: str
    context: Sequence[str]


def build_part(
    folder: Path,
    language: Language,
    rows: Iterable[Row],
    *,
    embedder: Embedder,
    known: VectorCache,
    settings: StoreSettings,
    window_chars: int,
    advance: Callable[[int], None],
) -> PartCounts:
    """Write the part of a language into a new folder and return how much is in it.

    No more than a batch of texts is in memory. ``advance`` is told how many rows were done.
    """
    for name in ("lexical", "vectors"):
        (folder / name).mkdir(parents=True)
    words = LexicalWriter(folder / "lexical", language)
    vectors = _Vectors(embedder, known, settings, window_chars)
    facts: list[npt.NDArray[np.void]] = [np.empty(0, FACTS)]
    remaining = iter(rows)
    while batch := list(islice(remaining, _ROWS_AT_ONCE)):
        for row in batch:
            words.add(Entry(row.id, row.document, row.status, row.text, "\n".join(row.context)))
        vectors.add(batch)
        facts.append(
            np.array([(r.id, r.document, r.key, _STATUS_NUMBERS[r.status]) for r in batch], FACTS)
        )
        advance(len(batch))
    words.save()
    windows = vectors.save(folder)
    table = np.concatenate(facts)
    np.save(folder / "passages.npy", table)
    return PartCounts(len(np.unique(table["document"])), len(table), windows)


class _Vectors:
    """The vectors and tokens of all windows of a part."""

    def __init__(
        self, embedder: Embedder, known: VectorCache, settings: StoreSettings, window_chars: int
    ) -> None:
        self._embedder, self._known, self._window_chars = embedder, known, window_chars
        self._store = build_store(settings, embedder.dim)
        self._token_embedder = embedder if isinstance(embedder, TokenEmbedder) else None
        self._tokens = TokenWriter()
        self._hashes: list[bytes] = []

    def add(self, rows: Sequence[Row]) -> None:
        """Embed the windows of some passages."""
        texts: list[str] = []
        owners: list[int] = []
        for row in rows:
            windows = embedded_texts(row.text, row.context, self._window_chars)
            texts += windows
            owners += [row.id] * len(windows)
        hashes = [hash_of(self._embedder.name, text) for text in texts]
        self._hashes += hashes
        self._store.add(np.array(owners, np.int64), self._encoded(texts, owners, hashes))

    def _encoded(
        self, texts: Sequence[str], owners: Sequence[int], hashes: Sequence[bytes]
    ) -> Matrix:
        """Return the vectors of texts, those known from before as they were; keep their tokens.

        Tokens are cheaper to make again than to find again.
        """
        vectors: Matrix = np.empty((len(texts), self._embedder.dim), np.float32)
        missing = self._known.fill(hashes, vectors)
        if self._token_embedder is None:
            new = self._embedder.encode_passages([texts[place] for place in missing])
        else:
            ids = self._token_embedder.tokens_of(texts)
            self._tokens.add(ids, owners)
            new = self._token_embedder.pool([ids[place] for place in missing])
        vectors[missing] = new
        return vectors

    def save(self, folder: Path) -> int:
        """Write vectors, tokens and hashes; return how many windows there are."""
        self._store.save(folder / "vectors")
        if self._token_embedder is not None:
            self._tokens.save(folder / "tokens")
        save_hashes(folder, self._hashes)
        return len(self._store)
