"""PDF: glyphs with their places become lines, paragraphs, tables and notes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ingest.errors import DamagedFile, IngestError
from ingest.loaders.pdf.document import Writer
from ingest.loaders.pdf.flow import read_flow
from ingest.loaders.pdf.glyphs import read_pages
from ingest.loaders.pdf.opening import Opened, open_pdf
from ingest.loaders.pdf.plain import read_plain
from ingest.loaders.pdf.shapes import Page
from ingest.types import Loaded


def load(path: Path) -> Loaded:
    """Return the text and structure of a PDF. See ``ingest.loaders.base.Loader``."""
    opened = open_pdf(path)
    try:
        pages, warnings = _pages(path, opened)
        warnings.extend(_about(pages))
        return Writer(read_flow(pages)).write(opened.pages, opened.metadata, warnings)
    except (IngestError, MemoryError):
        raise
    except Exception as error:  # whatever a hostile file makes our own arithmetic do
        raise DamagedFile(f"its layout cannot be read ({type(error).__name__})") from error


def _pages(path: Path, opened: Opened) -> tuple[list[Page], list[str]]:
    """Return the pages by pdfium or, if it cannot read the file, by pypdf."""
    try:
        pages = list(read_pages(path, opened))
        if all(page.damaged for page in pages):
            raise DamagedFile("none of its pages can be read")
    except DamagedFile:
        return list(read_plain(opened)), ["It is damaged: only its words could be read."]
    return pages, []


def _about(pages: Sequence[Page]) -> list[str]:
    """Return what a reader should know of pages that gave nothing."""
    damaged = [str(page.number) for page in pages if page.damaged]
    blank = [str(page.number) for page in pages if not (page.glyphs or page.damaged)]
    warnings = [f"Pages that cannot be read: {_listed(damaged)}."] if damaged else []
    if blank:
        warnings.append(f"Pages without text: {_listed(blank)}.")
    return warnings


def _listed(numbers: Sequence[str]) -> str:
    return ", ".join(numbers[:20]) + (" and others" if len(numbers) > 20 else "")


__all__ = ["load"]
