"""``python -m evaluation.summaries.coverage``: how much of what matters do summaries tell?

Nugget coverage as the report tasks of TREC measure it (Voorhees, Overview of the TREC 2003 Question
Answering Track, 2003: vital and okay nuggets), over facts of the sample corpus, in six languages.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.settings import Settings
from evaluation.measures import mean
from evaluation.values import holds_values
from index.ingestion import ingest
from ingest.types import LANGUAGES, Language
from service.serving import open_serving
from service.summaries.asking import make_summary
from service.summaries.material import Shelf
from service.summaries.types import Summary, SummaryRequest

_DATASETS = Path(__file__).resolve().parent.parent / "datasets"
NUGGETS = _DATASETS / "summaries" / "nuggets.jsonl"
_SAMPLE = _DATASETS / "sample" / "documents"


@dataclass(frozen=True, slots=True)
class Nugget:
    """A fact that a summary of a document should tell."""

    symbol: str
    key: str
    vital: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of the vital nuggets, and of all, that one summary tells, and its sentences."""

    symbol: str
    language: Language
    vital: float
    all: float
    sentences: int


def read_nuggets(path: Path = NUGGETS) -> tuple[Nugget, ...]:
    """Return the nuggets of a file, one JSON object a line."""
    entries = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return tuple(Nugget(**{**entry, "values": tuple(entry["values"])}) for entry in entries)


def is_covered(nugget: Nugget, summary: Summary) -> bool:
    """Say whether a sentence that cites the passage of a nugget holds its values."""
    cited = {each.n: each.key for each in summary.citations}
    return any(
        nugget.key in {cited[n] for n in statement.citations}
        and holds_values(statement.text, nugget.values)
        for section in summary.sections
        for statement in section.statements
    )


def coverage(nuggets: Iterable[Nugget], summary: Summary) -> Coverage:
    """Return how much of some nuggets a summary tells."""
    found = [(nugget, is_covered(nugget, summary)) for nugget in nuggets]
    return Coverage(
        symbol=summary.subject,
        language=summary.language,
        vital=mean(float(told) for nugget, told in found if nugget.vital) or 0.0,
        all=mean(float(told) for _, told in found) or 0.0,
        sentences=sum(len(section.statements) for section in summary.sections),
    )


def table(rows: Sequence[Coverage]) -> str:
    """Return vital / all / sentences of each document and language as a Markdown table."""
    symbols = list(dict.fromkeys(row.symbol for row in rows))
    lines = [f"| vital / all / sentences | {' | '.join(symbols)} | mean |"]
    lines.append("|---" * (len(symbols) + 2) + "|")
    for language in LANGUAGES:
        of = {row.symbol: row for row in rows if row.language == language}
        cells = [f"{r.vital:.2f} / {r.all:.2f} / {r.sentences}" for r in map(of.get, symbols) if r]
        vital, told = mean(r.vital for r in of.values()), mean(r.all for r in of.values())
        lines.append(f"| {language} | {' | '.join(cells)} | {vital or 0:.2f} / {told or 0:.2f} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--details", action="store_true", help="name the nuggets that are missed")
    options = parser.parse_args(arguments)
    nuggets = read_nuggets()
    rows = []
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        ingest(settings, [_SAMPLE])
        shelf = Shelf.of(open_serving(settings))
        for symbol in dict.fromkeys(nugget.symbol for nugget in nuggets):
            own = [nugget for nugget in nuggets if nugget.symbol == symbol]
            for language in LANGUAGES:
                summary = make_summary(SummaryRequest(symbol=symbol, language=language), shelf)
                rows.append(coverage(own, summary))
                for nugget in own if options.details else ():
                    if not is_covered(nugget, summary):
                        print(language, nugget.key, *nugget.values, "(vital)" * nugget.vital)
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
