"""The words of each language, as typed objects: one TOML file per language in ``languages/``.

Code stays free of language: it asks ``profile("fr").markers.annex_follows.search(line)``. A file
says *what* is written in that language; what follows from it is decided elsewhere.

How patterns are written in the files: regular expressions in any case, over ``plain`` text, that
is without accents of Latin letters, with straight quotes, simple hyphens and breakable blanks (the
patterns themselves may be written with accents). A blank stands for one or more blanks or line
ends, a blank with "?" for none or more. Alternatives are separate strings of a list.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

from config.phrases import Numerals, OrdinalWords, Phrases, captured, plain, plain_word

__all__ = ["CODES", "LanguageProfile", "Numerals", "OrdinalWords", "Phrases", "ProfileError"]
__all__ += ["captured", "plain", "plain_word", "profile", "read_profile"]

T = TypeVar("T")

CODES = ("ar", "en", "es", "fr", "ru", "zh")
TALKS = "WILD"
"""The one body that decides nothing: the participants of the dialogue draw conclusions."""


class ProfileError(ValueError):
    """A language file lacks a key, has one too many, or holds a bad pattern."""


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
    """``heading``: a whole line; group ``number`` is its number (Roman, digits, word) or None."""

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
    """What kind of speech a sentence is: patterns that begin where its subject may stand.

    In the file, "{bodies}" stands for the names of the bodies that decide, "{body}" and
    "{decided}" for what those lists hold.
    """

    lead: Phrases  # how a clause begins that stands before the subject, up to a comma
    body: Phrases  # whoever decides, without article
    decided: Phrases  # what it did, as fact
    decision: Phrases  # the body decided
    continued: Phrases  # "it decided", after a setting
    setting: Phrases  # says what was discussed: the act is in the sentence after it
    invitation: Phrases  # the body is invited to
    proposed: Phrases  # a decision paragraph is proposed: its past tense is no decision
    outcome: Phrases  # "was adopted": in reports a decision, though nobody is named
    chair: Phrases
    delegation: Phrases
    submitted: Phrases  # a delegation handed in a paper: no statement
    secretariat: Phrases


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


def read_words(cls: type[T], topic: str, language: str) -> T:
    """Return the words of one topic, ``config/languages/{topic}/{language}.toml``.

    ``cls`` is a dataclass whose fields are Phrases, tuples of strings, mappings to Phrases, and
    the like; the file has exactly its fields. Callers cache the result.

    Raises KeyError for an unknown language, and ProfileError if the file is not as it should be.
    """
    if language not in CODES:
        raise KeyError(language)
    resource = files("config").joinpath("languages", topic, f"{language}.toml")
    name = f"{topic}/{resource.name}"
    try:
        table = tomllib.loads(resource.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{name}: {error}") from None
    built = _build(cls, table, name)
    assert isinstance(built, cls)  # noqa: S101 - for the type checker
    return built


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
    if cls is LanguageProfile:
        table = {**table, "cues": _with_names(table["cues"], table["bodies"], where)}
    if cls is DateWords:
        table = {**table, "formats": _with_months(table, where)}
    return cls(**{n: _value(hints[n], table[n], f"{where}: {n}") for n in names})


def _with_names(cues: object, bodies: object, where: str) -> dict[str, list[str]]:
    """Put names and verbs where the cues refer to them in braces."""
    lists = {k: [*_strings(v, f"{where}: cues.{k}")] for k, v in _table(cues, where)}
    named = [s for code, v in _table(bodies, where) if code != TALKS for s in _strings(v, where)]
    for key in ("bodies", "body", "decided"):
        one_of = f"(?:{'|'.join(named if key == 'bodies' else lists.get(key, ()))})"
        lists = {k: [s.replace(f"{{{key}}}", one_of) for s in v] for k, v in lists.items()}
    return lists


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
