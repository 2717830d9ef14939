"""Which loader reads this file?"""

from __future__ import annotations

import stat
from pathlib import Path

from config.settings import IngestSettings
from ingest.errors import DamagedFile, EmptyDocument, TooLarge, UnsupportedFormat
from ingest.loaders.sniffing import FileKind, sniff
from ingest.types import Loaded

__all__ = ["load"]

MEGABYTE = 1_000_000


def load(path: Path, settings: IngestSettings) -> Loaded:
    """Return the file at ``path`` as its loader reads it; the content decides which, not the name.

    Raises a subclass of IngestError for a file that cannot be read.
    """
    try:
        _check(path, settings)
        kind = sniff(path, settings)
    except OSError as error:
        raise DamagedFile(f"The file cannot be read: {error.strerror or error}.") from error
    match kind:
        case FileKind.PDF:
            from ingest.loaders import pdf

            return pdf.load(path)
        case FileKind.DOCX:
            from ingest.loaders import docx

            return docx.load(path, settings)
        case FileKind.LEGACY_DOC:
            from ingest.loaders import legacy_doc

            return legacy_doc.load(path, settings)
        case FileKind.HTML:
            from ingest.loaders import html

            return html.load(path, settings)
        case FileKind.TEXT:
            from ingest.loaders import text

            return text.load(path)


def _check(path: Path, settings: IngestSettings) -> None:
    """Refuse what must not even be opened: a pipe would never end, a huge file fill the memory."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise UnsupportedFormat("This is not a file but a folder, pipe or device.")
    if found.st_size == 0:
        raise EmptyDocument("The file is empty.")
    if found.st_size > settings.max_file_mb * MEGABYTE:
        raise TooLarge(
            f"The file has {found.st_size / MEGABYTE:.0f} MB; at most"
            f" {settings.max_file_mb:.0f} MB are read."
        )
