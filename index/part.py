"""What is searched in one language: words, vectors, and what each passage is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from config.settings import StoreSettings
from index import lexical
from index.arrays import load_array
from index.embedders.base import Embedder, TokenEmbedder
from index.errors import RetrievalError
from index.lexical import LexicalIndex
from index.manifest import PartCounts
from index.selection import Selection
from index.stores import build_store
from index.stores.base import Ids, VectorStore
from index.tokens import TokenStore, TokenWriter
from index.types import Matrix
from index.windows import context_of, embedded_texts
from ingest.types import Language, Passage, Status

_STATUSES = tuple(status.value for status in Status)
_ROW = np.dtype([("id", "<i8"), ("document", "<i8"), ("key", "<i4"), ("status", "u1")])
_HASH_BYTES = 16
_WINDOWS_AT_ONCE = 1024
_SELECTIONS_IN_MEMORY = 16


class Row(NamedTuple):
    """A passage to be indexed. ``key`` is the place of its key among all keys in order."""

    id: int
    document: int
    key: int
    title: str
    passage: Passage


class Part:
    """The searchable part of one language; never changed, so safe for any number of threads."""

    def __init__(
        self, folder: Path, language: Language, *, dim: int, settings: StoreSettings
    ) -> None:
        """Open what ``build_part`` wrote.

        Raises:
            RetrievalError: if the files are not what they should be, or do not agree.
        """
        self.language = language
        self.lexical = LexicalIndex(folder / "lexical", language)
        self.vectors: VectorStore = build_store(settings, dim)
        self.vectors.load(folder / "vectors")
        held = (folder / "tokens").is_dir()
        self.tokens = TokenStore.load(folder / "tokens") if held else None
        self._rows = load_array(folder / "passages.npy", _ROW)
        known = set(self._rows["id"].tolist())
        if len(self.lexical) != len(self._rows) or not known.issuperset(self.vectors.ids.tolist()):
            raise RetrievalError(f"{folder}: words, vectors and passages do not agree")
        self._places = {identifier: row for row, identifier in enumerate(self._rows["id"].tolist())}
        self.allowed = lru_cache(_SELECTIONS_IN_MEMORY)(self._allowed)

    def __len__(self) -> int:
        """Return the number of passages."""
        return len(self._rows)

    def holds(self, identifier: int, selection: Selection) -> bool:
        """Return whether a passage is in this part and a selection keeps it."""
        row = self._places.get(identifier)
        if row is None or int(self._rows["document"][row]) not in selection.documents:
            return False
        status = _STATUSES[self._rows["status"][row]]
        return not selection.statuses or status in selection.statuses

    def keys(self, ids: Iterable[int]) -> list[int]:
        """Return for each passage the place of its key among all keys of the generation."""
        rows = [self._places[identifier] for identifier in ids]
        found: list[int] = self._rows["key"][rows].tolist()
        return found

    def documents(self, ids: Iterable[int]) -> list[int]:
        """Return for each passage the number of its document."""
        rows = [self._places[identifier] for identifier in ids]
        found: list[int] = self._rows["document"][rows].tolist()
        return found

    def _allowed(self, selection: Selection) -> Ids | None:
        """Return the ids of the passages that a selection keeps; ``None`` for all."""
        if selection.keeps_all:
            return None
        documents = np.fromiter(selection.documents, np.int64, len(selection.documents))
        kept = np.isin(self._rows["document"], documents)
        if selection.statuses:
            wanted = [_STATUSES.index(s) for s in selection.statuses if s in _STATUSES]
            kept &= np.isin(self._rows["status"], wanted)
        return np.asarray(self._rows["id"][kept], np.int64)


class VectorCache:
    """Vectors of an earlier generation by what was embedded, so that it need not be again."""

    def __init__(self) -> None:
        self._rows: dict[bytes, int] = {}
        self._vectors: Matrix | None = None

    @classmethod
    def of(cls, folder: Path, dim: int, settings: StoreSettings) -> VectorCache:
        """Return the vectors of one part; none if there is no such part."""
        cache = cls()
        if (folder / "windows.npy").is_file():
            hashes = load_array(folder / "windows.npy", np.dtype(f"V{_HASH_BYTES}"))
            store = build_store(settings, dim)
            store.load(folder / "vectors")
            cache._vectors = store.vectors()
            cache._rows = {value: row for row, value in enumerate(hashes.tolist())}
        return cache

    def fill(self, hashes: list[bytes], vectors: Matrix) -> list[int]:
        """Copy what is known into ``vectors`` and return the places of what is not."""
        missing = []
        for place, value in enumerate(hashes):
            row = self._rows.get(value)
            if row is None or self._vectors is None:
                missing.append(place)
            else:
                vectors[place] = self._vectors[row]
        return missing


class _Window(NamedTuple):
    id: int
    text: str


def build_part(
    folder: Path,
    language: Language,
    rows: Callable[[], Iterator[Row]],
    *,
    embedder: Embedder,
    known: VectorCache,
    settings: StoreSettings,
    window_chars: int,
    advance: Callable[[], None],
) -> PartCounts:
    """Write the part of a language into a new folder and return how much is in it.

    ``rows`` is asked several times, so that no more than a batch of texts is in memory; it must
    give the same rows in the same order. ``advance`` is called once for each.
    """
    for name in ("lexical", "vectors"):
        (folder / name).mkdir(parents=True)
    facts: list[tuple[int, int, int, int]] = []

    def entries() -> Iterator[lexical.Entry]:
        for row in rows():
            facts.append((row.id, row.document, row.key, _STATUSES.index(row.passage.status)))
            yield _entry(row)

    lexical.build(folder / "lexical", language, entries())
    table = np.array(facts, _ROW)
    np.save(folder / "passages.npy", table)

    def windows() -> Iterator[_Window]:
        for row in rows():
            for text in embedded_texts(row.passage, row.title, window_chars):
                yield _Window(row.id, text)
            advance()

    store = build_store(settings, embedder.dim)
    tokens = TokenWriter() if isinstance(embedder, TokenEmbedder) else None
    hashes = _embed(windows(), embedder, known, store, tokens)
    store.save(folder / "vectors")
    if tokens is not None:
        tokens.save(folder / "tokens")
    np.save(folder / "windows.npy", np.array(hashes, f"V{_HASH_BYTES}"))
    return PartCounts(len(np.unique(table["document"])), len(table), len(store))


def _embed(
    windows: Iterator[_Window],
    embedder: Embedder,
    known: VectorCache,
    store: VectorStore,
    tokens: TokenWriter | None,
) -> list[bytes]:
    """Add the vectors of all windows to ``store`` and return what tells their texts apart.

    Tokens are cheaper to make again than to find again.
    """
    hashes: list[bytes] = []
    while batch := list(islice(windows, _WINDOWS_AT_ONCE)):
        found = [_hash(embedder.name, window.text) for window in batch]
        vectors: Matrix = np.empty((len(batch), embedder.dim), np.float32)
        missing = known.fill(found, vectors)
        if missing:
            vectors[missing] = embedder.encode_passages([batch[place].text for place in missing])
        owners = [window.id for window in batch]
        store.add(np.array(owners, np.int64), vectors)
        if tokens is not None and isinstance(embedder, TokenEmbedder):
            tokens.add(embedder.tokens_of([window.text for window in batch]), owners)
        hashes += found
    return hashes


def _entry(row: Row) -> lexical.Entry:
    context = "\n".join(context_of(row.passage, row.title))
    return lexical.Entry(row.id, row.document, row.passage.status, row.passage.text, context)


def _hash(embedder: str, text: str) -> bytes:
    return hashlib.blake2b(f"{embedder}\0{text}".encode(), digest_size=_HASH_BYTES).digest()
