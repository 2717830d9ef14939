"""The readings of one catalogue; the last few are kept, since a reader turns back to them."""

from __future__ import annotations

import threading
from functools import lru_cache
from urllib.parse import quote
from weakref import WeakKeyDictionary, ref

from index.catalogue import Catalogue
from ingest.types import Language
from service.errors import NotHeld
from service.pages.reader.building import build_reading
from service.pages.reader.comparing import Comparison, compare_versions
from service.pages.reader.types import Reading

_READINGS = 24
_COMPARISONS = 12

_shelves: WeakKeyDictionary[Catalogue, Shelf] = WeakKeyDictionary()
_lock = threading.Lock()


def shelf_of(catalogue: Catalogue) -> Shelf:
    """Return the shelf of ``catalogue``: always the same one while it is in use."""
    with _lock:
        found = _shelves.get(catalogue)
        if found is None:
            found = _shelves[catalogue] = Shelf(catalogue)
        return found


class Shelf:
    """Readings of documents, made when they are first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = ref(catalogue)  # else the shelf would keep alive what keeps it
        entries = catalogue.documents
        self._keys = {entry.key for entry in entries}
        self._current = {entry.symbol: entry.key for entry in entries if entry.in_force}
        self._readings = lru_cache(_READINGS)(self._read)
        self._comparisons = lru_cache(_COMPARISONS)(self._compare)

    def reading(self, key: str, language: Language) -> Reading:
        """Return the reading of one document.

        Raises:
            NotHeld: if it is not held.
        """
        return self._readings(key, language)

    def comparison(self, old: str, new: str, language: Language) -> Comparison:
        """Return what changed between two versions: both are known by their keys."""
        return self._comparisons(old, new, language)

    def _compare(self, old: str, new: str, language: Language) -> Comparison:
        catalogue = self._catalogue()
        if catalogue is None:
            raise NotHeld(f"{old} is not held in {language!r}")
        return compare_versions(*(catalogue.passages(key, language) for key in (old, new)))

    def _read(self, key: str, language: Language) -> Reading:
        catalogue = self._catalogue()
        document = catalogue.document(key, language) if catalogue else None
        if catalogue is None or document is None:
            raise NotHeld(f"{key} is not held in {language!r}")
        passages = catalogue.passages(key, language)

        def held(symbol: str, printed: str) -> str:
            target = printed if printed in self._keys else self._current.get(symbol, "")
            named = printed in (symbol, target)
            return f"/documents/{quote(target)}" if target and named and target != key else ""

        return build_reading(
            document,
            catalogue.blocks(key, language),
            passages,
            held,
            catalogue.parallel(passage.key for passage in passages),
        )
