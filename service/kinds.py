"""What an answer of a kind must contain: a date, an amount, an address.

Only what can be recognised without a model is demanded; who, where and why are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from config.profiles import plain, profile
from ingest.types import Language
from service.messages import messages
from service.questions import Kind, Question
from service.support import Text
from service.words import blank, numbers, search_key

_Test = Callable[[Text, Text | None], bool]

_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_LINK = re.compile(r"https?://|www\.|\btel\b|\+\d{2}", re.IGNORECASE)
_FULL_DATE = re.compile(r"(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)|(?<!\d)(?:19|20)\d\d(?!\d)")
_NEAR = 12  # characters before a unit of time in which its number stands
_SIGN = re.compile(r"[$€£]|\bUS\b")


def has_contact(text: Text, around: Text | None = None) -> bool:
    """Say whether an e-mail address, a link or a telephone number is there."""
    del around
    return bool(_MAIL.search(text.text) or _LINK.search(text.text))


def has_date(text: Text, around: Text | None = None) -> bool:
    """Say whether a year, a full date or a number with a month is there."""
    del around
    return any(True for _ in _dates(text))


def _dates(text: Text) -> Iterator[re.Match[str]]:
    yield from _FULL_DATE.finditer(text.text)
    for match in _day_and_month(text.language).finditer(plain(text.text)):
        if any(character.isdigit() for character in match.group()):
            yield match


@cache
def _day_and_month(language: Language) -> re.Pattern[str]:
    """Return what a month with a number beside it looks like; Chinese months are numbers."""
    sign = messages(language).evidence["month"].pattern
    month = profile(language).dates.months.pattern.pattern
    if sign:
        return re.compile(rf"\d{{1,2}}\s?(?:{sign})(?:\s?\d{{1,2}})?")
    number, beside = r"\d{1,2}", r"\W{1,3}(?:\w{1,2}\W)?"
    named = rf"(?<!\w)(?:{month})(?!\w)"
    return re.compile(f"(?:{number}{beside})?{named}(?:{beside}{number})?", re.IGNORECASE)


def has_amount(text: Text, around: Text | None = None) -> bool:
    """Say whether a number is there, and a currency with it or in the head of the table."""
    if not text.numbers:
        return False
    currency = messages(text.language).evidence["currency"]
    keys = f"{text.key} {around.key}" if around else text.key
    return bool(_SIGN.search(text.text) or currency.search(keys))


def has_duration(text: Text, around: Text | None = None) -> bool:
    """Say whether a number stands right before a unit of time; no year, no day of a month."""
    key = _without_dates(text)
    cue = messages(text.language).evidence["duration"]
    if around and cue.search(around.key):
        return has_number(text)
    units = cue.finditer(key)
    return any(_ends_with_number(key[: unit.start()], text.language) for unit in units)


def _ends_with_number(before: str, language: Language) -> bool:
    near = " ".join(before[-_NEAR:].split()[-2:])
    counted = Text(near, language)
    return bool(numbers(near) or counted.number_words)


def has_number(text: Text, around: Text | None = None) -> bool:
    """Say whether any number is there, in digits or in words, that belongs to no date."""
    del around
    return bool(Text(_without_dates(text), text.language).numbers)


def _without_dates(text: Text) -> str:
    return search_key(blank(text.text, [match.span() for match in _dates(text)]))


def has_person(text: Text) -> bool:
    """Say whether a person or a delegation is named, by title or function."""
    return messages(text.language).evidence["person"].search(text.key) is not None


def asked_for(question: Question) -> int:
    """Return how many things a question asks for: "when and where" are two."""
    kinds = question.kinds & _THINGS
    again = len(list(profile(question.language).questions.how_many.finditer(question.text)))
    marks = sum(question.text.count(mark) for mark in "?？؟")
    return max(len(kinds) + max(0, again - 1), marks)


def has_what_is_asked(kinds: frozenset[Kind], text: Text, around: Text | None = None) -> bool:
    """Say whether ``text`` holds what is asked for; true if that cannot be recognised.

    ``around`` is what stands above it, such as the head of a table.
    """
    tests = _tests(kinds)
    return not tests or any(test(text, around) for test in tests)


def is_recognisable(kinds: frozenset[Kind]) -> bool:
    """Say whether what is asked for can be recognised in a text."""
    return bool(_tests(kinds))


def _tests(kinds: frozenset[Kind]) -> list[_Test]:
    if Kind.DURATION in kinds:
        kinds -= {Kind.HOW_MANY}
    tests = [test for kind, test in _EVIDENCE.items() if kind in kinds]
    # "Who adopted the budget?" does not ask for an amount.
    if Kind.AMOUNT in kinds and kinds & _ASKING:
        return [has_amount, has_duration] if Kind.DURATION in kinds else [has_amount]
    if Kind.HOW_MUCH in kinds and Kind.DURATION not in kinds:
        tests.append(has_number)
    return tests


_THINGS = frozenset((Kind.WHEN, Kind.WHERE, Kind.WHO, Kind.HOW_MANY, Kind.CONTACT, Kind.DURATION))
_ASKING = frozenset((Kind.HOW_MUCH, Kind.DEFINITION, Kind.HOW_MANY, Kind.LIST))
_EVIDENCE: Mapping[Kind, _Test] = {
    Kind.CONTACT: has_contact,
    Kind.WHEN: has_date,
    Kind.DURATION: has_duration,
    Kind.HOW_MANY: has_number,
}
