"""Our own questions put to the search side, with each of its uses switched on and off.

The documents go through the real ingest into a home of their own, the questions through the real
searcher: only its settings differ. Expansion by the glossary has no switch: it is on in all.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.settings import SearchSettings, Settings
from evaluation.commands import dataset_folder
from evaluation.judging import Judged, search_all
from evaluation.questions import load_questions
from evaluation.report import Figures, report
from evaluation.sheet import sheet_of
from index.embedders import build_embedder
from index.embedders.base import Embedder
from index.generation import Generation, open_current
from index.ingestion import ingest
from index.search import Searcher
from ingest.language import detect_query_language
from ingest.types import LANGUAGES

_PLAIN = {"late_interaction": False, "nearest_translation": False}

VARIANTS: dict[str, SearchSettings] = {
    "words only": SearchSettings(lexical_weight=1, **_PLAIN),
    "words, translated": SearchSettings(lexical_weight=1, late_interaction=False),
    "pooled vectors only": SearchSettings(lexical_weight=0, **_PLAIN),
    "vectors with late interaction": SearchSettings(lexical_weight=0, nearest_translation=False),
    "words and vectors with late interaction": SearchSettings(nearest_translation=False),
    "all, as shipped": SearchSettings(),
}

NOTE = (
    "hit@1 / hit@10, answerable questions. *Translated* is by the nearest words of the model; the"
    " glossary adds official terms in every row, since it has no switch."
)


@dataclass(frozen=True)
class Indexed:
    """Documents as ``wipo-rag ingest`` indexes them, open for search."""

    generation: Generation
    embedder: Embedder

    def searcher(self, search: SearchSettings) -> Searcher:
        """Return a searcher with these settings."""
        return Searcher(self.generation, self.embedder, search)


@contextmanager
def indexed(documents: Path) -> Iterator[Indexed]:
    """Ingest a folder of documents into a temporary home."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        ingest(settings, [documents])
        opened = open_current(settings.home, settings.store)
        try:
            yield Indexed(opened.generation, build_embedder(settings.embedder))
        finally:
            opened.generation.close()


def measure_questions(
    dataset: str,
    documents: Path,
    variants: Mapping[str, SearchSettings] = VARIANTS,
) -> dict[str, dict[str, Figures]]:
    """Return the figures of search by variant and language, and over all questions."""
    questions = [each for each in load_questions(dataset_folder(dataset)) if each.answerable]
    with indexed(documents) as held:
        return {
            name: _figures(
                dataset, search_all(questions, held.searcher(search), detect_query_language)
            )
            for name, search in variants.items()
        }


def _figures(dataset: str, judged: Iterable[Judged]) -> dict[str, Figures]:
    figures: dict[str, Figures] = report(sheet_of(dataset, list(judged)))["search"]
    return figures


def questions_table(title: str, rows: Mapping[str, Mapping[str, Figures]]) -> str:
    """Return hit@1 and hit@10 of each variant as a Markdown table, a column a language."""
    columns = [*(name for name in LANGUAGES if name in next(iter(rows.values()))), "all"]
    lines = [f"| {title} | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for name, row in rows.items():
        cells = [f"{row[each]['hit@1']:.3f} / {row[each]['hit@10']:.3f}" for each in columns]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)
