"""The command ``verify-draft``: which sentences of a draft do its footnotes no longer support?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from config.commands import DONE, FAILED, PARTLY, Command
from config.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.verify_draft import Report


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.docx", help="a draft, edited or not")


def _run(arguments: Namespace, settings: Settings) -> int:
    from index.errors import NoGeneration, RetrievalError
    from index.generation import open_current
    from service.errors import BadDraft
    from service.serving import CatalogueLibrary
    from service.verify_draft import verify_draft

    library = name = None
    try:
        opened = open_current(settings.home, settings.store)
        library, name = CatalogueLibrary(opened.generation.catalogue), opened.generation.name
    except NoGeneration:
        pass
    except RetrievalError as error:
        _say(f"the index cannot be used: {error}")
    try:
        report = verify_draft(arguments.file, settings.ingest, library, name)
    except BadDraft as error:
        _say(str(error))
        return FAILED
    if arguments.json:
        from service.to_json import dumps

        sys.stdout.buffer.write(dumps(_payload(report), indent=True, newline=True))
    else:
        sys.stdout.write("\n".join([*_lines(report), ""]))
    return DONE if report.is_supported else PARTLY


def _payload(report: Report) -> dict[str, object]:
    from dataclasses import asdict

    return {"supported": report.is_supported, **asdict(report)}


def _lines(report: Report) -> Iterator[str]:
    """Yield the report in the language of the draft."""
    from service.export_docx.texts import draft_texts
    from service.terminal import plain

    texts = draft_texts(report.language)
    if report.compared_with is None:
        yield texts.report["no_index"]
    if report.is_supported:
        yield texts.report["supported"].format(sentences=report.sentences)
        return
    counts = {"findings": len(report.findings), "sentences": report.sentences}
    yield texts.report["found"].format(**counts)
    for finding in report.findings:
        place = [texts.report["place"].format(paragraph=finding.paragraph)]
        if finding.footnotes:
            numbers = ", ".join(map(str, finding.footnotes))
            place.append(texts.report["notes"].format(numbers=numbers))
        yield ""
        yield f"{', '.join(place)}: {plain(finding.sentence)}"
        yield from (f"  {texts.rules[rule]}" for rule in finding.rules)
        for edit in finding.edits:
            yield f"    {plain(edit.before) or '∅'} → {plain(edit.after) or '∅'}"


def _say(message: str) -> None:
    sys.stderr.write(f"wipo-rag: {message}\n")


COMMAND = Command(
    "verify-draft", "list what the footnotes of a draft no longer support", _configure, _run
)
