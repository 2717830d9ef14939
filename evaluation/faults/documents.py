"""Small parsed documents, built without any file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from config.settings import HashingEmbedderSettings, Settings
from index.types import FileState
from ingest.types import Block, BlockKind, Document, Language, Parsed, Passage, Span, Status


def make_document(
    symbol: str,
    language: Language,
    paragraphs: Sequence[str] | Mapping[str, str],
    *,
    version: str | None = None,
    title: str = "",
    body: str | None = None,
    session: str | None = None,
    date: str | None = None,
    kind: str = "working_document",
    meeting_id: str | None = None,
    source: str | None = None,
    file_format: str = "text",
    statuses: Mapping[str, Status] | None = None,
) -> Parsed:
    """Return a document of numbered paragraphs, each one passage.

    ``paragraphs`` are texts numbered from 1, or texts by locator ("annex-II/p4", "rec-5/a").
    """
    if not isinstance(paragraphs, Mapping):
        paragraphs = {f"p{number}": text for number, text in enumerate(paragraphs, start=1)}
    key = f"{symbol} {version}" if version else symbol
    text = "\n".join(paragraphs.values())
    document = Document(
        key=key,
        symbol=symbol,
        version=version,
        language=language,
        title=title,
        body=body if body is not None else symbol.split("/", maxsplit=1)[0],
        session=session
        if session is not None
        else symbol.partition("/")[2].partition("/")[0] or None,
        date=date,
        kind=kind,
        source=source or f"{key.replace('/', '_')}-{language}.{file_format}",
        url=None,
        meeting_id=meeting_id,
        doc_id=None,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        format=file_format,
        pages=None,
        text=text,
    )
    blocks, passages, start = [], [], 0
    for order, (locator, words) in enumerate(paragraphs.items()):
        span = Span(start, start + len(words))
        start = span.end + 1
        steps = locator.split("/")
        number = steps[-1][1:] if steps[-1][0] == "p" and steps[-1][1:].isdigit() else None
        annex = steps[0].partition("-")[2] if steps[0].startswith("annex") else None
        blocks.append(
            Block(BlockKind.PARAGRAPH, (span,), number=number, annex=annex, locator=locator)
        )
        passages.append(
            Passage(
                key=f"{key}#{locator}",
                document=key,
                language=language,
                locator=locator,
                text=words,
                spans=(span,),
                status=(statuses or {}).get(locator, Status.OTHER),
                kind=BlockKind.PARAGRAPH,
                order=order,
                paragraph=number,
                annex=annex,
                context=(title,) if title else (),
            )
        )
    return Parsed(document, tuple(blocks), tuple(passages))


def settings_of(home: Path) -> Settings:
    """Return settings for an index in ``home`` with the embedder that needs no model."""
    return Settings(home=home, embedder=HashingEmbedderSettings(kind="hashing"))


def file_of(parsed: Parsed, folder: str = "corpus") -> FileState:
    """Return the state of the file that a document could have been read from."""
    document = parsed.document
    return FileState(f"{folder}/{document.source}", document.sha256, len(document.text), 1)
