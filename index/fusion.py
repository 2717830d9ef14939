"""How raw scores of several searches become one list: pure functions and no state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from ingest.types import Language

_REFERENCE = 20  # best scores whose mean and deviation say what a score is worth
_VOTE = 0.05  # how much of the score of each further language version counts


@dataclass(slots=True)
class Candidate:
    """One passage in one language. ``score`` and ``scores`` lie in [0, 1]."""

    id: int
    language: Language
    score: float
    scores: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Paragraph:
    """One key with the versions of it that were found, best first.

    ``place`` is that of its key among all keys in order; ``looked_up`` says that the question
    names it outright.
    """

    place: int
    found: list[Candidate]
    score: float = 0.0
    looked_up: bool = False


def top(scores: Mapping[int, float]) -> float:
    """Return the highest of some raw scores; 0 if there is none, or none above 0."""
    return max(0.0, max(scores.values(), default=0.0))


def relative(scores: Mapping[int, float], best_anywhere: float) -> dict[int, float]:
    """Return raw scores of one language as numbers in [0, 1] that compare between languages.

    A score counts by how many standard deviations it lies above the mean of the 20 best of its
    language, put through the logistic function; missing ones of the 20 count as 0. The result
    is scaled by how the language's best raw score compares with ``best_anywhere``, that of the
    best language: being first where nothing but a number matches is worth little.
    """
    highest = top(scores)
    if highest == 0 or best_anywhere <= 0:
        return dict.fromkeys(scores, 0.0)
    reference = np.zeros(_REFERENCE)
    best = np.sort(np.fromiter(scores.values(), np.float64, len(scores)))[::-1][:_REFERENCE]
    reference[: len(best)] = best
    mean, deviation = float(reference.mean()), float(reference.std()) or 1.0
    scale = min(1.0, highest / best_anywhere)
    return {
        identifier: scale / (1.0 + float(np.exp((mean - score) / deviation)))
        for identifier, score in scores.items()
    }


def raised(score: float, *bonuses: float) -> float:
    """Return ``score`` raised by bonuses; all lie in [0, 1], and so does the result.

    >>> raised(0.5, 0.5)
    0.75
    """
    rest = 1.0 - score
    for bonus in bonuses:
        rest *= 1.0 - bonus
    return 1.0 - rest


def vote(candidates: Iterable[tuple[int, Candidate]]) -> dict[int, Paragraph]:
    """Return the paragraphs of candidates that come with the place of their key.

    A paragraph has the score of its best version, raised a little by each further one.
    """
    paragraphs: dict[int, Paragraph] = {}
    for place, candidate in candidates:
        paragraphs.setdefault(place, Paragraph(place, [])).found.append(candidate)
    for paragraph in paragraphs.values():
        paragraph.found.sort(key=lambda each: (-each.score, each.language))
        best, *others = (each.score for each in paragraph.found)
        paragraph.score = raised(best, *(_VOTE * score for score in others))
    return paragraphs


def in_order(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Return paragraphs as they rank: those looked up first, then by score, then by key."""
    return sorted(paragraphs, key=lambda each: (not each.looked_up, -each.score, each.place))
