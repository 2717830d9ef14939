"""The data inside a draft: what it said when it was made, and on whose word.

They are JSON in an XML part of our own namespace, with the hash of that JSON, so that a file can
be checked again after somebody has edited it. All characters are ASCII, whatever the quotes hold.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lxml import etree
from pydantic import TypeAdapter

from ingest.types import Language
from service.export_docx.names import DRAFT_NS

VERSION = 1
_ROOT = f"{{{DRAFT_NS}}}draft"


@dataclass(frozen=True, slots=True)
class CitedWords:
    """A citation: the passage, the whole quote, and the file that it was read from."""

    n: int
    key: str
    language: Language
    symbol: str
    version: str | None
    paragraph: str | None
    annex: str | None
    page: int | None
    status: str
    url: str | None
    href: str
    quote: str
    quote_sha256: str
    source_sha256: str | None


@dataclass(frozen=True, slots=True)
class MadeNote:
    """A footnote as it was written: which citation, and its words."""

    citation: int
    text: str


@dataclass(frozen=True, slots=True)
class MadeStatement:
    """A statement as it was written. ``own``: words of ours that stand in no quote."""

    section: str
    text: str
    own: tuple[str, ...]
    notes: tuple[MadeNote, ...]


@dataclass(frozen=True, slots=True)
class DraftData:
    """All that a draft was made of. ``furniture`` are our paragraphs that state nothing."""

    subject: str
    title: str
    language: Language
    mode: str
    made_at: str
    generation: str
    searched: Mapping[str, Any]
    sources: tuple[Mapping[str, Any], ...]
    furniture: tuple[str, ...]
    citations: tuple[CitedWords, ...]
    statements: tuple[MadeStatement, ...]


_ADAPTER = TypeAdapter(DraftData)


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def to_xml(data: DraftData) -> bytes:
    """Return the XML part that holds ``data``."""
    payload = json.dumps({"version": VERSION, **asdict(data)}, ensure_ascii=True, indent=1)
    root = etree.fromstring(f'<draft xmlns="{DRAFT_NS}"/>')
    root.set("sha256", sha256_of(payload))
    root.text = payload
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def from_xml(root: etree._Element) -> DraftData | None:
    """Return the data that an XML part holds; None if it is another part or was damaged."""
    if root.tag != _ROOT or root.text is None or root.get("sha256") != sha256_of(root.text):
        return None
    try:
        table = json.loads(root.text)
        if table.pop("version") != VERSION:
            return None
        data = _ADAPTER.validate_python(table)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    known = {each.n for each in data.citations}
    used = {note.citation for statement in data.statements for note in statement.notes}
    return data if used <= known else None
