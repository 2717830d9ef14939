"""The filters of the command line, the same for every command that searches."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from index.types import Filters
from ingest.types import LANGUAGES, Status

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_STATUSES = tuple(status.value for status in Status)


def add_filters(parser: ArgumentParser, *, language: bool = True, status: bool = True) -> None:
    """Add the filter options to a parser; all but the dates may be given several times.

    Without ``language`` there is no ``--lang``, without ``status`` no ``--status``, for commands
    where they mean something else.
    """
    group = parser.add_argument_group(
        "filters", "Keep only documents and passages that match all of these."
    )
    if language:
        group.add_argument(
            "--lang", action="append", choices=LANGUAGES, default=[], help="language of a document"
        )
    group.add_argument("--body", action="append", default=[], help="body, such as CDIP")
    group.add_argument(
        "--symbol", action="append", default=[], help="document, such as CDIP/30/8 or its version"
    )
    group.add_argument("--session", action="append", default=[], help="session, 30 or CDIP/30")
    group.add_argument("--meeting", action="append", default=[], help="number of a meeting")
    group.add_argument("--kind", action="append", default=[], help="kind, such as report")
    if status:
        group.add_argument(
            "--status", action="append", choices=_STATUSES, default=[], help="kind of speech"
        )
    group.add_argument("--from", dest="date_from", type=_date, help="earliest date, YYYY[-MM[-DD]]")
    group.add_argument("--to", dest="date_to", type=_date, help="latest date, YYYY[-MM[-DD]]")
    group.add_argument(
        "--include-superseded", action="store_true", help="also versions no longer in force"
    )


def filters_from(arguments: Namespace, *, language: bool = True, status: bool = True) -> Filters:
    """Return the filters that ``add_filters`` with the same options has read."""
    return Filters(
        language=tuple(dict.fromkeys(arguments.lang)) if language else (),
        body=tuple(arguments.body),
        session=tuple(arguments.session),
        symbol=tuple(arguments.symbol),
        meeting_id=tuple(arguments.meeting),
        kind=tuple(arguments.kind),
        status=tuple(arguments.status) if status else (),
        date_from=arguments.date_from,
        date_to=arguments.date_to,
        include_superseded=arguments.include_superseded,
    )


def _date(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise ArgumentTypeError(f"{text!r} is not a date: YYYY, YYYY-MM or YYYY-MM-DD")
    return text
