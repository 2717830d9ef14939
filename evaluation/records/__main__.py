"""``python -m evaluation.records --documents FOLDER``, or with ``--sample``. See RECORDS.md."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from config.commands import DONE, FAILED, WRONG_USAGE
from config.settings import IngestSettings, Settings
from evaluation.records.gold import DATASHEET, GoldError, GoldRecord, load_gold
from evaluation.records.matching import match_records
from evaluation.records.proofs import faults
from evaluation.records.sample import differences, parse_sample, table, versions
from evaluation.records.table import Measured, below, read_targets, rows
from ingest.parse import parse_file
from ingest.types import Parsed

SHOWN_DIFFERENCES = 40


def main(argv: Sequence[str] | None = None) -> int:
    """Print a table of what was extracted; return 1 below a target or at a false proof."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.records")
    parser.add_argument("--documents", type=Path, metavar="FOLDER", help="the five real documents")
    parser.add_argument("--sample", action="store_true", help="compare languages and formats")
    parser.add_argument("--details", action="store_true", help="every miss and every wrong value")
    arguments = parser.parse_args(argv)
    settings = Settings().ingest
    if arguments.sample:
        return _sample(settings, arguments.details)
    if arguments.documents is None:
        parser.error("--documents FOLDER or --sample is needed")
    try:
        return _measure(arguments.documents, settings, arguments.details)
    except (GoldError, OSError) as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE


def _measure(folder: Path, settings: IngestSettings, details: bool) -> int:
    gold: defaultdict[str, list[GoldRecord]] = defaultdict(list)
    for record in load_gold():
        gold[record.document].append(record)
    targets = read_targets(DATASHEET.read_text(encoding="utf-8"))
    measured, wrong = Measured(), list[str]()
    for document, wanted in sorted(gold.items()):
        parsed = parse_file(_file(folder, document), settings, {}, sha256="0" * 64)
        measured.count(document, match_records(wanted, parsed.records))
        wrong += faults(parsed)
    print("\n".join(rows(measured)))
    if details:
        _print("Misses, wrong and extra values", measured.details)
    _print("Proofs that do not hold", wrong)
    short = list(below(measured, targets))
    _print("Below target", short)
    return FAILED if wrong or short else DONE


def _file(folder: Path, document: str) -> Path:
    """Return the file of a document. Raises FileNotFoundError."""
    found = sorted(folder.glob(f"{document}_*"))
    if not found:
        raise FileNotFoundError(f"no file {document}_* in {folder}")
    return found[0]


def _sample(settings: IngestSettings, details: bool) -> int:
    wrong: list[str] = []
    parsed: list[Parsed] = []
    for each in parse_sample(settings):
        parsed.append(each)
        name = f"{each.document.language} {each.document.format}"
        wrong += (f"{name}: {fault}" for fault in faults(each))
    found = versions(parsed)
    print("\n".join(table(found)))
    differ = list(differences(found))
    _print("Differences", differ if details else differ[:SHOWN_DIFFERENCES], len(differ))
    _print("Proofs that do not hold", wrong)
    return FAILED if differ or wrong else DONE


def _print(title: str, lines: Sequence[str], count: int | None = None) -> None:
    if lines:
        print(f"\n## {title}: {len(lines) if count is None else count}\n")
        print("\n".join(f"* {line}" for line in lines))


if __name__ == "__main__":
    sys.exit(main())
