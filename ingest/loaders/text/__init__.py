"""Plain text and Markdown: what other programs left of a document.

Three shapes occur. *Wrapped*: the text layer of a PDF, with hard line breaks inside sentences.
*Lines*: one paragraph a line, as office programs export it, table cells on lines of their own
that begin with a tab, footnotes as ``[footnoteRef:3]`` and ``[3: <tab>text]``. *Markdown*: lines
with ``**bold**``, ``# headings`` and ``- lists``. The text itself is kept as it stands: a quote
must be found again in the file.
"""

from __future__ import annotations

from pathlib import Path

from ingest.errors import EmptyDocument, UnreadableText
from ingest.loaders.text.footnotes import find_notes
from ingest.loaders.text.lines import read_lines
from ingest.loaders.text.wrapped import is_wrapped, read_wrapped
from ingest.types import Loaded
from ingest.typography import clean

__all__ = ["load", "load_text"]

# Order matters: only valid UTF-8 passes the first; UTF-16 is tried only behind its mark.
_ENCODINGS = ("utf-8-sig", "cp1252")


def load(path: Path) -> Loaded:
    """Return the text file at ``path`` as read. Raises EmptyDocument, UnreadableText."""
    return load_text(_decode(path.read_bytes()))


def load_text(raw: str) -> Loaded:
    """Return ``raw`` as read: cleaned of invisible characters, cut into elements."""
    text = clean(raw.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n "))
    if not any(character.isalnum() for character in text):
        raise EmptyDocument("the file holds no words")
    notes = find_notes(text)
    reader = read_wrapped if is_wrapped(text) else read_lines
    return Loaded(text=text, elements=tuple(reader(text, notes)), format="text")


def _decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableText(f"the file begins as UTF-16 but is not: {error}") from error
    if b"\0" in data:
        raise UnreadableText("the file is not text: it holds zero bytes")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableText(f"the file is in none of the encodings {', '.join(_ENCODINGS)}")
