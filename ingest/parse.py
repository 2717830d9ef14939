"""From one file to one document: load, read its header, decide its language, find its structure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.profiles import profile
from config.settings import IngestSettings
from ingest.codes import find_project_codes
from ingest.errors import EmptyDocument, TooLarge, UnreadableText
from ingest.header import Header, parse_header
from ingest.language import detect_document_language
from ingest.loaders import load
from ingest.passages import cut_passages
from ingest.records.extraction import extract_records
from ingest.sequence import check_sequence
from ingest.structure import build_blocks
from ingest.structure.pieces import ends_sentence
from ingest.structure.words import Words
from ingest.symbols import parse_symbol, symbol_from_file_name
from ingest.types import (
    LANGUAGES,
    Block,
    BlockKind,
    Document,
    Element,
    ElementKind,
    Language,
    Loaded,
    Parsed,
)
from ingest.typography import normalise_spaces

HEADER_ELEMENTS = 30
MAX_TITLE = 240
SHORT_TITLE = 40  # "Summary by the Chair" does not say of what
SHORT_SENTENCE = 60
SHORT_LINE = 60  # "Женева, 18–22 ноября 2030 г." ends with a full stop and is no sentence


def parse_file(
    path: Path, settings: IngestSettings, metadata: Mapping[str, str], *, sha256: str
) -> Parsed:
    """Return the document in ``path``. Raises IngestError and what parsers raise.

    ``metadata`` (a sidecar, a row of a table) wins over what is read from the text.
    """
    loaded = load(path, settings)
    if len(loaded.text) > settings.max_text_chars:
        raise TooLarge(f"the document has over {settings.max_text_chars:,} characters")
    top = _Top.of(loaded)
    header = parse_header(top.lines[: top.text_begins()])
    language = _language(path, loaded, header, metadata)
    others: list[Language] = [other for other in LANGUAGES if other != language]
    words = Words.of(language, *others)
    blocks = build_blocks(loaded, words, language, header_elements=top.elements_in(header.consumed))
    if not any(block.locator for block in blocks):
        raise EmptyDocument("the file holds a header but no text below it")
    document = _document(path, loaded, header, language, blocks, metadata, sha256)
    passages = tuple(cut_passages(document, blocks))
    records, mentions = extract_records(document, tuple(blocks), passages)
    return Parsed(document, tuple(blocks), passages, records, mentions)


# --- the first lines --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Top:
    """The lines of the first elements, and the element that each comes from."""

    lines: tuple[str, ...]
    owners: tuple[int, ...]

    @classmethod
    def of(cls, loaded: Loaded) -> _Top:
        lines: list[str] = []
        owners: list[int] = []
        for position, element in enumerate(loaded.elements[:HEADER_ELEMENTS]):
            for line in _lines_of(loaded, element):
                lines.append(line)
                owners.append(position)
        return cls(tuple(lines), tuple(owners))

    def text_begins(self) -> int:
        """Return the number of the first line that is a sentence: no header goes so far."""
        for number, line in enumerate(self.lines):
            if ends_sentence(line) and (len(line) > SHORT_LINE or line.rstrip()[-1] in "。！？"):
                return number
        return len(self.lines)

    def elements_in(self, consumed: int) -> int:
        """Return how many leading elements lie wholly within the first ``consumed`` lines."""
        if consumed >= len(self.lines):
            return self.owners[-1] + 1 if self.owners else 0
        return self.owners[consumed]


def _lines_of(loaded: Loaded, element: Element) -> list[str]:
    if element.kind in (ElementKind.FOOTNOTE, ElementKind.RUNNING_HEAD):
        return []
    spans = element.spans or tuple(span for cell in element.cells for span in cell.spans)
    return [
        line
        for span in spans
        for line in loaded.text[span.start : span.end].split("\n")
        if line.strip()
    ]


# --- what is known about the document ---------------------------------------------------------


def _language(path: Path, loaded: Loaded, header: Header, metadata: Mapping[str, str]) -> Language:
    """Return the language: sidecar, then what the file says of itself, then the text."""
    given = metadata.get("language")
    for language in LANGUAGES:
        if given == language:
            return language
    named = symbol_from_file_name(path.name)
    hints = (
        header.language,
        named.language if named else None,
        (loaded.metadata.get("language") or "")[:2].lower(),
    )
    found = detect_document_language(loaded.text, [hint for hint in hints if hint in LANGUAGES])
    if found is None:
        raise UnreadableText("the text is in none of the six languages ar, en, es, fr, ru, zh")
    return found


def _document(
    path: Path,
    loaded: Loaded,
    header: Header,
    language: Language,
    blocks: Sequence[Block],
    metadata: Mapping[str, str],
    sha256: str,
) -> Document:
    symbol, version = _symbol(path, header, metadata)
    parsed = parse_symbol(f"{symbol} {version or ''}".strip())
    return Document(
        key=f"{symbol} {version}" if version else symbol,
        symbol=symbol,
        version=version,
        language=language,
        title=_title(loaded, header, blocks, language, metadata),
        body=metadata.get("body") or header.body or (parsed.body if parsed else None),
        session=metadata.get("session") or header.session or (parsed.session if parsed else None),
        date=metadata.get("date") or header.date,
        kind=metadata.get("kind") or _kind(loaded, header, blocks, language, symbol),
        source=path.name,
        url=metadata.get("url"),
        meeting_id=metadata.get("meeting_id"),
        doc_id=metadata.get("doc_id"),
        sha256=sha256,
        format=loaded.format,
        pages=loaded.pages,
        text=loaded.text,
        warnings=(*loaded.warnings, *check_sequence(blocks)),
    )


def _symbol(path: Path, header: Header, metadata: Mapping[str, str]) -> tuple[str, str | None]:
    """Return symbol and version: sidecar, header block, file name, else the bare file name."""
    if given := metadata.get("symbol"):
        parsed = parse_symbol(given)
        version = metadata.get("version") or (parsed.version if parsed else None)
        return (parsed.symbol if parsed else given), version
    if header.symbol:
        return header.symbol, metadata.get("version") or header.version
    named = symbol_from_file_name(path.name)
    if named:
        return named.symbol.symbol, metadata.get("version") or named.symbol.version
    return path.stem, metadata.get("version")


def _title(
    loaded: Loaded,
    header: Header,
    blocks: Sequence[Block],
    language: Language,
    metadata: Mapping[str, str],
) -> str:
    """Return the title; where a file carries none, its first sentence of some length.

    A title that only says "Report" is told apart by body and session.
    """
    if title := metadata.get("title"):
        return normalise_spaces(title)
    if title := header.title:
        meeting = "/".join(filter(None, (header.body, header.session)))
        said = normalise_spaces(title)
        return f"{said} ({meeting})" if meeting and len(said) < SHORT_TITLE else said
    if form := _form_title(loaded, blocks):
        return form
    sentences = [
        _first_sentence(normalise_spaces(loaded.text[block.spans[0].start : block.spans[-1].end]))
        for block in blocks
        if block.kind is BlockKind.PARAGRAPH and block.locator
    ]
    enough = SHORT_SENTENCE // 3 if language == "zh" else SHORT_SENTENCE
    return next((s for s in sentences if len(s) > enough), "".join(sentences[:1]))


def _form_title(loaded: Loaded, blocks: Sequence[Block]) -> str:
    """Return the title that a project form gives in its second field."""
    for block in blocks:
        if block.locator.endswith("sec-1.2/1") and find_project_codes(loaded.text):
            return normalise_spaces(loaded.text[block.spans[0].start : block.spans[0].end])
    return ""


def _first_sentence(text: str) -> str:
    sentence = re.split(r"(?<=[.!?。！？؟])(?:\s|$)|(?<=[。！？])", text, maxsplit=1)[0]
    return sentence if len(sentence) <= MAX_TITLE else sentence[: MAX_TITLE - 1] + "…"


def _kind(
    loaded: Loaded, header: Header, blocks: Sequence[Block], language: Language, symbol: str
) -> str:
    if header.kind and header.kind != "other":
        return header.kind
    if any(b.locator.endswith("sec-1.1/1") for b in blocks) and find_project_codes(loaded.text):
        return "project_proposal"
    if symbol.startswith("C. "):
        return "circular"
    if "/INF/" in symbol:
        return "information"
    return "working_document" if _invites(loaded, blocks, language) else "other"


def _invites(loaded: Loaded, blocks: Sequence[Block], language: Language) -> bool:
    """Return whether a numbered paragraph invites the body to act: such documents work so."""
    invitation = profile(language).cues.invitation
    return any(
        block.number is not None
        and block.kind is BlockKind.PARAGRAPH
        and invitation.search(loaded.text[block.spans[0].start :][:200])
        for block in blocks
        if block.spans
    )
