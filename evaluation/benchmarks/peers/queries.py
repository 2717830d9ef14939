"""How fast and how well a question is answered: ``python -m evaluation.benchmarks.peers.queries``.

Hybrid search, ten hits, through filters by body that keep everything, a tenth and a hundredth.
All systems are open at once; each question is put to one after another. nDCG@10 is of known items
(see ``corpus``): speed that loses them is not speed. Ours filters before it searches; a peer that
cannot takes 1,000 hits of each side and filters those.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evaluation.benchmarks.peers.builds import Builds, builds, compared, parser
from evaluation.benchmarks.peers.corpus import KEPT, known_items
from evaluation.benchmarks.peers.kinds import Asked
from evaluation.benchmarks.peers.machine import heading
from evaluation.benchmarks.peers.names import LANGCHAIN, OURS, TXTAI
from evaluation.benchmarks.peers.parent import Child, ChildFailed, opened, round_robin
from evaluation.benchmarks.peers.tables import (
    Gate,
    figure,
    gates_table,
    markdown,
    quantile,
    ratio,
    share_of,
)
from evaluation.measures import mean, scores

COUNT = 10
_WARMING = 3  # questions of each filter that do not count
_MOST_OF_TXTAI, _MOST_OF_LANGCHAIN, _MEMORY_OF_TXTAI = 0.5, 0.05, 0.6
_HEAD = (
    "system", "passages", "filter keeps", "CPU ms, mean", "peer / ours", "wall ms, p50", "p95",
    "nDCG@10",
)  # fmt: skip


@dataclass
class Told:
    """What one system told of the questions of one filter; times in milliseconds."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    runs: dict[str, list[str]] = field(default_factory=dict)
    ndcg: float | None = None

    @property
    def mean_cpu(self) -> float:
        """The mean of ``cpu``."""
        return float(mean(self.cpu) or 0)


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; return an exit code."""
    options = _parser().parse_args(arguments)
    print(heading(), flush=True)
    names = compared(options.only)
    with builds(options) as held:
        for count in options.passages:
            _measure(held, names, count, options.questions)
    return 0


def _parser() -> argparse.ArgumentParser:
    made = parser(__doc__, (10_000, 100_000))
    made.add_argument("--questions", type=int, default=60, help="of each filter")
    return made


def _measure(held: Builds, names: list[str], count: int, questions: int) -> None:
    folders = {}
    for name in names:
        try:
            held.built(count, name)
            folders[name] = held.folder(count, name)
        except ChildFailed as error:
            print(f"{error}: left out at {count:,} passages.\n", flush=True)
    found = {}
    with opened(folders) as children:
        for kept, body in KEPT.items():
            found[kept] = put(children, known_items(held.texts(count), questions, body))
        memory = {name: each.ask("memory") for name, each in children.items()}
    print(markdown(_HEAD, _rows(count, found)), "\n", flush=True)
    rss = {name: own["rss"] for name, own in memory.items()}
    print(markdown(("system", "passages", "resident MB", "peer / ours", "not of files"), [
        [name, f"{count:,}", figure(own["rss"], 0), ratio(own["rss"], rss.get(OURS)),
         figure(own["anonymous"], 0)]
        for name, own in memory.items()
    ]), "\n", flush=True)  # fmt: skip
    print(gates_table(gates(count, found["100 %"], rss)), "\n", flush=True)


def put(children: Mapping[str, Child], questions: Sequence[Asked]) -> dict[str, Told]:
    """Put every question to every system; the first few only load what is loaded once."""
    told = {name: Told() for name in children}
    for name, asked in round_robin(list(children), questions[:_WARMING]):
        children[name].search(asked, COUNT)
    for name, (number, asked) in round_robin(list(children), list(enumerate(questions))):
        answer = children[name].search(asked, COUNT)
        if number >= _WARMING:
            told[name].cpu.append(1000 * answer["cpu"])
            told[name].wall.append(1000 * answer["wall"])
        told[name].runs[str(number)] = answer["keys"]
    judged = {str(n): dict.fromkeys(asked.wanted, 1) for n, asked in enumerate(questions)}
    for own in told.values():
        own.ndcg = mean(each["nDCG@10"] for each in scores(own.runs, judged).values())
    return told


def _rows(count: int, found: Mapping[str, Mapping[str, Told]]) -> list[list[str]]:
    return [
        [
            name, f"{count:,}", kept, figure(own.mean_cpu, 2),
            ratio(own.mean_cpu, by_name[OURS].mean_cpu if OURS in by_name else None),
            figure(quantile(own.wall, 0.5)), figure(quantile(own.wall, 0.95)),
            figure(own.ndcg, 3),
        ]
        for kept, by_name in found.items()
        for name, own in by_name.items()
    ]  # fmt: skip


def gates(count: int, told: Mapping[str, Told], rss: Mapping[str, float]) -> list[Gate]:
    """Return the gates of a size: processor time, quality not below, memory."""
    cpu = {name: own.mean_cpu for name, own in told.items()}
    ndcg = {name: own.ndcg for name, own in told.items()}
    best = max((ndcg[name] or 0 for name in ndcg if name in (TXTAI, LANGCHAIN)), default=None)
    ours, at = cpu.get(OURS), f"{count:,} passages"
    return [
        Gate(f"query CPU, share of txtai's, {at}", _MOST_OF_TXTAI, share_of(ours, cpu.get(TXTAI))),
        Gate(
            f"query CPU, share of LangChain's, {at}",
            _MOST_OF_LANGCHAIN,
            share_of(ours, cpu.get(LANGCHAIN)),
        ),
        Gate(
            f"nDCG@10 of known items, not below both, {at}",
            best if best is not None else 0,
            ndcg.get(OURS) if best is not None else None,
            at_least=True,
        ),
        Gate(
            f"resident memory, share of txtai's, {at}",
            _MEMORY_OF_TXTAI,
            share_of(rss.get(OURS), rss.get(TXTAI)),
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
