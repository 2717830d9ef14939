"""The commands ``ask``, ``records``, ``summarise``, ``feedback``, ``serve`` and ``mcp``."""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from config.commands import DONE, FAILED, PARTLY, WRONG_USAGE, Command
from config.settings import Settings
from service.feedback_command import COMMAND as FEEDBACK
from service.mcp_command import COMMAND as MCP
from service.records_command import COMMAND as RECORDS
from service.summaries_command import COMMAND as SUMMARISE
from service.verify_draft_command import COMMAND as VERIFY_DRAFT

if TYPE_CHECKING:
    from service.answering import Answerer

_GRACE_SECONDS = 10
_WIDEST = 100


def _configure_ask(parser: ArgumentParser) -> None:
    from index.filters_cli import add_filters

    parser.add_argument("question", nargs="?", help="what you would like to know")
    parser.add_argument("--lang", choices=("ar", "en", "es", "fr", "ru", "zh"), help=LANG_HELP)
    parser.add_argument("--top-k", type=_count, metavar="N", help="how many passages are listed")
    parser.add_argument("--batch", type=Path, metavar="IN.jsonl", help="one question a line")
    parser.add_argument("--output", type=Path, metavar="OUT.jsonl", help="one answer a line")
    add_filters(parser, language=False)


LANG_HELP = "language of the answer (default: that of the question)"


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 100:
        raise ValueError(text)
    return number


def _ask(arguments: Namespace, settings: Settings) -> int:
    if (arguments.batch is None) == (arguments.question is None):
        return _wrong("give either a QUESTION or --batch IN.jsonl --output OUT.jsonl")
    if (arguments.batch is None) != (arguments.output is None):
        return _wrong("--batch and --output belong together")

    from index.errors import RetrievalError
    from service.serving import open_serving

    try:
        serving = open_serving(settings)
    except RetrievalError as error:
        return _failed(str(error))
    if serving.degraded:
        sys.stderr.write(f"wipo-rag: an older generation is in use: {serving.degraded}\n")
    if arguments.batch is not None:
        return _batch(arguments, serving.answerer)
    return _one(arguments, serving.answerer)


def _one(arguments: Namespace, answerer: Answerer) -> int:
    from index.filters_cli import filters_from
    from service.errors import BadRequest
    from service.terminal import render_answer
    from service.to_json import answer_payload, dumps
    from service.types import AskRequest

    request = AskRequest(
        question=arguments.question,
        language=arguments.lang,
        filters=filters_from(arguments, language=False),
        top_k=arguments.top_k,
    )
    try:
        answer = answerer.ask(request)
    except BadRequest as error:
        return _wrong(str(error))
    if arguments.json:
        sys.stdout.buffer.write(dumps(answer_payload(answer), indent=True, newline=True))
    else:
        width = min(_WIDEST, shutil.get_terminal_size((88, 24)).columns)
        print(render_answer(answer, width))
    return DONE


def _batch(arguments: Namespace, answerer: Answerer) -> int:
    from service.batch import answer_batch
    from service.to_json import dumps, shallow

    try:
        report = answer_batch(arguments.batch, arguments.output, answerer)
    except OSError as error:
        return _failed(f"{error.filename}: {error.strerror}")
    if arguments.json:
        sys.stdout.buffer.write(dumps(shallow(report), newline=True))
    else:
        print(f"{report.answered} answered, {report.rejected} rejected: {arguments.output}")
    return PARTLY if report.rejected else DONE


def _configure_serve(parser: ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (default 8000)")


def _serve(arguments: Namespace, settings: Settings) -> int:
    import signal

    import uvicorn

    from service.app import create_app
    from service.errors import MissingExtra

    # uvicorn stops gracefully, then sends itself the signal again: that is a good end, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(DONE))

    host = arguments.host or settings.service.host
    port = settings.service.port if arguments.port is None else arguments.port
    listening = settings.service.model_copy(update={"host": host, "port": port})
    settings = settings.model_copy(update={"service": listening})
    try:
        app = create_app(settings)
    except MissingExtra as error:
        return _failed(str(error))
    shown = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"wipo-rag: serving http://{shown}:{port} until Ctrl-C\n")
    try:
        uvicorn.run(
            app,
            host=host,
            port=port,
            log_level="warning",
            access_log=False,  # addresses and paths of readers are nobody's business
            server_header=False,
            proxy_headers=False,  # whom to believe is a setting of ours: limits.trusted_proxies
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
    except SystemExit as stop:  # uvicorn's way to say that it could not start
        return FAILED if stop.code else DONE
    return DONE


def _wrong(message: str) -> int:
    sys.stderr.write(f"wipo-rag: {message}\n")
    return WRONG_USAGE


def _failed(message: str) -> int:
    sys.stderr.write(f"wipo-rag: {message}\n")
    return FAILED


COMMANDS = (
    Command("ask", "answer a question, with citations", _configure_ask, _ask),
    RECORDS,
    SUMMARISE,
    VERIFY_DRAFT,
    FEEDBACK,
    Command("serve", "run the HTTP service", _configure_serve, _serve),
    MCP,
)
