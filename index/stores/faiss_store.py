"""FAISS: an exact scan in half precision and, for many vectors, 4-bit codes before it.

Graph and inverted-file indexes are not used: under a filter that keeps one passage in a hundred
they lose half of what they should find, where an exact scan of what is kept is fast as well.
"""

from __future__ import annotations

import math
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from index.arrays import load_array, product
from index.errors import RetrievalError
from index.stores.base import Ids, Kept, Scores, best_of_each
from index.types import Matrix, Vector

_BLOCK = 16_384  # vectors decoded at once
_RERANKED_LEAST = 1000  # vectors compared exactly, and at least for each hit that is asked for;
_RERANKED = 10  # with these, recall among 10 is 1.00 and among 100 is 0.99 of a million vectors
_FEW = 20  # ids, one to so many vectors: looked up one by one
_VERY_FEW = 500  # a filter that keeps less than one vector in so many is not worth a scan
_PQ_DIVISOR = 2  # components of a vector in one 4-bit code
_SMALLEST_TRAINING = 1024  # vectors; fewer would not fill the 16 cells of a code book

_Rows = npt.NDArray[np.int64]


class FaissStore:
    """Keeps float16 vectors, scanned exactly up to ``exact_up_to`` of them. See VectorStore.

    Above, 4-bit product-quantised codes choose candidates and the float16 vectors rank them.
    A filter that keeps at most ``exact_up_to`` vectors makes the scan exact whatever the size.
    """

    def __init__(self, dim: int, exact_up_to: int = 50_000) -> None:
        self._dim = dim
        self._exact_up_to = exact_up_to
        self._ids: Ids = np.empty(0, np.int64)
        self._by_id: _Rows | None = None  # rows in the order of their ids
        self._exact: faiss.Index = _half_precision(dim)
        self._fast: faiss.IndexRefine | None = None

    @property
    def dim(self) -> int:
        """See VectorStore.dim."""
        return self._dim

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def ids(self) -> Ids:
        """See VectorStore.ids."""
        return self._ids

    def add(self, ids: Ids, vectors: Matrix) -> None:
        """See VectorStore.add."""
        if vectors.shape != (len(ids), self._dim):
            raise ValueError(f"{vectors.shape} vectors for {len(ids)} ids of {self._dim}")
        self._ids = np.concatenate([self._ids, np.asarray(ids, np.int64)])
        self._exact.add(np.ascontiguousarray(vectors, np.float32))
        self._fast = self._by_id = None

    def keep(self, ids: Ids) -> Kept:
        """See VectorStore.keep."""
        if len(ids) * _FEW > len(self):
            return Kept(ids, np.flatnonzero(np.isin(self._ids, ids)))
        if self._by_id is None:
            self._by_id = np.argsort(self._ids, kind="stable")
        rows = self._by_id
        first = np.searchsorted(self._ids, ids, "left", sorter=rows)
        counts = np.searchsorted(self._ids, ids, "right", sorter=rows) - first
        steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return Kept(ids, np.sort(rows[np.repeat(first, counts) + steps]))

    def search(
        self, vector: Vector, k: int, allowed: Ids | Kept | None = None
    ) -> tuple[Ids, Scores]:
        """See VectorStore.search."""
        # FAISS counts its threads per calling thread; several on one query only get in each
        # other's way when every core serves a query already.
        faiss.omp_set_num_threads(1)
        kept = None
        if allowed is not None:
            kept = (allowed if isinstance(allowed, Kept) else self.keep(allowed)).rows
        total = len(self) if kept is None else len(kept)
        if total == 0 or k < 1:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        if kept is not None and total * _VERY_FEW < len(self):
            return self._compare(vector, k, kept)
        fast = self._codes() if total > self._exact_up_to else None
        # Codes are filtered afterwards: as many more are asked for as the filter will drop.
        every = len(self) if fast else total
        wanted = min(every, k if fast is None else math.ceil(k * len(self) / total))
        while True:
            rows, scores = _scan(self._exact, fast, vector, wanted, kept)
            ids, best = best_of_each(self._ids[rows], scores, k)
            if len(ids) == min(k, total) or wanted >= every:
                return ids, best
            wanted = min(2 * wanted, every)

    def _compare(self, vector: Vector, k: int, rows: _Rows) -> tuple[Ids, Scores]:
        """Return what ``search`` does, looking at nothing but the vectors in ``rows``."""
        scores = np.asarray(product(self._exact.reconstruct_batch(rows), vector), np.float32)
        return best_of_each(self._ids[rows], scores, k)

    def vectors(self) -> Matrix:
        """See VectorStore.vectors."""
        return np.asarray(self._exact.reconstruct_n(0, len(self)), np.float32)

    def save(self, folder: Path) -> None:
        """See VectorStore.save."""
        np.save(folder / "ids.npy", self._ids)
        fast = self._codes()
        try:
            faiss.write_index(self._exact, str(folder / "exact.faiss"))
            if fast is not None:
                faiss.write_index(fast.base_index, str(folder / "codes.faiss"))
        except RuntimeError as error:
            raise RetrievalError(f"{folder}: {error}") from error

    def load(self, folder: Path) -> None:
        """See VectorStore.load."""
        ids = load_array(folder / "ids.npy", np.int64)
        try:
            exact = faiss.read_index(str(folder / "exact.faiss"))
            codes = folder / "codes.faiss"
            base = faiss.read_index(str(codes)) if codes.exists() else None
        except RuntimeError as error:
            raise RetrievalError(f"{folder}: {error}") from error
        sizes = {len(ids), exact.ntotal, len(ids) if base is None else base.ntotal}
        if len(sizes) > 1 or exact.d != self._dim:
            raise RetrievalError(f"{folder}: {sizes} vectors of {exact.d}, not {self._dim}")
        self._ids, self._exact, self._by_id = ids, exact, np.argsort(ids, kind="stable")
        self._fast = None if base is None else faiss.IndexRefine(base, exact)

    def _codes(self) -> faiss.IndexRefine | None:
        """Return the codes over the exact vectors, made if missing, or None below the limit."""
        usable = self._dim % _PQ_DIVISOR == 0 and len(self) >= _SMALLEST_TRAINING
        if len(self) <= self._exact_up_to or not usable:
            return None
        if self._fast is None:
            factory = f"PQ{self._dim // _PQ_DIVISOR}x4fs"
            base = faiss.index_factory(self._dim, factory, faiss.METRIC_INNER_PRODUCT)
            for start in range(0, len(self), _BLOCK):
                block = self._exact.reconstruct_n(start, min(_BLOCK, len(self) - start))
                if start == 0:
                    base.train(self._sample())
                base.add(block)
            self._fast = faiss.IndexRefine(base, self._exact)
        return self._fast

    def _sample(self) -> Matrix:
        """Return vectors from all over the store: passages of one document stand together."""
        rows = np.linspace(0, len(self) - 1, num=min(len(self), _BLOCK)).astype(np.int64)
        return np.stack([self._exact.reconstruct(int(row)) for row in rows])


def _half_precision(dim: int) -> faiss.IndexScalarQuantizer:
    kind = faiss.ScalarQuantizer.QT_fp16
    return faiss.IndexScalarQuantizer(dim, kind, faiss.METRIC_INNER_PRODUCT)


def _scan(
    exact: faiss.Index,
    fast: faiss.IndexRefine | None,
    vector: Vector,
    k: int,
    kept: _Rows | None,
) -> tuple[_Rows, Scores]:
    """Return rows and scores of the ``k`` nearest vectors; fewer if ``kept`` drops some.

    Which rows are ``kept``, ascending; ``None`` is all.
    """
    query = np.ascontiguousarray(vector, np.float32)[None, :]
    if fast is not None:
        reranked = faiss.IndexRefineSearchParameters()
        reranked.k_factor = max(_RERANKED, _RERANKED_LEAST / k)
        scores, rows = fast.search(query, k, params=reranked)
        good = rows[0] >= 0
        if kept is not None:
            good &= _are_in(kept, rows[0])
        return rows[0][good], scores[0][good]
    if kept is None:
        scores, rows = exact.search(query, k)
    else:
        mask = np.zeros(exact.ntotal, np.bool_)
        mask[kept] = True
        bits = np.packbits(mask, bitorder="little")
        # FAISS keeps bare pointers: ``bits`` and ``selector`` must live until it has searched.
        selector = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
        parameters = faiss.SearchParameters()
        parameters.sel = selector
        scores, rows = exact.search(query, k, params=parameters)
    good = rows[0] >= 0
    return rows[0][good], scores[0][good]


def _are_in(ascending: _Rows, rows: _Rows) -> npt.NDArray[np.bool_]:
    """Return which of ``rows`` are among many others, in their order."""
    places = np.searchsorted(ascending, rows)
    found: npt.NDArray[np.bool_] = ascending.take(places, mode="clip") == rows
    return found
