"""The command ``records``: what the documents tell of, as a list, as JSON or as a table."""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from config.commands import DONE, FAILED, WRONG_USAGE, Command
from config.settings import Settings

if TYPE_CHECKING:
    from index.records.types import Kind, Wanted
    from index.types import Filters

_KINDS: dict[str, Kind] = {
    "recommendations": "recommendation",
    "projects": "project",
    "outcomes": "outcome",
}
_STATES = ("proposed", "approved", "adopted", "ongoing", "completed", "discontinued")
_OPTIONS = {
    "set": ("recommendations",),
    "number": ("recommendations",),
    "code": ("projects",),
    "status": ("recommendations", "projects"),
}
_WIDEST = 100


def _configure(parser: ArgumentParser) -> None:
    from index.filters_cli import add_filters

    parser.add_argument("what", choices=tuple(_KINDS), help="what to list")
    group = parser.add_argument_group("records", "Keep only records that match all of these.")
    group.add_argument("--set", action="append", default=[], help="set, such as DA or ICT")
    group.add_argument("--number", action="append", type=int, default=[], help="number in its set")
    group.add_argument("--code", action="append", default=[], help="code of a project")
    group.add_argument(
        "--status", action="append", choices=_STATES, default=[], help="how far it has come"
    )
    add_filters(parser, status=False)
    shown = parser.add_argument_group("what is shown")
    shown.add_argument(
        "--prefer", choices=("ar", "en", "es", "fr", "ru", "zh"), help="language where told in it"
    )
    shown.add_argument("--thread", action="store_true", help="also what was said over time")
    shown.add_argument("--csv", type=Path, metavar="FILE", help="write a table for spreadsheets")


def _run(arguments: Namespace, settings: Settings) -> int:
    for option, belongs in _OPTIONS.items():
        if getattr(arguments, option) and arguments.what not in belongs:
            return _say(f"--{option} is for {' and '.join(belongs)}", WRONG_USAGE)

    from index.errors import RetrievalError
    from index.generation import open_current

    try:
        opened = open_current(settings.home, settings.store)
    except RetrievalError as error:
        return _say(str(error), FAILED)
    if opened.degraded:
        _say(f"an older generation is in use: {opened.degraded}", FAILED)

    from index.records import Records
    from service.record_json import record_payloads

    kind = _KINDS[arguments.what]
    records = Records(opened.generation.catalogue)
    filters, wanted = _filters(arguments)
    languages = ((arguments.prefer,) if arguments.prefer else ()) + filters.language
    shown = [records.joined(group, languages) for group in records.groups(kind, filters, wanted)]
    threads = [records.thread(each, languages) for each in shown] if arguments.thread else []
    payloads = record_payloads(records, shown, threads)
    if arguments.csv:
        from service.export import csv_of

        try:
            arguments.csv.write_bytes(csv_of(kind, payloads))
        except OSError as error:
            return _say(f"{error.filename}: {error.strerror}", FAILED)
        _say(f"{len(payloads)} {arguments.what}: {arguments.csv}", DONE)
    if arguments.json:
        from service.to_json import dumps

        document = {"total": len(payloads), arguments.what: payloads}
        sys.stdout.buffer.write(dumps(document, indent=True, newline=True))
    elif not arguments.csv:
        from service.record_terminal import render_records

        width = min(_WIDEST, shutil.get_terminal_size((88, 24)).columns)
        sys.stdout.write(render_records(kind, payloads, width) + "\n")
    return DONE


def _filters(arguments: Namespace) -> tuple[Filters, Wanted]:
    """Return which documents are read, and which things are kept.

    ``--kind`` takes kinds of document and of outcome, ``--meeting`` numbers of meetings and, of
    outcomes, names such as WILD/1.
    """
    from index.filters_cli import filters_from
    from index.records.types import Wanted
    from service.record_schemas import document_kinds, outcome_kinds

    filters = filters_from(arguments, status=False)
    wanted = Wanted(
        set=tuple(arguments.set),
        number=tuple(arguments.number),
        status=tuple(arguments.status),
        code=tuple(arguments.code),
    )
    if arguments.what != "outcomes":
        return filters, wanted
    named = tuple(meeting for meeting in filters.meeting_id if "/" in meeting)
    numbers = tuple(meeting for meeting in filters.meeting_id if "/" not in meeting)
    kinds = list(filters.kind)
    return (
        replace(filters, kind=document_kinds(kinds), meeting_id=numbers),
        replace(wanted, outcome=outcome_kinds(kinds), meeting=named),
    )


def _say(message: str, code: int) -> int:
    sys.stderr.write(f"wipo-rag: {message}\n")
    return code


COMMAND = Command("records", "list recommendations, projects or outcomes", _configure, _run)
