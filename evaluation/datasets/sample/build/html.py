"""Writes an expression as a web page, with the menus that stand around a document on a site.

Pages differ as real ones do: documents with an odd number draw paragraph numbers by ``<ol>``,
those with an even number type them; every fourth draws sub-items by ``<ol type>`` as well (not
in Arabic, whose letters no ``type`` draws).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from evaluation.datasets.sample.build import expression as ex

_STYLE = """\
body { font-family: "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", sans-serif; margin: 0; }
main { max-width: 48rem; margin: 2rem auto; }
.document-header .end, .marker { text-align: end; }
.decision { font-style: italic; margin-inline-start: 50%; }
.item { margin-inline-start: 2rem; }
.subitem { margin-inline-start: 4rem; }
table { border-collapse: collapse; }
td, th { border: 1px solid gray; padding: .3rem; vertical-align: top; text-align: start; }
tr.total { font-weight: bold; }
"""
_COUNTERS = """\
@counter-style letters { system: extends lower-alpha; prefix: "%s"; suffix: ") "; }
@counter-style numerals { system: extends lower-roman; prefix: "%s"; suffix: ") "; }
ol[type="a"] { list-style: letters; }
ol[type="i"] { list-style: numerals; }
"""


def write_html(expression: ex.Expression) -> bytes:
    """Return the bytes of a page that holds ``expression``."""
    page = _Page(expression)
    return ("\n".join(page.lines()) + "\n").encode("utf-8")


class _Page:
    def __init__(self, expression: ex.Expression) -> None:
        self.expression = expression
        self.words = expression.words
        self.draws_numbers = expression.number % 2 == 1
        self.draws_items = expression.number % 4 == 3 and expression.language != "ar"
        self.marked: set[int] = set()

    def lines(self) -> Iterator[str]:
        site = self.words.site
        language, direction = self.expression.language, self.words.direction
        yield "<!DOCTYPE html>"
        yield f'<html lang="{language}" dir="{direction}">'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield f"<title>{escape(self.expression.title)} | {escape(site['name'])}</title>"
        yield f"<style>\n{self._style()}</style>"
        yield "</head>"
        yield "<body>"
        yield from _site_header(site)
        yield '<main id="content">'
        yield "<article>"
        yield from self._document()
        yield "</article>"
        yield "</main>"
        yield from _site_footer(site)
        yield "</body>"
        yield "</html>"

    def _style(self) -> str:
        if not self.draws_items:
            return _STYLE
        bracket = self.words.item_pattern.partition("{")[0]
        return _STYLE + _COUNTERS % (bracket, bracket)

    def _document(self) -> Iterator[str]:
        pieces = self.expression.pieces
        for is_header, group in groupby(pieces, lambda piece: isinstance(piece, ex.HeaderLine)):
            found = list(group)
            if is_header:
                yield '<div class="document-header">'
                yield from (self._header_line(p) for p in found if isinstance(p, ex.HeaderLine))
                yield "</div>"
            else:
                yield from self._content(found)
        yield from self._footnotes()

    def _header_line(self, piece: ex.HeaderLine) -> str:
        if piece.role == "title":
            return f"<h1>{self._inline(piece.words)}</h1>"
        side = " end" if piece.role in ("letter", "symbol", "original", "date") else ""
        words = self._inline(piece.words)
        if self.words.direction == "rtl" and piece.role == "symbol":
            # From right to left, the dot of "Rev." would stand before the symbol.
            words = f'<bdi dir="ltr">{words}</bdi>'
        return f'<p class="{piece.role}{side}">{words}</p>'

    def _content(self, pieces: Sequence[ex.Piece]) -> Iterator[str]:
        position = 0
        while position < len(pieces):
            piece = pieces[position]
            position += 1
            match piece:
                case ex.Paragraph():
                    end = position
                    while end < len(pieces) and isinstance(pieces[end], ex.Item | ex.Closing):
                        end += 1
                    yield from self._paragraph(piece, pieces[position:end])
                    position = end
                case ex.PartStart():
                    yield "<hr>"
                    yield f'<h2 class="annex">{self._inline(piece.words)}</h2>'
                case ex.Heading():
                    level = min(piece.level, 3) + 1
                    yield f"<h{level}>{self._inline(piece.words)}</h{level}>"
                case ex.Bullets():
                    yield "<ul>"
                    yield from (f"<li>{self._inline(item)}</li>" for item in piece.items)
                    yield "</ul>"
                case ex.Table():
                    yield from self._table(piece)
                case ex.Marker():
                    yield f'<p class="marker">{self._inline(piece.words)}</p>'

    def _paragraph(self, piece: ex.Paragraph, below: Sequence[ex.Piece]) -> Iterator[str]:
        style = ' class="decision"' if piece.decision else ""
        words = self._inline(piece.words)
        if piece.number is not None and self.draws_numbers:
            yield f'<ol start="{piece.number}"{style}>'
            yield f"<li><p>{words}</p>" if below else f"<li>{words}</li>"
            yield from self._below(below)
            if below:
                yield "</li>"
            yield "</ol>"
            return
        label = f"{piece.number}. " if piece.number is not None else ""
        yield f"<p{style}>{label}{words}</p>"
        yield from self._below(below)

    def _below(self, below: Sequence[ex.Piece]) -> Iterator[str]:
        items = [piece for piece in below if isinstance(piece, ex.Item)]
        yield from self._drawn_items(items) if self.draws_items else self._typed_items(items)
        for piece in below:
            if isinstance(piece, ex.Closing):
                style = ' class="decision"' if piece.decision else ""
                yield f"<p{style}>{self._inline(piece.words)}</p>"

    def _typed_items(self, items: Iterable[ex.Item]) -> Iterator[str]:
        for item in items:
            style = "item" if item.depth == 1 else "subitem"
            yield f'<p class="{style}">{escape(item.label)} {self._inline(item.words)}</p>'

    def _drawn_items(self, items: Iterable[ex.Item]) -> Iterator[str]:
        depth = 0
        for item in items:
            if item.depth > depth:
                yield f'<ol type="{"a" if item.depth == 1 else "i"}">'
            else:
                yield "</li>" + "</ol></li>" * (depth - item.depth)
            depth = item.depth
            yield f"<li>{self._inline(item.words)}"
        if depth:
            yield "</li></ol>" * depth

    def _table(self, piece: ex.Table) -> Iterator[str]:
        yield "<table>"
        if piece.caption:
            yield f"<caption>{self._inline(piece.caption)}</caption>"
        heads = "".join(f'<th scope="col">{self._inline(c)}</th>' for c in piece.columns)
        yield f"<thead><tr>{heads}</tr></thead>"
        yield "<tbody>"
        for row in piece.rows:
            style = ' class="total"' if row.total else ""
            cells = "".join(self._cell(cell) for cell in row.cells if not cell.covered)
            yield f"<tr{style}>{cells}</tr>"
        yield "</tbody>"
        yield "</table>"

    def _cell(self, cell: ex.Cell) -> str:
        spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        lines = [self._inline(words) for words in cell.paragraphs]
        inside = "".join(f"<p>{line}</p>" for line in lines) if len(lines) > 1 else "".join(lines)
        return f"<td{spans}>{inside}</td>"

    def _footnotes(self) -> Iterator[str]:
        if not self.expression.footnotes:
            return
        yield f'<section class="footnotes" aria-label="{escape(self.words.footnotes)}">'
        yield "<ol>"
        for number, words in enumerate(self.expression.footnotes, start=1):
            yield f'<li id="fn{number}">{self._inline(words)}</li>'
        yield "</ol>"
        yield "</section>"

    def _inline(self, words: ex.Inline) -> str:
        return "".join(
            escape(part, quote=False) if isinstance(part, str) else self._mark(part)
            for part in words
        )

    def _mark(self, mark: ex.Mark) -> str:
        # Only the first mark of a note may carry the id that the way back would lead to.
        anchor = "" if mark.number in self.marked else f' id="ref{mark.number}"'
        self.marked.add(mark.number)
        return f'<sup><a href="#fn{mark.number}"{anchor}>{mark.number}</a></sup>'


def _site_header(site: Mapping[str, object]) -> Iterator[str]:
    yield f'<a class="skip" href="#content">{_say(site, "skip")}</a>'
    yield "<header>"
    yield f'<div class="site-name">{_say(site, "name")}</div>'
    yield '<ul class="languages">'
    for code, name in (
        ("ar", "العربية"),
        ("en", "English"),
        ("es", "Español"),
        ("fr", "Français"),
        ("ru", "Русский"),
        ("zh", "中文"),
    ):
        yield f'<li><a href="/{code}/" lang="{code}">{name}</a></li>'
    yield "</ul>"
    yield f'<form role="search"><input type="search" aria-label="{_say(site, "search")}"></form>'
    yield "</header>"
    yield '<nav class="mega-menu">'
    for heading, *entries in _lists(site, "menu"):
        yield f"<div><h2>{escape(heading)}</h2>"
        yield "<ul>" + "".join(f'<li><a href="#">{escape(e)}</a></li>' for e in entries) + "</ul>"
        yield "</div>"
    yield "</nav>"
    crumbs = "".join(f'<li><a href="#">{escape(c)}</a></li>' for c in _list(site, "breadcrumb"))
    yield f'<nav class="breadcrumb" aria-label="breadcrumb"><ol>{crumbs}</ol></nav>'


def _site_footer(site: Mapping[str, object]) -> Iterator[str]:
    yield "<footer>"
    links = "".join(f'<li><a href="#">{escape(e)}</a></li>' for e in _list(site, "footer"))
    yield f"<ul>{links}</ul>"
    yield f"<p>{_say(site, 'name')}, wipo-rag</p>"
    yield "</footer>"


def _say(site: Mapping[str, object], key: str) -> str:
    return escape(str(site[key]))


def _list(site: Mapping[str, object], key: str) -> list[str]:
    found = site[key]
    assert isinstance(found, list)
    return found


def _lists(site: Mapping[str, object], key: str) -> list[list[str]]:
    found = site[key]
    assert isinstance(found, list)
    return found
