"""Commands about what is indexed: status, verify, rollback, delete, search."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from config.commands import DONE, FAILED, Command
from config.settings import Settings
from index.filters_cli import add_filters, filters_from
from index.ingest_command import COMMAND as INGEST
from index.parallel import differing_versions

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SHOWN = 300  # characters of a passage in a terminal
_COMPARED_UNASKED = 1000  # documents whose language versions are compared in about a second

_Body = Callable[[Namespace, Settings], tuple[int, dict[str, Any], str]]
"""Does the work; returns the exit code, the JSON document, and the same for people to read."""


def _printed(body: _Body) -> Callable[[Namespace, Settings], int]:
    """Return ``body`` as the ``run`` of a command that prints its result."""

    def run(arguments: Namespace, settings: Settings) -> int:
        from index.errors import RetrievalError

        try:
            code, document, text = body(arguments, settings)
        except RetrievalError as error:
            code, document, text = FAILED, {"error": str(error)}, ""
            sys.stderr.write(f"wipo-rag: {_plain(str(error))}\n")
        if arguments.json:
            import orjson

            option = orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS
            sys.stdout.write(orjson.dumps(document, option=option).decode() + "\n")
        elif text:
            sys.stdout.write(_plain(text) + "\n")
        return code

    return run


# --- status -----------------------------------------------------------------------------------


def _status(arguments: Namespace, settings: Settings) -> tuple[int, dict[str, Any], str]:
    from index.generation import open_current
    from index.types import Outcome

    opened = open_current(settings.home, settings.store)
    generation = opened.generation
    manifest, files = generation.manifest, generation.catalogue.files()
    counts = generation.catalogue.counts()
    rejected = [entry for entry in files if entry.outcome is Outcome.REJECTED]
    warned = [entry for entry in generation.catalogue.documents if entry.warnings]
    compared = arguments.versions or counts.documents <= _COMPARED_UNASKED
    differences = differing_versions(generation.catalogue) if compared else []
    document = {
        "generation": generation.name,
        "degraded": opened.degraded,
        "created": manifest.created,
        "embedder": manifest.embedder,
        "content": manifest.content,
        "vectors": manifest.vectors,
        **asdict(counts),
        "files": len(files),
        "rejected": [{"path": e.file.path, "code": e.code, "message": e.message} for e in rejected],
        "warnings": [
            {"document": e.key, "language": e.language, "warnings": e.warnings} for e in warned
        ],
        "versions_compared": compared,
        "differences": [
            {"document": key, "languages": found.languages, "message": found.message}
            for key, found in differences
        ],
    }
    lines = [
        f"generation {generation.name}, made {manifest.created} with {manifest.embedder}",
        f"{counts.documents} documents, {counts.passages} passages, {len(files)} files",
        *_counted("languages", counts.by_language),
        *_counted("bodies", counts.by_body),
        *_counted("sessions", counts.by_session),
        *_counted("kinds", counts.by_kind),
    ]
    if opened.degraded:
        lines.insert(0, f"DEGRADED: {opened.degraded}; this older generation is served")
    lines += [f"rejected {e.file.path} ({e.code}): {e.message}" for e in rejected]
    lines += [f"check {e.key} [{e.language}]: {text}" for e in warned for text in e.warnings]
    lines += [f"check {key}: {found.message}" for key, found in differences]
    if not compared:
        lines.append("language versions were not compared: status --versions does it")
    return DONE, document, "\n".join(lines)


def _counted(name: str, counts: dict[str, int]) -> list[str]:
    found = ", ".join(f"{value or 'unknown'} {count}" for value, count in counts.items())
    return [f"{name}: {found}"] if found else []


def _status_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--versions", action="store_true", help="compare language versions however many there are"
    )


# --- verify, rollback, delete -----------------------------------------------------------------


def _verify(arguments: Namespace, settings: Settings) -> tuple[int, dict[str, Any], str]:
    del arguments
    from index.errors import NoGeneration
    from index.verify import verify

    checks = verify(settings.home, settings.store)
    if not checks:
        raise NoGeneration(f"nothing is indexed in {settings.home}: run wipo-rag ingest first")
    intact = not any(check.problems for check in checks)
    lines = []
    for check in checks:
        served = " (current)" if check.current else ""
        lines.append(f"{check.generation}{served}: {'damaged' if check.problems else 'intact'}")
        lines += [f"    {problem}" for problem in check.problems]
    document = {"intact": intact, "generations": [asdict(check) for check in checks]}
    return DONE if intact else FAILED, document, "\n".join(lines)


def _rollback(arguments: Namespace, settings: Settings) -> tuple[int, dict[str, Any], str]:
    del arguments
    from index.writer import rollback

    name = rollback(settings)
    return DONE, {"generation": name}, f"generation {name} is served from now on"


def _delete(arguments: Namespace, settings: Settings) -> tuple[int, dict[str, Any], str]:
    from index.writer import Writer

    with Writer(settings) as writer:
        deleted = writer.delete(arguments.symbol)
        manifest = writer.publish()
    document = {
        "deleted": [{"document": key, "language": language} for key, language in deleted],
        "generation": manifest.generation,
    }
    lines = [f"deleted {key} [{language}]" for key, language in deleted]
    lines.append(f"generation {manifest.generation}; earlier ones are removed")
    return DONE, document, "\n".join(lines)


def _delete_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("symbol", help="a symbol (all its versions) or a symbol with its version")


# --- search -----------------------------------------------------------------------------------


def _search(arguments: Namespace, settings: Settings) -> tuple[int, dict[str, Any], str]:
    from index.search import open_searcher
    from index.types import Query
    from ingest.language import detect_query_language

    query = Query(
        text=arguments.query,
        language=detect_query_language(arguments.query),
        filters=filters_from(arguments),
        top_k=arguments.top_k or settings.search.top_k,
    )
    result = open_searcher(settings).search(query)
    hits = [
        {
            "rank": hit.rank,
            "score": hit.score,
            "key": hit.passage.key,
            "symbol": hit.document.symbol,
            "version": hit.document.version,
            "language": hit.passage.language,
            "languages": hit.languages,
            "title": hit.document.title,
            "paragraph": hit.passage.paragraph,
            "annex": hit.passage.annex,
            "section": hit.passage.section,
            "page": hit.passage.page,
            "status": hit.passage.status,
            "source": hit.document.source,
            "text": hit.passage.text,
            "scores": hit.scores,
        }
        for hit in result.hits
    ]
    document = {"query": query.text, "language": query.language, "hits": hits}
    lines = [
        f"{hit.rank}. {hit.passage.key} [{hit.passage.language}] {hit.score:.2f}"
        f" {hit.passage.status}\n   {_short(hit.passage.text)}"
        for hit in result.hits
    ]
    return DONE, {**document, "searched": asdict(result.searched)}, "\n".join(lines) or "no hits"


def _search_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("query", help="a question or some words, in any of the six languages")
    parser.add_argument("--top-k", type=_count, metavar="N", help="hits at most")
    add_filters(parser)


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 1000:
        raise ValueError(text)
    return number


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _plain(text: str) -> str:
    """Return text that cannot steer a terminal: it may come from a document."""
    return _CONTROL.sub("\ufffd", text)


def _no_arguments(parser: ArgumentParser) -> None:
    del parser


COMMANDS: list[Command] = [
    INGEST,
    Command("status", "what is indexed", _status_arguments, _printed(_status)),
    Command("verify", "check every file against its checksum", _no_arguments, _printed(_verify)),
    Command("rollback", "serve the generation before", _no_arguments, _printed(_rollback)),
    Command("delete", "remove a document everywhere", _delete_arguments, _printed(_delete)),
    Command("search", "find passages", _search_arguments, _printed(_search)),
]
