"""How a question leans on what was asked before, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from config.phrases import Phrases
from config.profiles import read_words


@dataclass(frozen=True, slots=True)
class FollowupWords:
    """``openings`` stand at the beginning, ``closings`` at the end of what is said.

    ``pronouns`` stand for a thing that was named; ``possessives`` too, unless something before
    them in the same question is meant. ``nouns`` are demonstratives with a noun that says what
    kind of thing is meant: project, recommendation, document, session. ``subjectless`` are verbs
    at the end of a question that leave out who or what. ``number`` is a bare number of a thing
    ("number 8"), in a group. ``ones`` follow an ordinal that counts things told before.
    ``inverted`` are pronouns that only repeat a subject, where one is named before them;
    ``empty`` ones mean nothing at all. ``joints`` part a question in two. ``leads`` are words
    before a thing that do not belong to its name. ``prepositions`` begin what narrows a question;
    ``wider`` widens it. ``asking`` are the words that ask, with their auxiliaries. ``about`` is
    how a question and what it is about are written as one, ``again`` how a statement is made a
    question, ``year`` a pattern of how a year is written. ``bare`` has, for each way in which a
    noun is written without the possessive that it ends in, the nouns that it is so for.
    """

    openings: Phrases
    closings: Phrases
    pronouns: Phrases
    possessives: Phrases
    inverted: Phrases
    empty: Phrases
    joints: Phrases
    leads: Phrases
    subjectless: Phrases
    number: Phrases
    ones: Phrases
    last: Phrases
    prepositions: Phrases
    wider: Phrases
    asking: Phrases
    articles: Phrases
    about: str
    again: str
    year: str
    bare: Mapping[str, Phrases]
    nouns: Mapping[str, Phrases]


@cache
def followup_words(language: str) -> FollowupWords:
    """Return how ``language`` asks on. Raises as ``read_words`` does."""
    return read_words(FollowupWords, "followups", language)
