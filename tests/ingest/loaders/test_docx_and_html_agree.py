"""The same document as a Word file and as a web page is the same text, notes and tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.loaders import docx, html
from ingest.types import Element, ElementKind, Loaded

SAMPLE = Path(__file__).parents[3] / "evaluation" / "datasets" / "sample"
FILES = {
    path.name: path
    for folder in ("documents", "other_formats")
    for path in sorted((SAMPLE / folder).glob("*.*"))
}
STEMS = sorted(
    name.removesuffix(".docx")
    for name in FILES
    if name.endswith(".docx") and name.replace(".docx", ".html") in FILES
)


def folded(loaded: Loaded, element: Element) -> str:
    return " ".join(" ".join(loaded.text[s.start : s.end] for s in element.spans).split())


def told(loaded: Loaded, element: Element) -> tuple[object, ...]:
    """Return what both formats can say of an element.

    The title is a heading only in HTML, and numbers that a page types are drawn by Word.
    """
    cells = tuple(
        (c.column, c.colspan, tuple(loaded.text[s.start : s.end] for s in c.spans))
        for c in element.cells
    )
    return (
        element.kind in (ElementKind.ROW, ElementKind.FOOTNOTE) and element.kind,
        folded(loaded, element),
        cells,
        element.table,
        element.is_header,
        element.note_label,
        element.section_break,
    )


@pytest.mark.parametrize("stem", STEMS)
def test_word_file_and_web_page_of_a_document_agree(stem: str) -> None:
    word, page = docx.load(FILES[f"{stem}.docx"]), html.load(FILES[f"{stem}.html"])
    assert [told(word, e) for e in word.elements] == [told(page, e) for e in page.elements]
    assert word.text.split() == page.text.split()
    assert [n.offset for n in word.notes] == [n.offset for n in page.notes]
    headings = [folded(word, e) for e in word.elements if e.kind is ElementKind.HEADING]
    same = [e for e in page.elements if e.kind is ElementKind.HEADING]
    assert [folded(page, e) for e in same][-len(headings) :] == headings
    assert [e.level for e in same][-len(headings) :] == [
        e.level for e in word.elements if e.kind is ElementKind.HEADING
    ]


def test_the_sample_holds_every_language_in_both_formats() -> None:
    assert {stem.rpartition("_")[2] for stem in STEMS} == {"ar", "en", "es", "fr", "ru", "zh"}
