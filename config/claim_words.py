"""The words by which a sentence is checked against what it cites: ``config/languages/claims``.

Patterns are written as ``config/profiles.py`` tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from config.phrases import Phrases
from config.profiles import profile, read_words


@dataclass(frozen=True, slots=True)
class _Written:
    negation: Phrases
    breaks: Phrases
    speakers: Phrases
    invited: Phrases
    person: Phrases
    day_month: Phrases
    instructions: Phrases
    currencies: Mapping[str, Phrases]
    contrary: Phrases
    lacking: Phrases
    joins: Phrases
    bounds: Mapping[str, Phrases]
    units: Mapping[str, Phrases]


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """How one language denies, attributes, invites, and names persons and days."""

    negation: Phrases
    breaks: Phrases  # what follows is no longer denied
    speakers: Phrases  # who is not the body itself
    invited: Phrases  # it is asked for, and not done
    person: Phrases  # a title with the name beside it, in a group ``name``
    day_month: tuple[Phrases, ...]  # a day without its year, in groups ``day`` and ``month``
    instructions: Phrases  # a text that talks to a language model
    currencies: Mapping[str, Phrases]  # by code: how each is named
    contrary: Phrases  # what is told right after is what is not meant: "non-personnel"
    lacking: Phrases  # denies without a negation: "free of charge", "for want of"
    joins: Phrases  # begins another part of a clause
    bounds: Mapping[str, Phrases]  # least, most, from, until: beside a number or a day
    units: Mapping[str, Phrases]  # beside a number, by the name of the unit


@cache
def claim_words(language: str) -> ClaimWords:
    """Return the words of ``language``.

    Raises KeyError and ProfileError as ``config.profiles.read_words`` does.
    """
    written = read_words(_Written, "claims", language)
    months = "|".join(
        source.split(">", 1)[1].rpartition(")")[0]
        for source in profile(language).dates.months.sources
    )
    days = (source.replace("{month}", f"(?:{months})") for source in written.day_month.sources)
    return ClaimWords(
        negation=written.negation,
        breaks=written.breaks,
        speakers=written.speakers,
        invited=written.invited,
        person=written.person,
        day_month=tuple(Phrases((source,)) for source in days),
        instructions=written.instructions,
        currencies=written.currencies,
        contrary=written.contrary,
        lacking=written.lacking,
        joins=written.joins,
        bounds=written.bounds,
        units=written.units,
    )
