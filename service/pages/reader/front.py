"""The header block of a document: what stands above its title, the title, what stands below."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.types import Block, Document
from service.pages.reader.pieces import Cutter
from service.pages.reader.types import Front, Words
from service.pages.reader.writing import plain


def front_of(document: Document, header: Sequence[Block], cutter: Cutter) -> Front:
    """Return the header block; the title is empty where its lines are not among ``header``.

    A title that says too little carries its meeting behind it ("REPORT (CDIP/89)").
    """
    lines = [cutter.words(span, block.notes) for block in header for span in block.spans]
    first, last = _title(document.title, [plain(line) for line in lines])
    title: Words = tuple(piece for line in lines[first:last] for piece in line)
    corner = _corner(document.key, [plain(line) for line in lines[:first]])
    return Front(tuple(lines[:corner]), tuple(lines[corner:first]), title, tuple(lines[last:]))


def _corner(key: str, lines: Sequence[str]) -> int:
    """Return how many lines are in the corner: letter, symbol, original language, date."""
    of_corner = [
        number
        for number, line in enumerate(lines, 1)
        if len(line) == 1 or ":" in line or "：" in line or _folded(line) == _folded(key)
    ]
    return of_corner[-1] if of_corner else 0


def _title(title: str, lines: Sequence[str]) -> tuple[int, int]:
    """Return which of ``lines`` are the title; (n, n) at the end if none are."""
    wanted = _folded(title)
    for first, line in enumerate(lines):
        found = ""
        if len(line) < 2:  # the letter of the language
            continue
        for last in range(first, len(lines)):
            found += _folded(lines[last])
            if found == wanted or (wanted.startswith(found) and wanted[len(found) :][:1] == "("):
                return first, last + 1
            if not wanted.startswith(found):
                break
    return len(lines), len(lines)


def _folded(text: str) -> str:
    return "".join(text.casefold().split())
