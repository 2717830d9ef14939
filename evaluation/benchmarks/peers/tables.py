"""Tables of figures, ratios of a peer to ours, and gates."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NONE = "–"
_WHOLE = 1000  # and above: told without a fraction


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first are aligned to the right."""
    lines = [f"| {' | '.join(head)} |", "|---|" + "---:|" * (len(head) - 1)]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines)


def figure(value: float | None, digits: int = 1) -> str:
    """Return a number with thousands set apart, or a dash for none."""
    return NONE if value is None else f"{value:,.{digits}f}"


def ratio(peer: float | None, ours: float | None) -> str:
    """Return how many times ours a peer's figure is ("2.50x"), a dash where there is no such."""
    if peer is None or not ours:
        return NONE
    found = peer / ours
    return f"{found:.2f}x" if found < 10 else f"{found:.0f}x"


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of all lie, between neighbours where it must.

    Raises:
        ValueError: of nothing.
    """
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low, high = math.floor(place), math.ceil(place)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def median(values: Iterable[float]) -> float:
    """Return the middle one."""
    return statistics.median(values)


@dataclass(frozen=True, slots=True)
class Gate:
    """One figure beside what it must be. ``reached`` is None where it could not be measured."""

    name: str
    limit: float
    reached: float | None
    at_least: bool = False

    @property
    def holds(self) -> bool | None:
        """Say whether it is reached; None where nobody knows."""
        if self.reached is None:
            return None
        return self.reached >= self.limit if self.at_least else self.reached <= self.limit

    def row(self) -> list[str]:
        """Return the cells of its row."""
        words = {True: "holds", False: "**does not hold**", None: "not measured"}
        sign = "≥" if self.at_least else "≤"
        reached = NONE if self.reached is None else _short(self.reached)
        return [self.name, f"{sign} {self.limit:.4g}", reached, words[self.holds]]


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= _WHOLE else f"{value:.3g}"


def gates_table(gates: Iterable[Gate]) -> str:
    """Return gates as a Markdown table."""
    return markdown(["gate", "limit", "reached", ""], [gate.row() for gate in gates])


def share_of(ours: float | None, peer: float | None) -> float | None:
    """Return ours as a share of a peer's figure; None if either is missing."""
    return ours / peer if ours is not None and peer else None


def ahead(found: Mapping[str, float], ours: str) -> float | None:
    """Return by how much ours leads the best peer; None without a peer."""
    peers = [value for name, value in found.items() if name != ours]
    return found[ours] - max(peers) if peers and ours in found else None
