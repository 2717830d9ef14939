"""How raw scores of several searches become one list: pure functions and no state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ingest.types import Language

_REFERENCE = 20  # best scores whose mean and deviation say what a score is worth
_LARGEST_EXPONENT = 700.0  # of e, in double precision
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


def level(scores: Mapping[int, float], best_anywhere: float) -> float:
    """Return how the best raw score of a language compares with that of the best language.

    1 for the best language, and where nothing was found in any.
    """
    return min(1.0, top(scores) / best_anywhere) if best_anywhere > 0 else 1.0


def relative(scores: Mapping[int, float], scale: float = 1.0) -> dict[int, float]:
    """Return raw scores of one language as numbers in [0, ``scale``] that compare between them.

    A score counts by how many standard deviations it lies above the mean of the 20 best of its
    language, put through the logistic function; missing ones of the 20 count as 0. ``scale`` is
    what the language is worth: being first where nothing but a number matches is worth little.
    """
    highest = top(scores)
    if highest == 0:
        return dict.fromkeys(scores, 0.0)
    raw = np.fromiter(scores.values(), np.float64, len(scores))
    reference = np.zeros(_REFERENCE)
    best = np.sort(raw)[::-1][:_REFERENCE]
    reference[: len(best)] = best
    mean, deviation = float(reference.mean()), float(reference.std()) or 1.0
    worth = scale / (1.0 + np.exp(np.minimum((mean - raw) / deviation, _LARGEST_EXPONENT)))
    return dict(zip(scores, worth.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Sides:
    """What both sides say of the passages of one language, in [0, 1].

    ``worth_words`` and ``worth_vectors`` are the most that either can be. A language whose words
    the question hardly shares is judged by vectors: the less its words are worth, the smaller
    their share, and a passage does not lose by it. Vectors see every language less well than
    that of the question; their worth is the root of their level.
    """

    words: dict[int, float]
    vectors: dict[int, float]
    worth_words: float
    worth_vectors: float

    @classmethod
    def of(
        cls,
        words: Mapping[int, float],
        vectors: Mapping[int, float],
        best_words: float,
        best_vectors: float,
    ) -> Sides:
        """Return the sides of a language from raw scores; the best are those of any language."""
        worth_words, worth_vectors = level(words, best_words), level(vectors, best_vectors) ** 0.5
        return cls(
            relative(words, worth_words),
            relative(vectors, worth_vectors),
            worth_words,
            worth_vectors,
        )

    def scores(self, ids: Sequence[int], lexical_weight: float) -> list[float]:
        """Return the fused scores of passages that either side found."""
        dense_weight = 1.0 - lexical_weight
        whole = lexical_weight * self.worth_words + dense_weight
        if whole <= 0:
            return [0.0] * len(ids)
        words, vectors, worth = self.words, self.vectors, lexical_weight * self.worth_vectors
        return [
            (worth * words.get(each, 0.0) + dense_weight * vectors.get(each, 0.0)) / whole
            for each in ids
        ]


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
        paragraph = paragraphs.get(place)
        if paragraph is None:
            paragraphs[place] = Paragraph(place, [candidate])
        else:
            paragraph.found.append(candidate)
    for paragraph in paragraphs.values():
        found = paragraph.found
        if len(found) > 1:
            found.sort(key=lambda each: (-each.score, each.language))
            paragraph.score = raised(found[0].score, *(_VOTE * each.score for each in found[1:]))
        else:
            paragraph.score = found[0].score
    return paragraphs


def in_order(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Return paragraphs as they rank: those looked up first, then by score, then by key."""
    return sorted(paragraphs, key=lambda each: (not each.looked_up, -each.score, each.place))
