"""Is every word in exactly one passage? ``python -m evaluation.coverage_report PATH...``."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from config.commands import DONE, FAILED
from config.settings import IngestSettings, Settings
from ingest.coverage import Coverage, coverage_of
from ingest.errors import IngestError
from ingest.parse import parse_file
from ingest.types import BlockKind, Parsed
from ingest.typography import normalise_spaces

_WORD = re.compile(r"\w+")
_SHOWN = 160  # characters of a stretch


def main(argv: Sequence[str] | None = None) -> int:
    """Print the coverage of each file; return 1 if words are lost, told twice or unreadable."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.coverage_report")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    arguments = parser.parse_args(argv)
    settings = Settings().ingest
    results = [_report(path, settings) for path in _files(arguments.paths)]
    return DONE if results and all(results) else FAILED


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            held = (each for each in sorted(path.rglob("*")) if each.is_file())
            yield from (each for each in held if not each.name.endswith(".meta.json"))
        else:
            yield path


def _report(path: Path, settings: IngestSettings) -> bool:
    """Print the coverage of one file; return whether nothing is lost or told twice."""
    try:
        parsed = parse_file(path, settings, {}, sha256="")
    except (IngestError, OSError) as error:
        print(f"{path.name}: not read: {error}", file=sys.stderr)
        return False
    coverage = coverage_of(parsed)
    for line in report_lines(parsed, coverage):
        print(line)
    return not (coverage.lost or coverage.twice)


def report_lines(parsed: Parsed, coverage: Coverage) -> Iterator[str]:
    """Yield the report on one document, line by line."""
    words = words_in_one_passage(parsed)
    yield (
        f"{parsed.document.source} ({parsed.document.key}, {parsed.document.language}):"
        f" {len(parsed.passages)} passages, {words} words in exactly one of them,"
        f" {len(coverage.lost)} stretches lost, {len(coverage.twice)} twice"
    )
    for name, stretches in (("lost", coverage.lost), ("twice", coverage.twice)):
        yield from (f"  {name}: {_shown(stretch)}" for stretch in stretches)
    for kind in BlockKind:
        apart = [text for other, text in coverage.set_apart if other is kind]
        if apart:
            yield f"  set apart as {kind}: {len(apart)}"
            yield from (f"    {_shown(text)}" for text in apart)


def words_in_one_passage(parsed: Parsed) -> int:
    """Return how many words of the document lie in one passage and in no other."""
    text = parsed.document.text
    held = bytearray(len(text))
    for passage in parsed.passages:
        for start, end in passage.spans:
            for position in range(start, end):
                held[position] = min(held[position] + 1, 2)
    return sum(held[word.start()] == 1 for word in _WORD.finditer(text))


def _shown(text: str) -> str:
    line = normalise_spaces(text)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


if __name__ == "__main__":
    sys.exit(main())
