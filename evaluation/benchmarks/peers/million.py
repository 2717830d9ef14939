"""A million passages, ours only: ``python -m evaluation.benchmarks.peers.million``.

Texts are streamed into the writer; then questions are put to the index, and the vector side is
compared with an exact scan. Why no peer is asked: LangChain keeps every passage, its vector and
its words as Python objects, ten times what it takes at 100,000; txtai and bm25s could be run with
``queries --passages 1000000 --only txtai bm25``.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict

from evaluation.benchmarks.peers.builds import builds, parser
from evaluation.benchmarks.peers.corpus import KEPT, known_items
from evaluation.benchmarks.peers.machine import heading
from evaluation.benchmarks.peers.names import OURS
from evaluation.benchmarks.peers.parent import ChildFailed, child
from evaluation.benchmarks.peers.queries import put
from evaluation.benchmarks.peers.tables import Gate, figure, gates_table, markdown, quantile

_MOST_MEMORY, _MOST_P95, _LEAST_RECALL = 4_096.0, 60.0, 0.98
_RECALL_OF = 100  # questions


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; return an exit code: 1 if it did not come to an end in time."""
    options = _parser().parse_args(arguments)
    print(heading(), flush=True)
    try:
        for count in options.passages:
            _measure(options, count)
    except ChildFailed as error:
        print(f"Not finished within {options.seconds:g} s: {error}.")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    made = parser(__doc__, (1_000_000,))
    made.add_argument("--questions", type=int, default=100, help="of each filter")
    made.add_argument("--seconds", type=float, default=3_600, help="the longest of one step")
    return made


def _measure(options: argparse.Namespace, count: int) -> None:
    with builds(options) as held:
        built = held.built(count, OURS, streamed=True, seconds=options.seconds)
        with child(OURS, options.seconds) as asked:
            asked.ask("open", folder=str(held.folder(count, OURS)))
            told = {
                kept: put({OURS: asked}, known_items(held.texts(count), options.questions, body))
                for kept, body in KEPT.items()
            }
            memory = asked.ask("memory")
            questions = known_items(held.texts(count), _RECALL_OF, None)
            recall = asked.ask(
                "special",
                method="dense_recall",
                questions=[asdict(each) for each in questions],
                count=10,
            )["found"]
    print(markdown(
        ("passages", "build, CPU s", "wall s", "peak MB", "disk MB"),
        [[f"{count:,}", *(figure(built[fact], 0) for fact in ("cpu", "wall", "peak", "disk"))]],
    ), "\n")  # fmt: skip
    rows = []
    for kept, by_name in told.items():
        own = by_name[OURS]
        rows.append([
            kept, figure(own.mean_cpu), figure(quantile(own.wall, 0.5)),
            figure(quantile(own.wall, 0.95)), figure(own.ndcg, 3),
        ])  # fmt: skip
    print(markdown(("filter keeps", "CPU ms, mean", "wall ms, p50", "p95", "nDCG@10"), rows), "\n")
    p95 = max(quantile(by_name[OURS].wall, 0.95) for by_name in told.values())
    print(gates_table([
        Gate(f"{count:,} passages: resident MB when serving", _MOST_MEMORY, memory["rss"]),
        Gate(f"{count:,} passages: peak MB when building", _MOST_MEMORY, built["peak"]),
        Gate(f"{count:,} passages: p95 in ms, worst filter", _MOST_P95, p95),
        Gate(f"{count:,} passages: dense recall@10 of exact", _LEAST_RECALL, recall, True),
    ]), "\n", flush=True)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
