"""The block at the top of a document: letter, symbol, dates, body, session, place, title, author.

Everything is optional. What is not certainly part of the block is left to the text: a line that
is wrongly kept can be read there, a line wrongly taken away is lost to search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from config.profiles import plain, profile
from ingest.dates import find_date
from ingest.header_block import (
    MAX_LINE,
    Piece,
    Reader,
    after_label,
    body_match,
    is_session,
    language_of,
    letter_of,
    named_language,
    split_pieces,
)
from ingest.language import detect_document_language
from ingest.types import LANGUAGES, Language
from ingest.typography import normalise_spaces

LIMIT = 60  # lines in which a header block ends
_LOOK = 30  # pieces that are asked for the language of the block


@dataclass(frozen=True, slots=True)
class Header:
    """What the block says. ``consumed`` leading lines belong to it; ``roles`` has one each.

    Roles: "blank", "letter", "symbol", "original", "date", "organisation", "body", "session",
    "place", "title", "author", "other". ``symbol`` is without version. ``session`` is a number
    in digits ("49", "S3"), ``date`` ISO 8601, ``body`` a code as in ``ingest.symbols``.
    """

    letter: str | None = None
    language: Language | None = None
    symbol: str | None = None
    version: str | None = None
    original: Language | None = None
    date: str | None = None
    body: str | None = None
    session: str | None = None
    place_and_dates: str | None = None
    title: str | None = None
    author: str | None = None
    kind: str = "other"
    consumed: int = 0
    roles: tuple[str, ...] = ()


def parse_header(lines: Sequence[str], limit: int = LIMIT) -> Header:
    """Return the header block that ``lines`` begin with; an empty Header if there is none.

    A line is what a file has between two line ends, or the text of one element; it may hold
    tabs or line feeds (the cells of a row). Time is linear in the length of the lines.
    """
    pieces = split_pieces(lines[:limit])
    language = _language(pieces)
    # A circular has no labels: what its title and date are, the language of the letter tells.
    read_as = language or detect_document_language("\n".join(piece.text for piece in pieces))
    reader = Reader(pieces, profile(read_as or "en"))
    reader.read()
    if not reader.is_header():
        return Header()
    return _told(reader, language, lines)


def find_body(text: str, language: Language) -> str | None:
    """Return the code of the body that ``text`` names, by name or letters; the longest name."""
    found = body_match(plain(text), profile(language))
    return found[0] if found else None


def document_kind(title: str, language: Language) -> str | None:
    """Return the kind of document that a title tells ("report", "agenda", ...), else None."""
    simple = plain(normalise_spaces(title)).strip(" *#.:")
    for kind, words in profile(language).kinds.items():
        if words.pattern.search(simple):
            return kind
    return None


def _language(pieces: Sequence[Piece]) -> Language | None:
    scores = {language: _evidence(pieces[:_LOOK], language) for language in LANGUAGES}
    best = max(LANGUAGES, key=lambda language: scores[language])
    return best if scores[best] > 0 else None


def _evidence(pieces: Sequence[Piece], language: Language) -> int:
    words = profile(language)
    score = 0
    for position, piece in enumerate(pieces):
        if len(piece.text) > MAX_LINE:
            continue
        simple = plain(piece.text)
        if position < 6 and letter_of(piece.text) == words.header.letter:
            score += 3
        value = after_label(simple, language, "original")
        score += value is not None and named_language(value, words) is not None
        value = after_label(simple, language, "date")
        score += value is not None and find_date(value, language) is not None
        score += is_session(simple, words) and words.ordinals.digits.pattern.search(simple) is None
        score += words.header.place.pattern.match(simple) is not None
        score += words.header.author.pattern.match(simple) is not None
        found = body_match(simple, words)
        score += found is not None and found[1] > 12
    return score


# --- what it says -----------------------------------------------------------------------------


def _told(reader: Reader, language: Language | None, lines: Sequence[str]) -> Header:
    symbol, words = reader.symbol, reader.words
    session = reader.texts.get("session")
    ordinal = words.ordinals.find(session[0]) if session else None
    consumed = _consumed(reader)
    title, kind = _title_and_kind(reader)
    header = Header(
        letter=reader.letter,
        language=language,
        original=reader.original,
        date=reader.date,
        body=reader.body,
        session=str(ordinal) if ordinal else None,
        place_and_dates=_joined(reader, "place"),
        title=title,
        author=_joined(reader, "author"),
        kind=kind,
        consumed=consumed,
        roles=_line_roles(reader, lines, consumed),
    )
    if symbol is None:
        return header
    return replace(
        header,
        symbol=symbol.symbol,
        version=symbol.version,
        body=symbol.body,
        session=symbol.session or header.session,
    )


def _title_and_kind(reader: Reader) -> tuple[str | None, str]:
    title = _joined(reader, "title")
    symbol, code = reader.symbol, language_of(reader.words)
    if symbol is not None and symbol.kind == "C":
        return title, "circular"
    fallback = "information" if symbol is not None and symbol.kind == "INF" else "working_document"
    if title is None:
        return None, fallback
    bare = reader.words.header.footnote.pattern.sub("", plain(title).lower())
    kind = document_kind(title, code) or document_kind(bare, code)
    if kind is not None and len(bare) < len(title) and document_kind(title[: len(bare)], code):
        title = title[: len(bare)].rstrip()  # the mark of a footnote was glued to it
    return title, kind or fallback


def _joined(reader: Reader, role: str) -> str | None:
    return normalise_spaces(" ".join(reader.texts.get(role, ()))) or None


def _consumed(reader: Reader) -> int:
    """Return how many whole lines the block fills."""
    if reader.at < len(reader.pieces):
        last = reader.pieces[reader.at - 1].line
        return last if reader.pieces[reader.at].line == last else last + 1
    return reader.pieces[-1].line + 1


def _line_roles(reader: Reader, lines: Sequence[str], consumed: int) -> tuple[str, ...]:
    roles = ["blank" if not line.strip() else "other" for line in lines[:consumed]]
    for piece, role in zip(reader.pieces, reader.roles, strict=False):
        if piece.line < consumed and roles[piece.line] in ("other", "organisation"):
            roles[piece.line] = role
    return tuple(roles)
