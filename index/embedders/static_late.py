"""Late interaction: for each token of a query the most similar token of each passage."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.embedders.static_files import StaticFiles
from index.embedders.static_products import distinct, products


def best_cosines(
    files: StaticFiles,
    asked: npt.NDArray[np.uint16],
    ids: npt.NDArray[np.uint16],
    starts: npt.NDArray[np.int64],
) -> npt.NDArray[np.float32]:
    """Return the best cosine of each token of ``asked`` in each passage, shape (passages, asked).

    ``starts`` says where in ``ids`` each passage begins; none may be empty.
    """
    present, here = distinct(ids.astype(np.intp), len(files.vectors))
    query = files.vectors[asked].astype(np.float32) * files.units[asked, None]
    # Each token of all passages is compared once, however often it occurs.
    cosines = products(query, files.vectors, present)
    cosines *= files.units[present]
    best = np.empty((len(starts), len(asked)), np.float32)
    for column, row in enumerate(cosines):
        best[:, column] = np.maximum.reduceat(row.take(here), starts)
    return best
