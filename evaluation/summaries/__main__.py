"""``python -m evaluation.summaries``: make ten summaries and check every sentence of them.

Exits with 1 if any sentence breaks a rule or a summary cannot be made. The seeds are not part of
the project; where they are missing, the summaries over them are named and left out.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from config.settings import Settings
from evaluation.summaries.asked import ASKED, Asked, everything
from evaluation.summaries.rules import Fault, counted, faults_of
from index.ingestion import ingest
from service.errors import AnswerError
from service.export_docx import to_docx
from service.serving import Serving, open_serving
from service.summaries.asking import make_summary
from service.summaries.making import summarise
from service.summaries.markdown import to_markdown
from service.summaries.material import Shelf
from service.summaries.types import Summary

SAMPLE = Path(__file__).resolve().parent.parent / "datasets" / "sample" / "documents"
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.summaries", description=__doc__)
    parser.add_argument("--seeds", type=Path, default=SEEDS, help="folder with the seeds")
    parser.add_argument("--home", type=Path, help="keep the two indexes here, and use them again")
    parser.add_argument(
        "--all", action="store_true", help="also every document, meeting and item, six languages"
    )
    parser.add_argument("--output", type=Path, help="write the summaries here (.md and .docx)")
    parsed = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        home = parsed.home or Path(scratch)
        failed = 0
        for corpus, folder in (("sample", SAMPLE), ("seeds", parsed.seeds)):
            asked = [each for each in ASKED if each.corpus == corpus]
            if not folder.is_dir():
                print(f"left out: {len(asked)} summaries over {corpus}, no folder {folder}")
                continue
            serving = _served(home / corpus, folder)
            failed += sum(not _check(each, serving, parsed.output) for each in asked)
            if parsed.all:
                failed += _check_everything(corpus, serving)
    return 1 if failed else 0


def _check_everything(corpus: str, serving: Serving) -> int:
    """Make every summary that can be made, say how they did; return how many sentences failed."""
    shelf = Shelf.of(serving)
    made, told = 0, 0
    found: list[Fault] = []
    for request in everything(serving.catalogue):
        summary = summarise(request, shelf)
        found += faults_of(summary, serving.catalogue)
        made += bool(summary.sections)
        told += sum(len(section.statements) for section in summary.sections)
    print(f"{corpus}, everything: {made} summaries, {told} sentences, {len(found)} faults")
    for fault in found:
        print(f"        {fault.rule}: {fault.detail!r} in {fault.section}: {fault.sentence[:160]}")
    return len(found)


def _served(home: Path, folder: Path) -> Serving:
    settings = Settings(home=home)
    ingest(settings, [folder])
    return open_serving(settings)


def _check(asked: Asked, serving: Serving, output: Path | None) -> bool:
    """Make one summary, say how it did, and whether it passed."""
    try:
        summary = make_summary(asked.request, Shelf.of(serving))
    except AnswerError as error:
        print(f"FAILED  {asked.name}: {error}")
        return False
    faults = faults_of(summary, serving.catalogue)
    told = sum(len(section.statements) for section in summary.sections)
    passed = told > 0 and not faults
    figures = f"{len(summary.sections)} sections, {told} sentences, {len(summary.citations)} quotes"
    print(f"{'ok' if passed else 'FAILED':7} {asked.name}: {figures} {counted(faults) or ''}")
    for fault in faults:
        print(f"        {fault.rule}: {fault.detail!r} in {fault.section}: {fault.sentence[:160]}")
    if output is not None:
        _write(summary, output / asked.name)
    return passed


def _write(summary: Summary, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".md").write_text(to_markdown(summary), encoding="utf-8")
    path.with_suffix(".docx").write_bytes(to_docx(summary))


if __name__ == "__main__":
    sys.exit(main())
