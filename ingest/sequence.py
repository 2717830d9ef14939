"""Are the paragraph numbers of a document whole? Gaps and repeats are signs of a parsing fault."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.types import Block, BlockKind


def check_sequence(blocks: Sequence[Block]) -> list[str]:
    """Return one sentence for each gap or repeat among the numbered paragraphs of ``blocks``.

    Main text and annexes are counted apart; so are lists that start again under a new heading.
    """
    warnings: list[str] = []
    runs: dict[str, list[int]] = {}
    for block in blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.ROW) and (block.number or "").isdigit():
            run = block.locator.rpartition("/")[0]
            runs.setdefault(run, []).append(int(block.number or 0))
    for run, numbers in runs.items():
        where = f" in {run}" if run else ""
        if numbers[0] != 1:
            warnings.append(f"numbering begins at {numbers[0]}{where}")
        for before, number in pairwise(numbers):
            if number == before:
                warnings.append(f"paragraph {number} occurs twice{where}")
            elif number < before:
                warnings.append(f"paragraph {number} follows {before}{where}")
            elif number == before + 2:
                warnings.append(f"paragraph {before + 1} is missing{where}")
            elif number > before + 2:
                warnings.append(f"paragraphs {before + 1} to {number - 1} are missing{where}")
    return warnings
