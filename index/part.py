"""What is searched in one language: words, vectors, and what each passage is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np

from config.settings import StoreSettings
from index.arrays import load_array
from index.errors import RetrievalError
from index.lexical import LexicalIndex
from index.selection import Selection
from index.stores import build_store
from index.stores.base import Kept, VectorStore
from index.tokens import TokenStore
from ingest.types import Language, Status

STATUSES = tuple(status.value for status in Status)
FACTS = np.dtype([("id", "<i8"), ("document", "<i8"), ("key", "<i4"), ("status", "u1")])
"""What passages.npy holds of each passage; ``status`` is its place in ``STATUSES``."""

_SELECTIONS_IN_MEMORY = 16


class Part:
    """The searchable part of one language; never changed, so safe for any number of threads."""

    def __init__(
        self, folder: Path, language: Language, *, dim: int, settings: StoreSettings
    ) -> None:
        """Open what ``part_building.build_part`` wrote.

        Raises:
            RetrievalError: if the files are not what they should be, or do not agree.
        """
        self.language = language
        self.lexical = LexicalIndex(folder / "lexical", language)
        self.vectors: VectorStore = build_store(settings, dim)
        self.vectors.load(folder / "vectors")
        held = (folder / "tokens").is_dir()
        self.tokens = TokenStore.load(folder / "tokens") if held else None
        self._rows = load_array(folder / "passages.npy", FACTS)
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
        status = STATUSES[self._rows["status"][row]]
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

    def _allowed(self, selection: Selection) -> Kept | None:
        """Return the passages that a selection keeps; ``None`` for all."""
        if selection.keeps_all:
            return None
        documents = np.fromiter(selection.documents, np.int64, len(selection.documents))
        kept = np.isin(self._rows["document"], documents)
        if selection.statuses:
            wanted = [STATUSES.index(s) for s in selection.statuses if s in STATUSES]
            kept &= np.isin(self._rows["status"], wanted)
        return self.vectors.keep(np.asarray(self._rows["id"][kept], np.int64))
