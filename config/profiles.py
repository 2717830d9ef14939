"""The words of each language, as typed objects: one TOML file per language in ``languages/``.

Code stays free of language: it asks ``profile("fr").markers.annex_follows.search(line)``. A file
says *what* is written in that language; what follows from it is decided elsewhere.

How patterns are written in the files: regular expressions in any case, over ``plain`` text, that
is without accents of Latin letters, with straight quotes, simple hyphens and breakable blanks (the
patterns themselves may be written with accents). A blank stands for one or more blanks or line
ends, a blank with "?" for none or more. Alternatives are separate strings of a list.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, get_type_hints

CODES = ("ar", "en", "es", "fr", "ru", "zh")


class ProfileError(ValueError):
    """A language file lacks a key, has one too many, or holds a bad pattern."""


# --- plain text -------------------------------------------------------------------------------


def _plain_table() -> dict[int, str]:
    table = dict.fromkeys("\xa0\u202f\u2007\u2009\u3000", " ")
    table |= dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    table |= dict.fromkeys("\u2018\u2019\u201b\u2032\u02bc`\xb4", "'")
    table |= dict.fromkeys("\u201c\u201d\u201e\u201f\xab\xbb", '"')
    table |= {"：": ":", "，": ",", "；": ";", "／": "/", "،": ",", "؛": ";", "؟": "?"}
    table |= dict.fromkeys("أإآٱ", "ا") | {"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك"}
    table |= {"ё": "е", "Ё": "Е"}
    table |= {chr(start + i): str(i) for start in (0x660, 0x6F0, 0xFF10) for i in range(10)}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[chr(code)] = base
    return str.maketrans(table)


_PLAIN = _plain_table()


def plain(text: str) -> str:
    """Return ``text`` as patterns see it; same length, so offsets hold in both."""
    return text if text.isascii() else text.translate(_PLAIN)


def plain_word(word: str) -> str:
    """Return ``word`` as the word lists hold it: plain and in lower case."""
    return plain(word).casefold()


class Phrases:
    """Patterns of one language, tried as one; compiled when first used."""

    __slots__ = ("_pattern", "sources")

    def __init__(self, sources: tuple[str, ...]) -> None:
        self.sources = sources
        self._pattern: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled alternatives, to be used on ``plain`` text."""
        if self._pattern is None:
            joined = "|".join(f"(?:{_expand(source)})" for source in self.sources)
            self._pattern = re.compile(joined or r"(?!)", re.IGNORECASE)
        return self._pattern

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match anywhere in ``text``; its groups hold plain text."""
        return self.pattern.search(plain(text))

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning of ``text``, if any."""
        return self.pattern.match(plain(text))

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of all of ``text``, if any."""
        return self.pattern.fullmatch(plain(text))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in ``text`` that do not overlap."""
        return self.pattern.finditer(plain(text))

    def __repr__(self) -> str:
        return f"Phrases({len(self.sources)})"


def _expand(source: str) -> str:
    """Make blanks of a pattern match runs of blanks; bounded, so that the time stays linear."""
    return plain(source).replace(" ?", r"\s{0,9}").replace(" ", r"\s{1,9}")


def captured(match: re.Match[str]) -> str | None:
    """Return what the group of the alternative that matched holds, None if it has none."""
    return next((group for group in match.groups() if group is not None), None)


class Numerals(Phrases):
    """Number words: each alternative is a group named ``v`` and its value, the highest first."""

    __slots__ = ()

    def __init__(self, words: Mapping[str, list[str]]) -> None:
        ordered = sorted(words.items(), key=lambda item: -int(item[0]))
        super().__init__(tuple(f"(?P<v{value}>{'|'.join(names)})" for value, names in ordered))

    @staticmethod
    def value(match: re.Match[str]) -> int:
        """Return the number that a match of this pattern stands for."""
        return int((match.lastgroup or "v0")[1:])


# --- what a profile holds ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """The block at the top of a document. ``letter`` is its language letter."""

    letter: str
    original: Phrases  # label of the language of the original, up to its colon
    date: Phrases  # label of the date, up to its colon
    organisation: Phrases  # a whole line that old headers print between symbol and body
    session: Phrases  # names a session or a series of meetings
    place: Phrases  # where meetings are held
    author: Phrases  # whole line: prepared by, adopted by
    footnote: Phrases  # a mark glued to the end of a line


@dataclass(frozen=True, slots=True)
class DateWords:
    """Dates. ``formats`` have groups ``day`` (or none), ``month`` and ``year``, best first."""

    months: Numerals
    formats: tuple[Phrases, ...]  # "{month}" in the file stands for any of the months


@dataclass(frozen=True, slots=True)
class OrdinalWords:
    """Number words in sessions and annexes; compounds add up ("vingt et unième" is 20 + 1)."""

    words: Numerals
    start: Phrases  # must stand right before
    end: Phrases  # must stand right after
    connectors: Phrases  # what may stand between two parts of a compound
    digits: Phrases  # an ordinal written with digits, in a group


@dataclass(frozen=True, slots=True)
class MarkerWords:
    """Lines in brackets that say where parts end. They are not indexed."""

    annex_follows: Phrases
    annexes_follow: Phrases
    document_follows: Phrases  # another document or an excerpt is appended
    end_of_document: Phrases
    end_of_annex: Phrases  # of an annex that is not the end of the document
    end_of_annex_and_document: Phrases
    page_turn: Phrases  # "/..."


@dataclass(frozen=True, slots=True)
class AnnexWords:
    """``heading``: a whole line; a group holds the number (Roman, digits, word), if any."""

    heading: Phrases
    enclosure: Phrases  # a letter names its annex


@dataclass(frozen=True, slots=True)
class AgendaWords:
    """``item``: heading of an agenda item, a group holds its number."""

    item: Phrases


@dataclass(frozen=True, slots=True)
class RecordWords:
    """Labels of recommendations, projects and their fields."""

    recommendation: Phrases  # label with number, in a group
    recommendation_word: Phrases  # the word in singular and plural, its abbreviations
    action: Phrases  # the word for an action, or a label of one
    recommendations_column: Phrases
    actions_column: Phrases
    correspondence_column: Phrases
    results_column: Phrases
    project: Phrases
    project_fields: Mapping[str, Phrases]  # code, title, recommendations, duration, budget, ...
    total: Phrases  # first cell of a row of totals


@dataclass(frozen=True, slots=True)
class Cues:
    """What kind of speech a paragraph is: patterns to be searched in it."""

    decision: Phrases  # the committee decided
    invitation: Phrases  # the committee is invited to
    proposed: Phrases  # a decision paragraph is proposed: its past tense is no decision
    chair: Phrases
    delegation: Phrases
    secretariat: Phrases
    nothing_decided: Phrases  # no agreement, no decision was taken


@dataclass(frozen=True, slots=True)
class PageWords:
    """``head``: a whole line of a running head that counts pages."""

    head: Phrases


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """How texts and questions point at parts of documents; a group holds the number."""

    paragraph: Phrases
    annex: Phrases
    agenda_item: Phrases
    recommendation: Phrases
    document: Phrases  # the word before a symbol
    session: Phrases  # the word for a session of a committee


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """``ends`` are the characters that end a sentence; ``abbreviations`` end none."""

    ends: str
    abbreviations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VocabularyWords:
    """Word sets in plain lower case (see ``plain_word``)."""

    stop: frozenset[str]  # say nothing about the subject
    subject: frozenset[str]  # of meeting documents, spelled so in this language only
    letters: str  # that few of the six languages use


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """How a question asks for a kind of answer; searched anywhere in the question."""

    who: Phrases
    when: Phrases
    where: Phrases
    how_many: Phrases
    how_much: Phrases
    which: Phrases  # asks for a list, or for one of several
    why: Phrases
    how: Phrases
    what_is: Phrases
    summary: Phrases


@dataclass(frozen=True, slots=True)
class LanguageProfile:
    """All words of one language; the same fields for all six."""

    language: str
    name: str
    header: HeaderWords
    languages: Mapping[str, Phrases]  # by code: how the language is named
    dates: DateWords
    ordinals: OrdinalWords
    kinds: Mapping[str, Phrases]  # kind of document, by its title; the first that matches
    bodies: Mapping[str, Phrases]  # code of the body, by its names; the longest match wins
    markers: MarkerWords
    annex: AnnexWords
    agenda: AgendaWords
    records: RecordWords
    cues: Cues
    page: PageWords
    references: ReferenceWords
    sentences: SentenceWords
    vocabulary: VocabularyWords
    questions: QuestionWords


# --- reading ----------------------------------------------------------------------------------


@cache
def profile(language: str) -> LanguageProfile:
    """Return the profile of ``language``, one of ``CODES``.

    Raises KeyError for another language, and ProfileError if its file is not as it should be.
    """
    if language not in CODES:
        raise KeyError(language)
    resource = files("config").joinpath("languages", f"{language}.toml")
    found = read_profile(resource.read_text(encoding="utf-8"), resource.name)
    if found.language != language:
        raise ProfileError(f"{resource.name}: language is {found.language!r}")
    return found


def read_profile(text: str, name: str) -> LanguageProfile:
    """Return the profile that the TOML ``text`` holds; ``name`` stands in error messages."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{name}: {error}") from None
    built = _build(LanguageProfile, table, name)
    assert isinstance(built, LanguageProfile)  # noqa: S101 - for the type checker
    return built


def _build(cls: type, table: object, where: str) -> object:
    if not isinstance(table, dict):
        raise ProfileError(f"{where}: a table is expected")
    hints = get_type_hints(cls)
    names = {f.name for f in fields(cls)}
    if missing := sorted(names - table.keys()):
        raise ProfileError(f"{where}: missing {', '.join(missing)}")
    if unknown := sorted(table.keys() - names):
        raise ProfileError(f"{where}: unknown {', '.join(unknown)}")
    if cls is DateWords:
        table = {**table, "formats": _with_months(table, where)}
    return cls(**{n: _value(hints[n], table[n], f"{where}: {n}") for n in names})


def _with_months(table: dict[str, Any], where: str) -> list[str]:
    names = [n for _, month in _table(table["months"], where) for n in _strings(month, where)]
    any_month = f"(?:{'|'.join(names)})"
    return [s.replace("{month}", any_month) for s in _strings(table["formats"], where)]


def _value(hint: Any, value: object, where: str) -> object:  # noqa: ANN401 - a type hint
    if hint is str:
        if not isinstance(value, str):
            raise ProfileError(f"{where}: a string is expected")
        return value
    if hint is Phrases:
        return Phrases(_strings(value, where))
    if hint is Numerals:
        return Numerals({k: list(_strings(v, f"{where}.{k}")) for k, v in _table(value, where)})
    if hint == frozenset[str]:
        return frozenset(plain_word(word) for word in _strings(value, where))
    if hint == tuple[Phrases, ...]:
        return tuple(Phrases((source,)) for source in _strings(value, where))
    if hint == tuple[str, ...]:
        return _strings(value, where)
    if hint == Mapping[str, Phrases]:
        return MappingProxyType(
            {k: Phrases(_strings(v, f"{where}.{k}")) for k, v in _table(value, where)}
        )
    return _build(hint, value, where)


def _table(value: object, where: str) -> list[tuple[str, object]]:
    if not isinstance(value, dict):
        raise ProfileError(f"{where}: a table is expected")
    return list(value.items())


def _strings(value: object, where: str) -> tuple[str, ...]:
    """Return a list of strings; one string of many words stands for the list of its words."""
    if isinstance(value, str):
        return tuple(value.split())
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise ProfileError(f"{where}: a list of strings is expected")
    return tuple(value)
