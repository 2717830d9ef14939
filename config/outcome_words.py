"""By which words each language tells what came of a meeting: ``languages/outcomes/*.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from config.phrases import Phrases
from config.profiles import read_words


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """Words of decisions, key actions, groups and requests, beside the cues of the profile.

    All are searched in ``plain`` text without vowel signs, in which every blank is single.
    """

    session: Phrases  # a session with its number, in a group
    same_session: Phrases  # points back at the session that was told before
    body_before: Phrases  # all that stands between a body and its session: "CDIP, at its"
    body_after: Phrases  # all that stands between a session and its body: "session of the"
    act_before: Phrases  # between the act and the session that acted: "decided, at its"
    committee: Phrases  # stands for the body that was named before
    passive: Phrases  # was adopted; the body or its session stands right after it
    key_actions: Phrases  # the participants named key actions
    including: Phrases  # begins an enumeration inside a sentence
    joins: Phrases  # stands between two parts of an enumeration
    dangling: Phrases  # ends an item because another follows: "; and"
    groups: Phrases  # the Secretariat proposes to create groups
    joining: Phrases  # those who wish to take part are told how
    requests: Phrases  # somebody is asked to act
    sending: Phrases  # something is to be sent: asked of people only with address or date
    asked: Phrases  # whom an act asks, in a group
    preposition: Phrases  # with its article, where that group begins with one
    offices: Phrases  # who is no body decides: the International Bureau, Member States; a group
    agents: Phrases  # such a one behind a passive: "by the Member States"; a group
    by_committee: Phrases  # the body that was named before, behind a passive; a group
    met: Phrases  # a body met and decided
    reached: Phrases  # "it reached an agreement", after what it decided
    noting: Phrases  # "it should be noted that" stands before what is told
    convening: Phrases  # members, a group, are invited to attend; the session stands behind it
    actors: Phrases  # who names actions, proposes or asks
    deadline_before: Phrases  # stands before a date that is a deadline
    deadline_after: Phrases  # stands after such a date


@cache
def outcome_words(language: str) -> OutcomeWords:
    """Return the words of ``language``.

    Raises KeyError for a language that is none of the six, and ProfileError for a bad file.
    """
    return read_words(OutcomeWords, "outcomes", language)
