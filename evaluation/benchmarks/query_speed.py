"""How fast search is: ``python -m evaluation.benchmarks.query_speed``.

Processor and wall milliseconds of a query with all uses of search on, over the seeds and over
passages made from the sample corpus (see ``made_passages``), and how many passages the shipped
model encodes in a second. One thread; every tenth question of the set only loads what is
loaded once, and each of the others is timed alone, the first time that it is put. What goes with a
query (its translation, reading the passages that are shown) is in it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import config.main  # noqa: F401 - one thread, set before NumPy is loaded
from config.settings import SearchSettings, Settings
from evaluation.benchmarks.made_passages import made_passages, parts_of, write_passages
from evaluation.benchmarks.own_questions import indexed
from evaluation.commands import dataset_folder
from evaluation.questions import load_questions
from index.embedders.static import StaticEmbedder
from index.generation import open_current
from index.search import Searcher
from index.types import Query
from index.writer import Writer
from ingest.types import LANGUAGES, Language

_SAMPLE = Path(__file__).resolve().parents[1] / "datasets" / "sample" / "documents"
_ENCODED = 5_000
_WARMING = 10  # one question in so many only warms up; they are in order of language
_LEAST_ENCODED = 2_000  # passages a second of one core
_MOST_ON_SEEDS, _MOST_ON_MANY = 5.0, 15.0  # milliseconds of processor time


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of each of some calls: of the processor, and of the clock on the wall."""

    cpu: list[float]
    wall: list[float]

    def cells(self) -> str:
        """Return mean and quantiles as cells of a table."""
        found = [statistics.fmean(self.cpu)]
        for times in (self.cpu, self.wall):
            twentieths = statistics.quantiles(times, n=20, method="inclusive")
            found += [twentieths[9], twentieths[18]]
        return " | ".join(f"{each:.1f}" for each in found)


def timed(calls: Sequence[Callable[[], object]]) -> Timing:
    """Return how long each call takes the first time, after some that warm up and do not count."""
    for call in calls[::_WARMING]:
        call()
    cpu, wall = [], []
    for place, call in enumerate(calls):
        if place % _WARMING == 0:
            continue
        begun, begun_cpu = time.perf_counter(), time.process_time()
        call()
        cpu.append(1000 * (time.process_time() - begun_cpu))
        wall.append(1000 * (time.perf_counter() - begun))
    return Timing(cpu, wall)


def time_queries(searcher: Searcher, dataset: str) -> Timing:
    """Return how long each question of a set takes, in the language that the set says."""
    queries = [
        Query(question.text, question.language)
        for question in load_questions(dataset_folder(dataset))
    ]
    return timed([lambda query=query: searcher.search(query) for query in queries])  # type: ignore[misc]


def encoding_rate(model: StaticEmbedder, texts: Sequence[str]) -> float:
    """Return how many texts the model makes vectors of in a second of processor time."""
    begun = time.process_time()
    model.encode_passages(texts)
    return len(texts) / (time.process_time() - begun)


@contextmanager
def many(parts: dict[Language, list[str]], count: int) -> Iterator[Searcher]:
    """Index passages made of ``parts`` in a temporary home and open them for search."""
    with tempfile.TemporaryDirectory() as home:
        settings, model = Settings(home=Path(home)), StaticEmbedder()
        with Writer(settings, model) as writer:
            write_passages(writer, parts, count)
        opened = open_current(settings.home, settings.store)
        try:
            yield Searcher(opened.generation, model, settings.search)
        finally:
            opened.generation.close()


def main(arguments: list[str] | None = None) -> int:
    """Print the figures as they are found; return an exit code."""
    options = _parser().parse_args(arguments)
    with indexed(_SAMPLE) as sample:
        parts = {name: parts_of(sample.generation.catalogue, name) for name in LANGUAGES}
    _encoding(parts["fr"])
    print("| searched | questions | CPU ms, mean | p50 | p95 | wall ms, p50 | p95 | target, CPU |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    if options.seeds.is_dir():
        with indexed(options.seeds) as seeds:
            timing = time_queries(seeds.searcher(SearchSettings()), "seeds")
        _row("the seeds", "seeds", timing, _MOST_ON_SEEDS)
    for name, languages in (("French", ("fr",)), ("six languages", LANGUAGES)):
        if options.passages:
            chosen: dict[Language, list[str]] = {each: parts[each] for each in languages}
            with many(chosen, options.passages) as searcher:
                timing = time_queries(searcher, "sample")
            most = _MOST_ON_MANY if len(chosen) == 1 else None
            _row(f"{options.passages:,} passages, {name}", "sample", timing, most)
    if not options.seeds.is_dir():
        print(f"\nThe seeds are left out: {options.seeds} is not there.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, default=Path("../shared/seeds"))
    parser.add_argument("--passages", type=int, default=100_000, help="made ones; 0: none")
    return parser


def _encoding(parts: list[str]) -> None:
    made = list(made_passages(parts, _ENCODED))
    length = statistics.fmean(len(text.split()) for text in made)
    model = StaticEmbedder()
    model.encode_passages(made[:100])
    rate = encoding_rate(model, made)
    print(
        f"Encoding: {rate:,.0f} passages of {length:.0f} words a second of one core"
        f" (target: {_LEAST_ENCODED:,}).\n",
        flush=True,
    )


def _row(name: str, questions: str, timing: Timing, most: float | None) -> None:
    target = f"{most:g}" if most is not None else "–"
    print(f"| {name} | {questions} | {timing.cells()} | {target} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
