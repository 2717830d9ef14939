"""Which rows of an eight-bit table are needed, and products of a few vectors with many of them.

Products are made a block of rows at a time. A block fits into the cache of a core once it is in
single precision, and is small enough for BLAS to multiply as it lies. Against one large product
this takes a quarter of the time, and no table in single precision needs to be kept.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.arrays import product
from index.types import Matrix

_BLOCK_PRODUCTS = 900_000  # multiplications of one block; BLAS copies what is larger first
_LARGEST_BLOCK, _SMALLEST_BLOCK = 512, 64  # rows


def products(
    vectors: Matrix, table: npt.NDArray[np.int8], rows: npt.NDArray[np.intp] | None = None
) -> Matrix:
    """Return the inner products of ``vectors`` with rows of ``table``, or with all of them.

    float32 of shape ``(len(vectors), number of rows)``.
    """
    count = len(table) if rows is None else len(rows)
    found = np.empty((len(vectors), count), np.float32)
    turned = np.ascontiguousarray(vectors.T, np.float32)
    block = min(_LARGEST_BLOCK, max(_SMALLEST_BLOCK, _BLOCK_PRODUCTS // max(1, turned.size)))
    for start in range(0, count, block):
        here = slice(start, start + block)
        part = table[here] if rows is None else table[rows[here]]
        found[:, here] = product(part.astype(np.float32), turned).T
    return found


def distinct(
    ids: npt.NDArray[np.intp], size: int
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the distinct ``ids`` in order, and the place among them of each of ``ids``.

    All are below ``size``, the number of tokens: marking them is quicker than sorting.
    """
    seen = np.zeros(size, np.bool_)
    seen[ids] = True
    present = np.flatnonzero(seen)
    places = np.empty(size, np.intp)
    places[present] = np.arange(len(present))
    return present, places.take(ids)
