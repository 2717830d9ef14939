"""Language parity: do readers get the same passages in whatever language they ask?

Of each question that is asked in several languages, the passages cited in one language are set
against those cited in another. Keys name paragraphs, not languages, so that the same paragraph
read in another language counts as the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import combinations

from evaluation.measures import mean
from evaluation.sheet import Row
from ingest.types import LANGUAGES, Language

Pair = tuple[Language, Language]


@dataclass(frozen=True, slots=True)
class Parity:
    """``overlap`` is the mean over questions and pairs of languages, ``pairs`` that of each pair.

    ``agreed`` is the share of the questions that all of their languages answer, or none does.
    """

    questions: int
    overlap: float
    agreed: float
    pairs: dict[Pair, float]


def overlap(first: Set[str], second: Set[str]) -> float:
    """Return the Jaccard index of two sets of keys, 0 to 1; of two empty ones 1."""
    return len(first & second) / len(first | second) if first or second else 1.0


def parity(rows: Iterable[Row]) -> Parity | None:
    """Return the parity of answers; None where no question was asked in two languages."""
    groups: dict[str, dict[Language, Row]] = defaultdict(dict)
    for row in rows:
        if row.answerable and row.answered is not None:
            groups[row.group][row.language] = row
    shared = [group for group in groups.values() if len(group) > 1]
    if not shared:
        return None
    by_pair: dict[Pair, list[float]] = defaultdict(list)
    by_question = []
    for group in shared:
        found = dict(_overlaps(group))
        by_question.append(sum(found.values()) / len(found))
        for pair, value in found.items():
            by_pair[pair].append(value)
    agreed = mean(float(len({row.answered for row in group.values()}) == 1) for group in shared)
    return Parity(
        questions=len(shared),
        overlap=mean(by_question) or 0.0,
        agreed=agreed or 0.0,
        pairs={pair: mean(values) or 0.0 for pair, values in by_pair.items()},
    )


def _overlaps(group: dict[Language, Row]) -> Iterator[tuple[Pair, float]]:
    asked = [language for language in LANGUAGES if language in group]
    for first, second in combinations(asked, 2):
        yield (first, second), overlap(set(group[first].cited), set(group[second].cited))
