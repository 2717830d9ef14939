"""What is counted: numbers with the things that follow them, "46 Member States"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from config.profiles import profile
from ingest.types import Language
from service.messages import Messages, messages
from service.questions import Question
from service.words import HAN, alike, search_key, words

_NEAR = 3  # words beside a number among which the thing counted is looked for
_NEAR_CHARS = 48


def counted(text: str, texts: Messages) -> list[tuple[str, list[str]]]:
    """Return each number of ``text``, in digits, with the words next to it that it may count.

    These are the words after it, and where the language allows it those before.
    """
    key = search_key(text)
    places = [(m.start(), m.end(), m.group()) for m in _DIGITS.finditer(key)]
    places += texts.numbers.places(key)
    found = []
    for start, end, number in sorted(places):
        most = _NEAR * _pairs(key, end)
        near = words(key[end : end + _NEAR_CHARS])[:most]
        if texts.counts_after_noun:
            near += words(key[max(0, start - _NEAR_CHARS) : start])[-most:]
        found.append((number, near))
    return found


_DIGITS = re.compile(r"(?<![\w.,/])\d{1,4}(?![\w.,/]\d|\d)")


def _pairs(key: str, at: int) -> int:
    """Return how many terms one word makes: Chinese becomes pairs of characters."""
    return 2 if re.match(f"[{HAN}]", key[at : at + 1]) else 1


def same_thing(one: Sequence[str], other: Sequence[str], question: Question) -> bool:
    """Say whether words of the question beside a number also stand beside another."""
    terms = [w for w in one if any(alike(w, term.text, 3) for term in question.terms)]
    shared = [w for w in terms if any(alike(w, each, 1) for each in other)]
    return bool(terms) and len(shared) >= min(2, len(terms))


def counts_what_is_asked(question: Question, text: str, language: Language) -> bool:
    """Say whether ``text`` puts a number before the thing whose number is asked for."""
    asked = profile(question.language).questions.how_many.search(question.text)
    if asked is None or language != question.language:
        return False
    things = words(question.text[asked.end() :][:_NEAR_CHARS])[:_NEAR]
    told = counted(text, messages(language))
    terms = [w for w in things if any(alike(w, term.text, 3) for term in question.terms)]
    return any(alike(one, other, 1) for _, near in told for one in terms for other in near)
