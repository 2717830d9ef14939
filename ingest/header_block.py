"""Walks down the lines of a header block and says what each is.

Used by ``ingest.header``, which says what the block means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from config.profiles import LanguageProfile, Phrases, plain, profile
from ingest.dates import find_date
from ingest.symbols import Symbol, find_symbols
from ingest.types import LANGUAGES, Language

MAX_LINE = 260  # a longer line is text
_MAX_TITLE = 450
_LETTERS: dict[str, Language] = {"A": "ar", "E": "en", "S": "es", "F": "fr", "R": "ru", "C": "zh"}
_LOOKALIKES = str.maketrans("АЕСЅ", "AECS")  # Cyrillic letters that print the same
_PICTURE = re.compile(r"\[(?:pic|image|picture|logo)[^\]]{0,20}\]", re.IGNORECASE)
_SPLIT = re.compile(r"[\n\t|]+")
_NUMBERED = re.compile(r"\s*(?:\(?[0-9]{1,3}[.)]\s|\d{1,3}[.、]|\([a-z]\)|[-–−•*]\s)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell or line of text, the number of the line it is from, and if a blank one precedes."""

    text: str
    line: int
    after_blank: bool


def split_pieces(lines: Sequence[str]) -> list[Piece]:
    """Return what stands in ``lines`` cell by cell, without pictures and Markdown marks."""
    pieces: list[Piece] = []
    blank = False
    for number, line in enumerate(lines):
        texts = [t.strip(" *#_\xa0") for t in _SPLIT.split(_PICTURE.sub("", line[:2000]))]
        for text in filter(None, texts):
            pieces.append(Piece(text, number, blank))
            blank = False
        blank |= not any(texts)
    return pieces


def letter_of(text: str) -> str | None:
    """Return the language letter that ``text`` is, if it is one."""
    letter = text.strip(" .").translate(_LOOKALIKES)
    return letter if letter in _LETTERS else None


@cache
def _label(language: str, name: str) -> re.Pattern[str]:
    words: Phrases = getattr(profile(language).header, name)
    return re.compile(rf"(?:{words.pattern.pattern})\s{{0,9}}:\s{{0,9}}", re.IGNORECASE)


def after_label(simple: str, language: str, name: str) -> str | None:
    """Return what stands behind a label in one line, or None without the label."""
    match = _label(language, name).search(simple)
    return simple[match.end() :] if match else None


def named_language(text: str, words: LanguageProfile) -> Language | None:
    """Return the language that plain ``text`` names first."""
    found = [
        (match.start(), code)
        for code in LANGUAGES
        if (match := words.languages[code].pattern.search(text[:60]))
    ]
    return min(found)[1] if found else None


def is_session(simple: str, words: LanguageProfile) -> bool:
    """Return whether a plain line is that of the session: short, with its word and an ordinal."""
    if len(simple) > 160 or _NUMBERED.match(simple) or not words.header.session.search(simple):
        return False
    return words.ordinals.find(simple) is not None


def _has_place(simple: str, words: LanguageProfile) -> bool:
    """Return whether a plain line tells the dates of a meeting, and where."""
    if len(simple) > 140 or not re.search(r"(?:19|20)\d\d", simple) or _NUMBERED.match(simple):
        return False
    named = words.header.place.pattern.search(simple)
    return named is not None or find_date(simple, language_of(words)) is not None


def body_match(simple: str, words: LanguageProfile) -> tuple[str, int] | None:
    """Return the code of the body and the length of its name."""
    best: tuple[str, int] | None = None
    for code, names in words.bodies.items():
        for match in names.pattern.finditer(simple):
            length = match.end() - match.start()
            if best is None or length > best[1]:
                best = code, length
    return best


# --- reading the block ------------------------------------------------------------------------

_Test = Callable[[str, LanguageProfile], bool]
_LABELS = ("original", "date")


class Reader:
    """Walks down the block: preamble, body, session, place, title, author."""

    def __init__(self, pieces: Sequence[Piece], words: LanguageProfile) -> None:
        self.pieces = pieces
        self.words = words
        self.at = 0
        self.roles: list[str] = []
        self.symbol: Symbol | None = None
        self.letter: str | None = None
        self.original: Language | None = None
        self.date: str | None = None
        self.body: str | None = None
        self.texts: dict[str, list[str]] = {}

    def read(self) -> None:
        """Read the block from the top; ``at`` is then the first piece below it."""
        self._preamble()
        if self.symbol is None or self.symbol.kind != "C":  # a circular speaks of a session
            self._meeting()
        if self.is_header():
            self._title()

    def is_header(self) -> bool:
        """Return whether enough was found: labels, a symbol, or a body with its session."""
        if self.symbol or self.original or (self.date and self.letter):
            following = self.pieces[self.at].text if self.at < len(self.pieces) else ""
            only_symbol = set(self.roles) <= {"symbol", "letter"}
            return not (only_symbol and self.words.page.head.fullmatch(following))
        return self.body is not None and (self.letter is not None or "session" in self.texts)

    def _take(self, role: str) -> None:
        self.roles.append(role)
        self.texts.setdefault(role, []).append(self.pieces[self.at].text)
        self.at += 1

    def _preamble(self) -> None:
        while self.at < len(self.pieces):
            role = self._preamble_role(self.pieces[self.at].text)
            if role is None:
                break
            self._take(role)

    def _preamble_role(self, text: str) -> str | None:
        if len(text) > MAX_LINE:
            return None
        if self.letter is None and (letter := letter_of(text)):
            self.letter = letter
            return "letter"
        simple = plain(text)
        role = self._symbol_role(text)
        role = self._labels(simple) or role
        awaited = self.roles and self.roles[-1] == "original" and self.original is None
        if role is None and awaited and len(text) < 40:
            self.original = named_language(simple, self.words)
            if self.original is not None:
                return "original"
        if role is None and self.words.header.organisation.pattern.fullmatch(simple.strip(" .")):
            return "organisation"
        if role is None and self.roles and self.date is None and len(text) < 40:
            return self._value(text)
        return role

    def _symbol_role(self, text: str) -> str | None:
        if self.symbol is not None:
            return None
        for symbol in find_symbols(text)[:1]:
            front = text[: symbol.start].strip()
            rest = text[symbol.end :]
            for other in find_symbols(rest):  # a joint document has two
                rest = rest.replace(rest[other.start : other.end], "")
            labelled = any(_label(self.words.language, n).search(plain(rest)) for n in _LABELS)
            organisation = self.words.header.organisation.pattern.fullmatch(plain(front[:-1]))
            if front and letter_of(front[-1]) and (len(front) == 1 or organisation):
                self.letter = self.letter or letter_of(front[-1])
            elif front:
                return None
            if rest.strip(" -–.()*\xa0") and not labelled:
                return None
            self.symbol = symbol
            return "symbol"
        return None

    def _labels(self, simple: str) -> str | None:
        """Read the labels in a line; a value may stand on the line below its label."""
        role = None
        for name in _LABELS:
            value = after_label(simple, self.words.language, name)
            if value is None:
                continue
            role = name
            if name == "original":
                self.original = self.original or named_language(value, self.words)
            else:
                self.date = self.date or find_date(value, language_of(self.words))
        return role

    def _value(self, text: str) -> str | None:
        """Read a line that holds nothing but a date."""
        date = find_date(text, language_of(self.words))
        if date is not None and len(date) == 10 and not self.words.header.place.match(text):
            self.date = date
            return "date"
        return None

    def _meeting(self) -> None:
        session = self._next(is_session, within=5)
        body = next((i for i in range(self.at, self.at + 4) if self._is_body(i)), None)
        if body is None and (session is None or not self.roles):
            return
        if body is not None and body > self.at and not self.roles:
            return  # something stands above the body: this is no header block
        if body is not None and session is not None and body > session:
            body = None
        while body is not None and self.at < body:
            self._take("organisation")
        if body is not None:
            found = body_match(plain(self.pieces[body].text), self.words)
            self.body = found[0] if found else None
            self._take("body")
            session = self._next(is_session, within=3)
            if session is None and self._next(_has_place, within=2) == self.at + 1:
                session = self.at  # its words are damaged, but it stands where a session stands
        while session is not None and self.at < session:
            self._take("body")
        if session is not None:
            self._take("session")
        self._place()

    def _next(self, test: _Test, within: int) -> int | None:
        for position in range(self.at, min(self.at + within, len(self.pieces))):
            text = self.pieces[position].text
            if _NUMBERED.match(text) or len(text) > MAX_LINE:
                return None
            if test(plain(text), self.words):
                return position
        return None

    def _is_body(self, position: int) -> bool:
        if position >= len(self.pieces) or len(self.pieces[position].text) > MAX_LINE:
            return False
        simple = plain(self.pieces[position].text)
        if _NUMBERED.match(simple):
            return False
        found = body_match(simple, self.words)
        return found is not None and found[1] >= 0.5 * len(simple.strip())

    def _place(self) -> None:
        if self.at >= len(self.pieces):
            return
        if _has_place(plain(self.pieces[self.at].text), self.words):
            self._take("place")

    # --- title and author ---------------------------------------------------------------------

    def _title(self) -> None:
        start = self.at
        author = next((i for i in range(start, start + 7) if self._is_author(i)), None)
        if author is not None and not all(self._can_be_title(i) for i in range(start, author)):
            author = None
        if author is None:
            self._title_alone()
            return
        while self.at < author:
            self._take("title")
        while self._is_author(self.at):
            self._take("author")

    def _title_alone(self) -> None:
        start = self.at
        if not self._can_be_title(start) or not self._is_short(start):
            return
        in_blocks = any(piece.after_blank for piece in self.pieces)
        self._take("title")
        while self._can_be_title(self.at) and self._is_short(self.at):
            piece = self.pieces[self.at]
            same_line = piece.line == self.pieces[start].line
            if not same_line and (piece.after_blank or not in_blocks):
                break
            self._take("title")

    def _is_author(self, position: int) -> bool:
        if position >= len(self.pieces) or len(self.pieces[position].text) > MAX_LINE:
            return False
        return self.words.header.author.match(self.pieces[position].text) is not None

    def _can_be_title(self, position: int) -> bool:
        if position >= len(self.pieces):
            return False
        text = self.pieces[position].text
        if len(text) > _MAX_TITLE or _NUMBERED.match(text) or text[0] in "[(":
            return False
        return self.words.agenda.item.search(text) is None

    def _is_short(self, position: int) -> bool:
        """Return whether a line without an author line below it is a title and not a sentence."""
        text = self.pieces[position].text
        if text.upper() == text and text.lower() != text:
            return True
        return len(text) < 200 and not text.endswith(
            (".", ",", ";", ":", "。", "，", "؛", "：", "!")
        )


def language_of(words: LanguageProfile) -> Language:
    """Return the language of a profile, typed."""
    return next(language for language in LANGUAGES if language == words.language)
