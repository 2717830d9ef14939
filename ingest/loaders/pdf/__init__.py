"""PDF: glyphs with their places become lines, paragraphs, tables and notes."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import DamagedFile, IngestError
from ingest.loaders.pdf.document import Writer
from ingest.loaders.pdf.flow import read_flow
from ingest.loaders.pdf.glyphs import read_pages
from ingest.loaders.pdf.opening import open_pdf
from ingest.types import Loaded


def load(path: Path) -> Loaded:
    """Return the text and structure of a PDF. See ``ingest.loaders.base.Loader``."""
    opened = open_pdf(path)
    try:
        flow = read_flow(list(read_pages(path, opened)))
        return Writer(flow).write(opened.pages, opened.metadata, [])
    except (IngestError, MemoryError):
        raise
    except Exception as error:  # whatever a hostile file makes our own arithmetic do
        raise DamagedFile(f"its layout cannot be read ({type(error).__name__})") from error


__all__ = ["load"]
