"""Products by blocks are those of the whole table."""

import numpy as np
import pytest

from index.embedders.static_products import products


@pytest.mark.parametrize("count", [0, 1, 7, 60])
@pytest.mark.parametrize("rows", [1, 63, 512, 1300])
def test_products_are_those_of_one_large_product(count, rows):
    drawn = np.random.default_rng(count * rows)
    vectors = drawn.standard_normal((count, 256)).astype(np.float32)
    table = drawn.integers(-127, 128, (rows, 256)).astype(np.int8)
    chosen = drawn.permutation(rows)[: rows // 2]
    whole = vectors.astype(np.float64) @ table.T
    assert products(vectors, table) == pytest.approx(whole, abs=0.02)
    assert products(vectors, table, chosen) == pytest.approx(whole[:, chosen], abs=0.02)
