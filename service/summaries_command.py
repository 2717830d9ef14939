"""The command ``summarise``: a cited summary on the terminal, or as a Markdown or Word file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from config.commands import DONE, FAILED, WRONG_USAGE, Command
from config.settings import Settings

if TYPE_CHECKING:
    from service.summaries.types import Summary

_DOCX, _MARKDOWN = ".docx", ".md"


def _configure(parser: ArgumentParser) -> None:
    named = parser.add_mutually_exclusive_group(required=True)
    named.add_argument("--symbol", metavar="S", help="a document, such as CWS/90/4")
    named.add_argument("--meeting", metavar="M", help="a session, such as CWS/89")
    named.add_argument("--topic", metavar="T", help="what it is to be about")
    parser.add_argument(
        "--agenda-item", metavar="N", help="only this item of the document or meeting"
    )
    parser.add_argument(
        "--lang",
        choices=("ar", "en", "es", "fr", "ru", "zh"),
        default="en",
        help="language of our own words; quotes stay in that of the document (default: en)",
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write a .docx or .md file, not the terminal"
    )


def _run(arguments: Namespace, settings: Settings) -> int:
    if arguments.output and arguments.output.suffix.lower() not in (_DOCX, _MARKDOWN):
        return _say("--output takes a name that ends in .docx or .md", WRONG_USAGE)
    from index.errors import RetrievalError
    from service.errors import AnswerError, BadRequest
    from service.serving import open_serving
    from service.summaries.asking import make_summary
    from service.summaries.material import Shelf
    from service.summaries.types import SummaryRequest

    request = SummaryRequest(
        symbol=arguments.symbol,
        meeting=arguments.meeting,
        topic=arguments.topic,
        agenda_item=arguments.agenda_item,
        language=arguments.lang,
    )
    try:
        serving = open_serving(settings)
        if serving.degraded:
            _say(f"an older generation is in use: {serving.degraded}", FAILED)
        summary = make_summary(request, Shelf.of(serving))
        _write(summary, arguments, settings)
    except BadRequest as error:
        return _say(str(error), WRONG_USAGE)
    except (AnswerError, RetrievalError) as error:
        return _say(str(error), FAILED)
    except OSError as error:
        return _say(f"{error.filename}: {error.strerror}", FAILED)
    return DONE


def _write(summary: Summary, arguments: Namespace, settings: Settings) -> None:
    from service.summaries.markdown import to_markdown

    address = settings.service.public_url
    output: Path | None = arguments.output
    if output is not None and output.suffix.lower() == _DOCX:
        from service.export_docx import to_docx

        template = settings.service.docx_template
        output.write_bytes(to_docx(summary, template=template, base_url=address))
    elif output is not None:
        output.write_text(to_markdown(summary, address), encoding="utf-8")
    if output is not None:
        told = sum(len(section.statements) for section in summary.sections)
        _say(f"{told} statements, {len(summary.citations)} citations: {output}", DONE)
    if arguments.json:
        from service.summaries.asking import summary_payload
        from service.to_json import dumps

        sys.stdout.buffer.write(dumps(summary_payload(summary), indent=True, newline=True))
    elif output is None:
        sys.stdout.write(to_markdown(summary, address))


def _say(message: str, code: int) -> int:
    sys.stderr.write(f"wipo-rag: {message}\n")
    return code


COMMAND = Command(
    "summarise", "summarise a document, meeting or topic, every sentence cited", _configure, _run
)
