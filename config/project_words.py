"""How documents tell of projects, their money and their time, in one language.

Patterns are written as in ``config/profiles.py``. Where one speaks of an amount, ``¤+`` stands for
the money as it is printed ("CHF 240,000"); the group ``amount`` is the amount that is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from config.phrases import Numerals, Phrases
from config.profiles import read_words


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """Amounts. ``currencies`` by ISO 4217 code, ``scales`` by what they multiply with."""

    currencies: Mapping[str, Phrases]
    scales: Mapping[str, Phrases]
    total: Phrases  # of a project, in running text
    personnel: Phrases
    other: Phrases  # other than personnel
    all_other: Phrases  # the whole amount is other than personnel


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Durations and the heads of timetables."""

    numbers: Numerals
    month: Phrases
    year: Phrases
    fixed: Mapping[str, Phrases]  # months, by words that tell number and unit in one
    lasts: Phrases  # leads to how long a project lasts, in running text
    head_year: Phrases  # "Year 2", number in a group
    head_quarter: Phrases  # "Q3", number in a group


@dataclass(frozen=True, slots=True)
class FormWords:
    """Labels inside the fields of a project form; the group is the printed number."""

    output: Phrases  # label of an output with its number
    outputs_follow: Phrases  # the line above a list of outputs
    activities: Phrases  # the line above a list of activities; of which output, or None
    objective: Phrases  # begins a sentence that tells an objective
    indicator: Phrases  # label of an indicator
    risk: Phrases
    mitigation: Phrases
    percent: Phrases  # after a number
    absent: Phrases  # a whole field: "not applicable"


@dataclass(frozen=True, slots=True)
class TellingWords:
    """How sentences tell of a project."""

    titled: Phrases  # a title in quotation marks, which ``¤+`` stands for
    aside: Phrases  # what may follow a title and is none of it: "as well as the book"
    clause: Phrases  # what begins the statement that follows a title and a colon
    entitled: Phrases  # a title without marks, up to what tells where it ends
    about: Phrases  # "the project on (title) was completed"
    heading: Phrases  # heading of a section whose items are projects
    listed: Mapping[str, Phrases]  # state, by the heading of a list
    states: Mapping[str, Phrases]  # state, by a sentence
    phase: Phrases  # number (Roman, digits or word) in a group
    recommendations: Phrases  # numbers in a group
    numbers_between: Phrases  # between two numbers of a list
    submitted: Phrases  # a proposal of a project was handed in
    put_before: Phrases  # clause that names the body and session that will consider it
    proponents: Phrases  # who proposed it
    countries: Phrases  # the names of its countries
    carried_out: Phrases  # activities of a project were, in the countries whose names follow
    no_country: Phrases  # begins a part of such a list that names no country
    between: Phrases  # between two names
    article: Phrases  # before a name
    link_word: Phrases  # before the last thing of a list


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """All words of one language about projects; the same fields for all six."""

    money: MoneyWords
    time: TimeWords
    form: FormWords
    telling: TellingWords


@cache
def project_words(language: str) -> ProjectWords:
    """Return how ``language`` tells of projects. Raises as ``read_words`` does."""
    return read_words(ProjectWords, "projects", language)
