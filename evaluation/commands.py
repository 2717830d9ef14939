"""The command ``evaluate``: puts a question set to the index and reports how it did."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Set
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from config.commands import DONE, FAILED, WRONG_USAGE, Command
from config.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.gate import Verdict
    from evaluation.judging import Judged
    from evaluation.questions import Question

_DATASETS = Path(__file__).parent / "datasets"


def _configure(parser: ArgumentParser) -> None:
    ours = sorted(path.name for path in _DATASETS.iterdir() if (path / "queries.jsonl").is_file())
    parser.add_argument(
        "dataset",
        nargs="?",
        default="sample",
        metavar="DATASET",
        help="a folder with queries.jsonl and qrels/test.tsv, or one of ours:"
        f" {', '.join(ours)} (default: sample)",
    )
    parser.add_argument(
        "--search-only", action="store_true", help="judge what is found, do not ask for answers"
    )
    parser.add_argument(
        "--details", type=Path, metavar="FILE", help="write every question here, one JSON a line"
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help="write sheet.json (what a later run is compared with), report.html, report.md,"
        " run.trec and qrels.trec here",
    )
    parser.add_argument(
        "--baseline",
        type=Path,
        metavar="SHEET",
        help="compare with sheet.json of an earlier run; a loss beyond chance is a failure",
    )
    parser.add_argument(
        "--run",
        type=Path,
        metavar="FILE",
        help="judge a run in TREC's format, of any system, instead of asking the index",
    )


def _evaluate(arguments: Namespace, settings: Settings) -> int:
    if any(find_spec(name) is None for name in ("ir_measures", "scipy")):
        sys.stderr.write("wipo-rag: evaluate needs the [evaluation] extra; see README\n")
        return FAILED
    from evaluation.gate import compare, comparison, lost
    from evaluation.questions import DatasetError, load_questions
    from evaluation.report import details, markdown, report
    from evaluation.sheet import read_sheet, sheet_of
    from index.errors import RetrievalError

    try:
        questions = load_questions(dataset_folder(arguments.dataset))
        earlier = read_sheet(arguments.baseline) if arguments.baseline else None
        judged = list(_progress(_judged(questions, settings, arguments), questions))
        sheet = sheet_of(arguments.dataset, judged)
        verdicts = compare(earlier, sheet) if earlier else []
    except DatasetError as error:
        sys.stderr.write(f"wipo-rag: {error}\n")
        return WRONG_USAGE
    except RetrievalError as error:
        sys.stderr.write(f"wipo-rag: {error}\n")
        return FAILED
    figures = report(sheet)
    if arguments.details:
        lines = (json.dumps(details(each), ensure_ascii=False) for each in judged)
        arguments.details.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    text = markdown(figures) + ("\n" + comparison(verdicts) if verdicts else "")
    if arguments.output:
        from evaluation.files import write_all

        write_all(arguments.output, sheet, figures, judged, verdicts, text)
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
    else:
        print(text)
    return _verdict(lost(verdicts))


def _verdict(losses: Sequence[Verdict]) -> int:
    for each in losses:
        sys.stderr.write(
            f"wipo-rag: {each.measure} ({each.language}) was {each.earlier:.3f} and is"
            f" {each.now:.3f}: more than chance explains\n"
        )
    return FAILED if losses else DONE


def dataset_folder(name: str) -> Path:
    """Return the folder of a question set: one of ours by its name, else the path as given."""
    ours = _DATASETS / name
    is_name = name == Path(name).name and not Path(name).is_dir()
    return ours if is_name and ours.is_dir() else Path(name)


def _judged(
    questions: Sequence[Question], settings: Settings, arguments: Namespace
) -> Iterator[Judged]:
    from evaluation.judging import ask_all, judge_run, search_all
    from evaluation.parts import parts_of
    from evaluation.trec import read_run
    from ingest.language import detect_query_language
    from service.serving import CatalogueLibrary, open_serving

    if arguments.run:
        return judge_run(questions, read_run(arguments.run))
    serving = open_serving(settings)
    parts = parts_of(serving.searcher)
    _warn_of_missing(questions, {entry.key for entry in serving.catalogue.documents})
    if arguments.search_only:
        return search_all(questions, serving.searcher, detect_query_language, parts)
    library = CatalogueLibrary(serving.catalogue)
    return ask_all(
        questions, serving.answerer.ask, serving.searcher, library, detect_query_language, parts
    )


def _warn_of_missing(questions: Sequence[Question], held: Set[str]) -> None:
    judged = {key.partition("#")[0] for question in questions for key in question.grades}
    if missing := sorted(judged - held):
        sys.stderr.write(
            f"wipo-rag: of the {len(judged)} documents that answer, {len(missing)} are not"
            f" indexed: {', '.join(missing[:5])}\n"
        )


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
