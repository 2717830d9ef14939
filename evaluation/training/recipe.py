"""The training recipe: its numbers, and the loop that follows them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from evaluation.training.sampling import Sampler
from evaluation.training.tokens import Tokens
from evaluation.training.vectors import Matrix, Rows, Vector, late_step, pooled_step

_REPORT_EVERY = 200


@dataclass(frozen=True)
class Recipe:
    """All choices of one training run. ``kinds`` are the shares of the kinds of batches."""

    seed: int = 1
    pieces: int = 64_000
    characters: int = 12_000_000  # of each language, that the tokenizer learns from
    dim: int = 256
    first_length: float = 0.3  # of the random vectors: short ones learn faster
    glossary_times: int = 8  # each concept of the glossary counts as much as so many items
    pooled_steps: int = 6_000
    pooled_batch: int = 1_024
    pooled_scale: float = 20.0
    pooled_rate: float = 0.015
    pooled_kinds: Mapping[str, float] = field(
        default_factory=lambda: {"translations": 0.35, "mixed": 0.25, "windows": 0.3, "titles": 0.1}
    )
    late_steps: int = 4_000
    late_batch: int = 128
    late_scale: float = 30.0
    late_rate: float = 0.004
    late_weight_rate: float = 0.01
    late_kinds: Mapping[str, float] = field(
        default_factory=lambda: {"windows": 0.7, "titles": 0.15, "mixed": 0.15}
    )


@dataclass(frozen=True)
class Trained:
    """What training made: vectors and token weights, and how the losses went."""

    vectors: Matrix
    weights: Vector
    losses: list[dict[str, float | str]]
    seconds: dict[str, float]


def train(
    tokens: Tokens,
    source_weights: list[float],
    recipe: Recipe,
    report: Callable[[str], None],
) -> Trained:
    """Return vectors trained from nothing.

    First as mean vectors of texts (pooled), then through late interaction, with a pooled step
    after every second one, so that the mean vectors stay as good as they were.
    """
    sampler = Sampler(tokens, source_weights, recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    start = rng.standard_normal((tokens.vocabulary, recipe.dim))
    start *= recipe.first_length / np.sqrt(recipe.dim)
    table = Rows(start.astype(np.float32))
    weights = Rows(np.log(rarity(tokens))[:, None])
    log = _Log(report)

    def pooled(step: int, rate: float) -> None:
        kind = _kind(rng, recipe.pooled_kinds)
        batch = sampler.draw(kind, recipe.pooled_batch)
        log.add("pooled", kind, step, pooled_step(table, batch, rate, recipe.pooled_scale))

    def late(step: int, share: float) -> None:
        kind = _kind(rng, recipe.late_kinds)
        batch = sampler.draw(kind, recipe.late_batch)
        rate, weight_rate = share * recipe.late_rate, share * recipe.late_weight_rate
        loss = late_step(table, weights, batch, rate, weight_rate, recipe.late_scale)
        log.add("late", kind, step, loss)

    begun = time.process_time()
    for step in range(recipe.pooled_steps):
        # Down to the rate of the second stage, not to nothing.
        left = 1 - step / recipe.pooled_steps
        pooled(step, max(left * recipe.pooled_rate, recipe.late_rate) * _warm(step))
    between = time.process_time()
    for step in range(recipe.late_steps):
        left = 1 - step / recipe.late_steps
        late(step, left)
        if step % 2:
            pooled(step, left * recipe.late_rate)
    seconds = {"pooled": between - begun, "late": time.process_time() - between}
    return Trained(table.values, np.exp(weights.values[:, 0]), log.rows, seconds)


def rarity(tokens: Tokens) -> Vector:
    """Return the inverse document frequency of each token, at least a little above 0."""
    texts = len(tokens.starts) - 1
    idf = np.log((texts + 1) / (tokens.texts_with + 1))
    return np.asarray(np.maximum(idf, 0.1), np.float32)


def _warm(step: int) -> float:
    return min(1.0, (step + 1) / 100)


def _kind(rng: np.random.Generator, shares: Mapping[str, float]) -> str:
    chances = np.array(list(shares.values()))
    return list(shares)[rng.choice(len(chances), p=chances / chances.sum())]


class _Log:
    def __init__(self, report: Callable[[str], None]) -> None:
        self.rows: list[dict[str, float | str]] = []
        self._report = report
        self._recent: dict[str, list[float]] = {}

    def add(self, stage: str, kind: str, step: int, loss: float) -> None:
        self._recent.setdefault(f"{stage} {kind}", []).append(loss)
        if (step + 1) % _REPORT_EVERY == 0 and sum(map(len, self._recent.values())) > 1:
            means = {name: round(float(np.mean(own)), 3) for name, own in self._recent.items()}
            self.rows.append({"stage": stage, "step": step + 1, **means})
            self._recent.clear()
            self._report(f"{stage} {step + 1} {means}")
