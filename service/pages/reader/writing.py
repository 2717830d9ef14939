"""How words become HTML: escaped, linked, isolated, and with quotes in <mark> elements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from markupsafe import Markup, escape

from ingest.types import Span
from service.pages.reader.types import Piece, PieceKind, Words

NoteName = Callable[[str], str]
"""Takes the number of a note and returns what its mark is called by screen readers."""

_OPEN, _CLOSE = Markup("<mark>"), Markup("</mark>")
_ISOLATED = Markup('<bdi dir="ltr">{}</bdi>')
_SYMBOL = Markup('<a class="doc-symbol" href="{}"><bdi dir="ltr">{}</bdi></a>')
_ADDRESS = Markup(
    '<a class="doc-address" href="{}" rel="noopener noreferrer"><bdi dir="ltr">{}</bdi></a>'
)
_NOTE = Markup('<sup class="note-mark"><a id="{}" href="{}" aria-label="{}">{}</a></sup>')


class Writer:
    """Writes the words of one document, with the same marks wherever they are shown."""

    def __init__(self, marks: Iterable[Span] = (), note_name: NoteName = str) -> None:
        self._marks = sorted(marks)
        self._note_name = note_name

    def __call__(self, words: Words, *, link: bool = True) -> Markup:
        """Return ``words`` as HTML; without ``link``, as the text alone."""
        if not self._marks:
            return Markup("").join(self._piece(piece, link) for piece in words)
        out: list[Markup] = []
        open_now = False
        for piece in self._split(words):
            covered = self._covered(piece)
            inside = covered == [(0, len(piece.text))] or (open_now and self._goes_on(piece))
            if open_now and not inside:
                out.append(_CLOSE)
            if inside and not open_now:
                out.append(_OPEN)
            open_now = inside
            out.append(self._piece(piece, link, () if inside else covered))
        if open_now:
            out.append(_CLOSE)
        return Markup("").join(out)

    def _split(self, words: Words) -> Iterator[Piece]:
        """Yield ``words`` with plain text cut where a mark begins or ends.

        What is isolated stays whole: its parts would change places.
        """
        for piece in words:
            covered = self._covered(piece) if piece.kind is PieceKind.TEXT else []
            cuts = sorted({0, len(piece.text), *(at for part in covered for at in part)})
            for start, end in pairwise(cuts) if covered else ((0, len(piece.text)),):
                yield replace(piece, text=piece.text[start:end], start=piece.start + start)

    def _covered(self, piece: Piece) -> list[tuple[int, int]]:
        """Return which characters of ``piece`` are marked, as ranges within it."""
        if piece.kind is PieceKind.NOTE:
            return []
        length = len(piece.text)
        cut = [(max(a - piece.start, 0), min(b - piece.start, length)) for a, b in self._marks]
        return [(a, b) for a, b in cut if a < b]

    def _goes_on(self, piece: Piece) -> bool:
        """Return whether ``piece`` is a note's mark among marked words."""
        return piece.kind is PieceKind.NOTE and any(
            start < piece.start < end for start, end in self._marks
        )

    def _piece(self, piece: Piece, link: bool, covered: Sequence[tuple[int, int]] = ()) -> Markup:
        if piece.kind is PieceKind.NOTE:
            name = self._note_name(piece.text)
            return _NOTE.format(piece.id, piece.href, name, piece.text) if link else Markup("")
        text = _marked(piece.text, covered) if covered else escape(piece.text)
        if piece.kind is PieceKind.TEXT:
            return text
        if piece.kind is PieceKind.ISOLATE or not link:
            return _ISOLATED.format(text)
        shape = _SYMBOL if piece.kind is PieceKind.SYMBOL else _ADDRESS
        return shape.format(piece.href, text)


def _marked(text: str, covered: Sequence[tuple[int, int]]) -> Markup:
    out: list[Markup] = []
    at = 0
    for start, end in covered:
        out += [escape(text[at:start]), _OPEN, escape(text[start:end]), _CLOSE]
        at = end
    out.append(escape(text[at:]))
    return Markup("").join(out)


def plain(words: Words) -> str:
    """Return the words alone, with white space collapsed, without footnote marks."""
    kept = (piece.text for piece in words if piece.kind is not PieceKind.NOTE)
    return " ".join("".join(kept).split())
