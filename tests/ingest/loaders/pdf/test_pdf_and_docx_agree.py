"""The PDF of a sample document says what its DOCX says: the measure of this loader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.loaders.docx import load as load_docx
from ingest.loaders.pdf import load as load_pdf
from ingest.types import ElementKind, Loaded

SAMPLE = Path(__file__).parents[4] / "evaluation" / "datasets" / "sample"
FOLDERS = (SAMPLE / "documents", SAMPLE / "other_formats")
PDFS = sorted((path for folder in FOLDERS for path in folder.glob("*.pdf")), key=lambda p: p.name)


def words(text: str) -> str:
    """Return a text with blanks folded; a PDF draws the no-break hyphen as any other."""
    return re.sub(r"\s+", " ", text).replace("\u2011", "-")


def told(loaded: Loaded) -> list[tuple[str, ...]]:
    """Return of each element what it is and what it says, with ``^`` for the marks of notes."""
    marks = sorted((ref.offset for ref in loaded.notes), reverse=True)

    def said(start: int, end: int) -> str:
        text = loaded.text[start:end]
        for offset in (mark for mark in marks if start <= mark <= end):
            text = f"{text[: offset - start]}^{text[offset - start :]}"
        return words(text)

    found: list[tuple[str, ...]] = []
    for element in loaded.elements:
        if element.kind is ElementKind.ROW:
            cells = tuple(
                f"{cell.column}+{cell.colspan} " + " ¶ ".join(said(*span) for span in cell.spans)
                for cell in element.cells
            )
            found.append(("row", str(element.table), str(element.is_header), *cells))
        elif element.kind is ElementKind.FOOTNOTE:
            found.append(("note", element.note_label or "", said(*element.spans[0])))
        elif element.kind is not ElementKind.RUNNING_HEAD:
            found.append(("words", said(*element.spans[0])))
    return found


@pytest.mark.skipif(not PDFS, reason="the sample documents have not been built")
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_a_sample_pdf_tells_what_its_docx_tells(path: Path):
    twin = next(
        (f / f"{path.stem}.docx" for f in FOLDERS if (f / f"{path.stem}.docx").exists()), None
    )
    if twin is None:
        pytest.skip("no DOCX of this document in this language")
    assert told(load_pdf(path)) == told(load_docx(twin))
