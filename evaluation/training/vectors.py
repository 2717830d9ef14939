"""The vectors in training, their optimiser, and the two losses, each with its own gradient.

Written out by hand over sparse bags: a step costs a tenth of what a dense embedding layer costs.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse  # type: ignore[import-untyped,unused-ignore]

from evaluation.training.sampling import Bags, Batch
from evaluation.training.tokens import Ints

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]

_FIRST = 0.9  # decay of the mean gradient
_SECOND = 0.99  # decay of its mean square, one number a row
_TINY = 1e-8


class Rows:
    """A matrix trained by row-wise Adam: only rows that a batch touches cost anything."""

    def __init__(self, values: Matrix) -> None:
        self.values = values
        self._mean = np.zeros_like(values)
        self._square = np.zeros(len(values), np.float32)
        self._steps = np.zeros(len(values), np.int64)

    def update(self, rows: Ints, gradient: Matrix, rate: float) -> None:
        """Move ``rows`` (each at most once) against their gradient."""
        self._steps[rows] += 1
        steps = self._steps[rows].astype(np.float32)
        mean = self._mean[rows]
        mean += (1 - _FIRST) * (gradient - mean)
        square = self._square[rows]
        here = np.einsum("ij,ij->i", gradient, gradient) / gradient.shape[1]
        square += (1 - _SECOND) * (here - square)
        self._mean[rows] = mean
        self._square[rows] = square
        size = np.sqrt(square / (1 - _SECOND**steps)) + _TINY
        self.values[rows] -= mean * (rate / ((1 - _FIRST**steps) * size))[:, None]


def pooled_step(table: Rows, batch: Batch, rate: float, scale: float) -> float:
    """Train mean vectors by symmetric InfoNCE with in-batch negatives; return the loss."""
    rows, (first, second) = _local([batch.queries, batch.passages])
    here = table.values[rows]
    one, other = (
        _mean_weights(batch.queries, first, len(rows)),
        _mean_weights(batch.passages, second, len(rows)),
    )
    left, left_norm = _normalised(one @ here)
    right, right_norm = _normalised(other @ here)
    logits = left @ right.T
    logits *= scale
    logits[~batch.apart] = -np.inf
    forward, forward_loss = _softmax(logits)
    backward, backward_loss = _softmax(np.ascontiguousarray(logits.T))
    slope: Matrix = (forward + backward.T) * (scale / (2 * len(logits)))
    slope[np.diag_indices(len(slope))] -= scale / len(logits)
    left_slope = _through_norm(slope @ right, left, left_norm)
    right_slope = _through_norm(slope.T @ left, right, right_norm)
    table.update(rows, one.T @ left_slope + other.T @ right_slope, rate)
    return (forward_loss + backward_loss) / 2


def late_step(
    table: Rows, weights: Rows, batch: Batch, rate: float, weight_rate: float, scale: float
) -> float:
    """Train vectors and token weights through late interaction; return the loss.

    A query's score for a passage is the weighted mean, over its tokens, of the best cosine with
    a token of the passage; ``weights`` holds logarithms.
    """
    rows, (first, second) = _local([batch.queries, batch.passages])
    units, norms = _normalised(table.values[rows])
    asked, first = np.unique(first, return_inverse=True)
    similar = units[asked] @ units.T
    best = _best(similar, batch.passages, second)
    found = np.take_along_axis(similar, best, axis=1)  # (query tokens, passages)
    share = _weight_shares(batch.queries, first, np.exp(weights.values[rows[asked], 0]))
    scores = share @ found
    logits = scale * scores
    logits[~batch.apart] = -np.inf
    slope, loss = _softmax(logits)
    slope[np.diag_indices(len(slope))] -= 1
    slope *= scale / len(slope)
    pull = share.T @ slope  # how much each query token wants each passage's best token nearer
    links = sparse.csr_matrix(
        (pull.ravel(), best.ravel(), np.arange(0, pull.size + 1, pull.shape[1])),
        shape=(len(asked), len(rows)),
    )
    gradient = links.T @ units[asked]
    gradient[asked] += links @ units
    table.update(rows, _through_norm(gradient, units, norms), rate)
    weight_slope = (found * pull).sum(axis=1) - share.T @ (slope * scores).sum(axis=1)
    weights.update(rows[asked], weight_slope[:, None].astype(np.float32), weight_rate)
    return loss


def _local(bags: list[Bags]) -> tuple[Ints, list[Ints]]:
    """Return the distinct tokens, ascending, and each bag's tokens as places among them."""
    rows, places = np.unique(np.concatenate([bag.tokens for bag in bags]), return_inverse=True)
    return rows, np.split(places, np.cumsum([len(bag.tokens) for bag in bags])[:-1])


def _mean_weights(bags: Bags, places: Ints, width: int) -> sparse.csr_matrix:
    lengths = np.diff(bags.starts)
    shares = np.repeat(1 / lengths, lengths).astype(np.float32)
    return sparse.csr_matrix((shares, places, bags.starts), shape=(len(bags), width))


def _weight_shares(bags: Bags, places: Ints, weights: Vector) -> sparse.csr_matrix:
    here = weights[places]
    sums = np.add.reduceat(here, bags.starts[:-1])
    shares = here / np.repeat(sums, np.diff(bags.starts))
    matrix = sparse.csr_matrix((shares, places, bags.starts), shape=(len(bags), len(weights)))
    matrix.sum_duplicates()
    return matrix


def _best(similar: Matrix, passages: Bags, places: Ints) -> Ints:
    """Return, per row of ``similar`` and passage, the passage's most similar token."""
    best = np.empty((len(similar), len(passages)), np.int64)
    for number in range(len(passages)):
        own = places[passages.starts[number] : passages.starts[number + 1]]
        best[:, number] = own[similar[:, own].argmax(axis=1)]
    return best


def _normalised(values: Matrix) -> tuple[Matrix, Vector]:
    norms = np.sqrt(np.einsum("ij,ij->i", values, values)) + _TINY
    return values / norms[:, None], norms


def _through_norm(slope: Matrix, units: Matrix, norms: Vector) -> Matrix:
    along = np.einsum("ij,ij->i", slope, units)
    through: Matrix = (slope - along[:, None] * units) / norms[:, None]
    return through


def _softmax(logits: Matrix) -> tuple[Matrix, float]:
    """Return the softmax of each row, and the mean loss of the diagonal."""
    top = logits.max(axis=1, keepdims=True)
    shares = np.exp(logits - top)
    sums = shares.sum(axis=1, keepdims=True)
    shares /= sums
    loss = np.log(sums[:, 0]) + top[:, 0] - np.diag(logits)
    return shares, float(loss.mean())
