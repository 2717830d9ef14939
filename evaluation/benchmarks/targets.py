"""What search must reach, and whether it does: figures of the other benchmarks, judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluation.benchmarks.retrieval_sets import QA_LANGUAGES
from evaluation.report import Figures

_SEEDS_HIT_AT_10 = {"fr": 0.92, "en": 0.85, "es": 0.85, "ru": 0.75, "ar": 0.75, "zh": 0.75}


@dataclass(frozen=True, slots=True)
class Target:
    """One figure beside the least that it must be."""

    name: str
    least: float
    reached: float

    @property
    def holds(self) -> bool:
        """Say whether it is reached."""
        return self.reached >= self.least


def of_public_sets(chain: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[Target]:
    """Yield the targets of the chain on public sets; ``words`` is the row of BM25."""
    ten, sentence = chain["paragraph R@10"], chain["sentence"]
    yield Target("paragraph R@10, same language", 98.5, ten["mono"])
    yield Target("paragraph R@10, other language", 75, ten["cross"])
    worst, pair = ten["worst"].split()
    yield Target(f"paragraph R@10, worst pair ({pair})", 60, float(worst))
    yield Target("sentence mAP, five languages in one list", 40, sentence["pooled"])
    for language in QA_LANGUAGES:
        pair = f"{language}-{language}"
        least = words["sentence"]["pairs"][pair]
        yield Target(f"sentence mAP {language}, not below BM25", least, sentence["pairs"][pair])


def of_seeds(found: Mapping[str, Figures]) -> Iterator[Target]:
    """Yield the targets of our questions on the real documents."""
    for language, least in _SEEDS_HIT_AT_10.items():
        yield Target(f"seeds hit@10 {language}", least, float(found[language]["hit@10"] or 0))
    yield Target("seeds hit@1, all", 0.5, float(found["all"]["hit@1"] or 0))


def targets_table(targets: Iterator[Target]) -> str:
    """Return targets as a Markdown table."""
    lines = ["| target | at least | reached | |", "|---|---:|---:|---|"]
    lines += [
        f"| {each.name} | {each.least:g} | {round(each.reached, 3):g} |"
        f" {'holds' if each.holds else '**does not hold**'} |"
        for each in targets
    ]
    return "\n".join(lines)
