"""The command ``evaluate``: puts a question set to the index and reports how it did."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from config.commands import DONE, FAILED, WRONG_USAGE, Command
from config.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.questions import Judged, Question

_DATASETS = Path(__file__).parent / "datasets"


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "dataset",
        nargs="?",
        default="sample",
        metavar="DATASET",
        help="a folder with queries.jsonl and qrels/test.tsv, or sample or seeds (default: sample)",
    )
    parser.add_argument(
        "--search-only", action="store_true", help="judge what is found, do not ask for answers"
    )
    parser.add_argument(
        "--details", type=Path, metavar="FILE", help="write every question here, one JSON a line"
    )


def _evaluate(arguments: Namespace, settings: Settings) -> int:
    from evaluation.questions import DatasetError, load_questions
    from evaluation.report import details, markdown, report
    from index.errors import RetrievalError

    try:
        questions = load_questions(dataset_folder(arguments.dataset))
        judged = list(_progress(_judged(questions, settings, arguments.search_only), questions))
    except DatasetError as error:
        sys.stderr.write(f"wipo-rag: {error}\n")
        return WRONG_USAGE
    except RetrievalError as error:
        sys.stderr.write(f"wipo-rag: {error}\n")
        return FAILED
    figures = report(judged)
    if arguments.details:
        lines = (json.dumps(details(each), ensure_ascii=False) for each in judged)
        arguments.details.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
    else:
        print(markdown(figures))
    return DONE


def dataset_folder(name: str) -> Path:
    """Return the folder of a question set: one of ours by its name, else the path as given."""
    ours = _DATASETS / name
    is_name = name == Path(name).name and not Path(name).is_dir()
    return ours if is_name and ours.is_dir() else Path(name)


def _judged(
    questions: Sequence[Question], settings: Settings, search_only: bool
) -> Iterator[Judged]:
    from evaluation.questions import ask_all, search_all
    from service.serving import CatalogueLibrary, open_serving

    serving = open_serving(settings)
    if search_only:
        from ingest.language import detect_query_language

        return search_all(questions, serving.searcher, detect_query_language)
    return ask_all(questions, serving.answerer.ask, CatalogueLibrary(serving.catalogue))


def _progress(judged: Iterable[Judged], questions: Sequence[Question]) -> Iterator[Judged]:
    """Pass ``judged`` through, counting on standard error where a person looks at it."""
    shown = sys.stderr.isatty()
    for count, each in enumerate(judged, start=1):
        if shown:
            sys.stderr.write(f"\r{count} of {len(questions)} questions")
        yield each
    if shown:
        sys.stderr.write("\n")


COMMANDS = (
    Command("evaluate", "measure search and answers on a question set", _configure, _evaluate),
)
