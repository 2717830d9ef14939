"""How well search finds, in two tables: ``python -m evaluation.benchmarks.search_quality``.

The first is over public test sets (see ``model_quality`` for what its columns are): words alone,
vectors alone, both with what was added to them, the product as shipped, and a model of others. The
second is over our own questions, with each use of search switched on and off. Last come the
targets. What is not there (test sets, documents, the other model) is named and left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import chain
from pathlib import Path
from typing import Any

import config.main  # noqa: F401 - one thread, set before NumPy is loaded
from evaluation.benchmarks import targets
from evaluation.benchmarks.model_quality import System, by_language, measure, systems, table
from evaluation.benchmarks.outside_mark import missing, outside_mark
from evaluation.benchmarks.own_questions import (
    NOTE,
    VARIANTS,
    measure_questions,
    questions_table,
)
from evaluation.report import Figures
from index.embedders.static import SHIPPED_MODEL

_SAMPLE = Path(__file__).resolve().parents[1] / "datasets" / "sample" / "documents"


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; return an exit code."""
    options = _parser().parse_args(arguments)
    rows = [] if options.no_public else _public(options)
    if rows:
        _say(table(rows), by_language(rows))
    own = {} if options.no_own else _own({"sample": _SAMPLE, "seeds": options.seeds})
    for name, found in own.items():
        _say(questions_table(name, found))
    if own:
        _say(NOTE)
    by_name: dict[str, Any] = {str(row["system"]): row for row in rows}
    judged = []
    if {"chain", "BM25"} <= by_name.keys():
        judged.append(targets.of_public_sets(by_name["chain"], by_name["BM25"]))
    if "seeds" in own:
        judged.append(targets.of_seeds(own["seeds"][list(VARIANTS)[-1]]))
    if judged:
        _say(targets.targets_table(chain.from_iterable(judged)))
    if options.json:
        text = json.dumps({"public": rows, "own": own}, ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/eval"))
    parser.add_argument("--seeds", type=Path, default=Path("../shared/seeds"))
    parser.add_argument("--questions", type=int, default=0, help="public, a language; 0: all 1,190")
    parser.add_argument("--only", nargs="*", help="names of systems on the public sets")
    parser.add_argument("--no-public", action="store_true", help="our own questions only")
    parser.add_argument("--no-own", action="store_true", help="the public sets only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures here, too")
    return parser


def _public(options: argparse.Namespace) -> list[dict[str, object]]:
    if not options.data.is_dir():
        _say(f"Public test sets are left out: {options.data} is not there.")
        return []
    compared: list[System] = systems(SHIPPED_MODEL)
    reason = missing()
    if reason is None:
        compared.append(outside_mark())
    else:
        _say(f"{reason}.")
    return [
        measure(system, options.data, options.questions)
        for system in compared
        if not options.only or system.name in options.only
    ]


def _own(documents: dict[str, Path]) -> dict[str, dict[str, dict[str, Figures]]]:
    found = {}
    for name, folder in documents.items():
        if folder.is_dir():
            found[name] = measure_questions(name, folder)
        else:
            _say(f"Questions on {name} are left out: {folder} is not there.")
    return found


def _say(*parts: str) -> None:
    for part in parts:
        print(part, end="\n\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
