"""How fast texts become an index: ``python -m evaluation.benchmarks.peers.ingestion``.

Every system is given the same passages, in memory, and is done when it has saved what it opens
later. Rounds go through all systems one after another; the figures are medians. Reading the
structure of files, which only we do, is counted apart: what it takes is told below the table.
"""

from __future__ import annotations

import argparse
import sys

from evaluation.benchmarks.peers.builds import Builds, Facts, builds, compared, parser
from evaluation.benchmarks.peers.corpus import checked_languages, parsed_texts
from evaluation.benchmarks.peers.machine import heading
from evaluation.benchmarks.peers.measuring import timed
from evaluation.benchmarks.peers.names import OURS, TXTAI
from evaluation.benchmarks.peers.parent import round_robin
from evaluation.benchmarks.peers.tables import (
    Gate,
    figure,
    gates_table,
    markdown,
    median,
    ratio,
    share_of,
)

_LEAST_OF_TXTAI = 1.5
_HEAD = (
    "system", "passages", "passages / CPU s", "ours / peer", "CPU s", "wall s", "peak MB",
    "of it before", "disk MB",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Print the table; return an exit code."""
    options = _parser().parse_args(arguments)
    print(heading(), flush=True)
    names = compared(options.only, built=True)
    with builds(options) as held:
        for count in options.passages:
            _say(count, measure(held, names, count, options.rounds))
    for language in checked_languages(options.languages):
        parsed, spent = timed(lambda language=language: parsed_texts(language))  # type: ignore[misc]
        rate = len(parsed) / spent.cpu
        print(
            f"Apart from that, ours reads the structure of files: {rate:,.0f} passages / CPU s",
            end="",
        )
        print(f" ({len(parsed)} of the sample in {language}).")
    return 0


def _parser() -> argparse.ArgumentParser:
    made = parser(__doc__, (10_000, 100_000))
    made.add_argument("--rounds", type=int, default=3, help="0: tell of what is kept")
    return made


def measure(held: Builds, names: list[str], count: int, rounds: int) -> dict[str, Facts]:
    """Return the medians of each system; of no round, what was told when it was built before."""
    if not rounds:
        return {name: held.built(count, name) for name in names}
    found: dict[str, list[Facts]] = {name: [] for name in names}
    for name, _ in round_robin(names, range(rounds)):
        found[name].append(held.build(count, name))
    return {
        name: {fact: median(each[fact] for each in told) for fact in told[0]}
        for name, told in found.items()
    }


def _say(count: int, facts: dict[str, Facts]) -> None:
    rate = {name: count / own["cpu"] for name, own in facts.items()}
    print(markdown(_HEAD, [_row(name, count, facts[name], rate) for name in facts]), flush=True)
    reached = share_of(rate.get(OURS), rate.get(TXTAI))
    print()
    name = f"ingestion of {count:,} per CPU second, times txtai's"
    print(gates_table([Gate(name, _LEAST_OF_TXTAI, reached, at_least=True)]), "\n", flush=True)


def _row(name: str, count: int, own: Facts, rate: dict[str, float]) -> list[str]:
    return [
        name, f"{count:,}", figure(rate[name], 0), ratio(rate.get(OURS), rate[name]),
        figure(own["cpu"]), figure(own["wall"]), figure(own["peak"], 0), figure(own["before"], 0),
        figure(own["disk"]),
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
