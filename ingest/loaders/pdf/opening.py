"""Opening a PDF with pypdf: is it one, may it be read, what does it say about itself?"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError

from ingest.errors import DamagedFile, EmptyDocument, EncryptedFile, IngestError, TooLarge
from ingest.loaders.pdf.shapes import MAX_PAGES
from ingest.typography import clean

_HEAD_BYTES = 1024
_METADATA = {
    "/Title": "title",
    "/Author": "author",
    "/Subject": "subject",
    "/CreationDate": "created",
    "/ModDate": "modified",
}
_MAX_METADATA_CHARS = 1000


@dataclass(frozen=True, slots=True)
class Opened:
    """A readable PDF. ``labels`` has the printed number of every page, if the file tells them."""

    reader: PdfReader
    pages: int
    labels: tuple[str, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)


def open_pdf(path: Path) -> Opened:
    """Return the file, opened and, where the empty password does, decrypted.

    Raises:
        EncryptedFile: if it needs a password.
        DamagedFile: if it is no PDF, or too broken to open.
        EmptyDocument: if it has no pages.
        TooLarge: if it has more pages than any document.
    """
    # pypdf reports every oddity of a file as a log record; what matters raises.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(_HEAD_BYTES):
            raise DamagedFile("it does not begin as a PDF does")
    try:
        return _opened(path)
    except IngestError:
        raise
    except DependencyError as error:
        raise EncryptedFile("its encryption needs a library that is not installed") from error
    except Exception as error:  # pypdf raises anything on a broken file
        raise DamagedFile(f"it cannot be opened ({type(error).__name__})") from error


def _opened(path: Path) -> Opened:
    reader = PdfReader(path, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise EncryptedFile("it needs a password")
    pages = len(reader.pages)
    if pages == 0:
        raise EmptyDocument("it has no pages")
    if pages > MAX_PAGES:
        raise TooLarge(f"it has {pages} pages; the limit is {MAX_PAGES}")
    return Opened(reader, pages, _labels(reader, pages), _metadata(reader))


def _labels(reader: PdfReader, pages: int) -> tuple[str, ...]:
    """Return the printed page numbers, none if the file has no (valid) page labels."""
    try:
        if "/PageLabels" not in reader.root_object:
            return ()
        labels = tuple(clean(label) for label in reader.page_labels)
    except Exception:  # labels are a nicety: a broken tree of them does not spoil the text
        return ()
    return labels if len(labels) == pages else ()


def _metadata(reader: PdfReader) -> dict[str, str]:
    found: dict[str, str] = {}
    try:
        about: Mapping[str, object] = reader.metadata or {}
        values = [(name, about.get(key)) for key, name in _METADATA.items()]
        values.append(("language", reader.root_object.get("/Lang")))
    except Exception:  # as for labels
        return found
    for name, value in values:
        text = clean(str(value))[:_MAX_METADATA_CHARS].strip() if value is not None else ""
        if text:
            found[name] = text
    return found
