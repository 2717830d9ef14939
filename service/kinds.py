"""What an answer of a kind must contain: a date, an amount, an address.

Only what can be recognised without a model is demanded; who, where and why are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from config.profiles import plain, profile
from ingest.types import Language
from service.messages import messages
from service.questions import Kind
from service.support import Text

_Test = Callable[[Text, Text | None], bool]

_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_LINK = re.compile(r"https?://|www\.|\btel\b|\+\d{2}", re.IGNORECASE)
_FULL_DATE = re.compile(r"(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)|(?<!\d)(?:19|20)\d\d(?!\d)")
_SIGN = re.compile(r"[$€£]|\bUS\b")


def has_contact(text: Text, around: Text | None = None) -> bool:
    """Say whether an e-mail address, a link or a telephone number is there."""
    del around
    return bool(_MAIL.search(text.text) or _LINK.search(text.text))


def has_date(text: Text, around: Text | None = None) -> bool:
    """Say whether a year, a full date or a number with a month is there."""
    del around
    if _FULL_DATE.search(text.text):
        return True
    return bool(text.numbers and _months(text.language).search(plain(text.text)))


@cache
def _months(language: Language) -> re.Pattern[str]:
    names = profile(language).dates.months.pattern
    bounds = ("", "") if language == "zh" else (r"(?<!\w)", r"(?!\w)")
    return re.compile(f"{bounds[0]}(?:{names.pattern}){bounds[1]}", re.IGNORECASE)


def has_amount(text: Text, around: Text | None = None) -> bool:
    """Say whether a number is there, and a currency with it or in the head of the table."""
    if not text.numbers:
        return False
    currency = messages(text.language).evidence["currency"]
    keys = f"{text.key} {around.key}" if around else text.key
    return bool(_SIGN.search(text.text) or currency.search(keys))


def has_duration(text: Text, around: Text | None = None) -> bool:
    """Say whether a number and a unit of time are there."""
    del around
    return bool(text.numbers and messages(text.language).evidence["duration"].search(text.key))


def has_number(text: Text, around: Text | None = None) -> bool:
    """Say whether any number is there, in digits or in words."""
    del around
    return bool(text.numbers)


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
    tests = [test for kind, test in _EVIDENCE.items() if kind in kinds]
    # "Who adopted the budget?" does not ask for an amount.
    if Kind.AMOUNT in kinds and kinds & _ASKING:
        return [has_amount]
    if Kind.HOW_MUCH in kinds and Kind.DURATION not in kinds:
        tests.append(has_number)
    return tests


_ASKING = frozenset((Kind.HOW_MUCH, Kind.DEFINITION, Kind.HOW_MANY, Kind.LIST))
_EVIDENCE: Mapping[Kind, _Test] = {
    Kind.CONTACT: has_contact,
    Kind.WHEN: has_date,
    Kind.DURATION: has_duration,
    Kind.HOW_MANY: has_number,
}
