"""Every check of a sentence in words that are not the document's, in order; the first fault counts.

The rules compare what can be compared in any language (numbers, dates, symbols, codes, addresses),
and in one language also names, quoted words and what a number belongs to. How near the meaning
is, is measured last and decides least: lies look like the truth that they were made from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from service.checks.basis import Basis
from service.checks.binding import is_swapped
from service.checks.figures import foreign_code, foreign_date, foreign_number
from service.checks.form import foreign_link, has_markup, is_other_language, misquotes
from service.checks.measured import wrong_bound, wrong_unit
from service.checks.names import foreign_name
from service.checks.polarity import is_turned_round
from service.checks.speakers import is_of_another
from service.checks.status import has_wrong_status
from service.checks.support import Support


class Fault(StrEnum):
    """Why a sentence is not told."""

    NO_CITATION = "no_citation"
    UNKNOWN_KEY = "unknown_key"
    QUOTE = "quote"
    MARKUP = "markup"
    LINK = "link"
    LANGUAGE = "language"
    QUOTED_WORDS = "quoted_words"
    CODE = "code"
    DATE = "date"
    NUMBER = "number"
    NUMBER_OF_ANOTHER = "number_of_another"
    UNIT = "unit"
    BOUND = "bound"
    SPEAKER = "speaker"
    NAME = "name"
    STATUS = "status"
    NEGATION = "negation"
    SUPPORT = "support"


Check = Callable[[str, Basis], bool]

_OF_OURS: Sequence[tuple[Fault, Check]] = (
    (Fault.MARKUP, has_markup),
    (Fault.LINK, foreign_link),
    (Fault.CODE, foreign_code),
)
_OF_MODELS: Sequence[tuple[Fault, Check]] = (
    (Fault.MARKUP, has_markup),
    (Fault.LINK, foreign_link),
    (Fault.LANGUAGE, is_other_language),
    (Fault.QUOTED_WORDS, misquotes),
    (Fault.CODE, foreign_code),
    (Fault.DATE, foreign_date),
    (Fault.NUMBER, foreign_number),
    (Fault.UNIT, wrong_unit),
    (Fault.BOUND, wrong_bound),
    (Fault.NUMBER_OF_ANOTHER, is_swapped),
    (Fault.NAME, foreign_name),
    (Fault.SPEAKER, is_of_another),
    (Fault.STATUS, has_wrong_status),
    (Fault.NEGATION, is_turned_round),
)


def fault_of(text: str, basis: Basis, support: Support | None = None) -> Fault | None:
    """Return what is wrong with a sentence that rests on ``basis``, None if nothing is."""
    checks = _OF_OURS if basis.language is None else _OF_MODELS
    for fault, fails in checks:
        if fails(text, basis):
            return fault
    if support is not None and basis.language is not None and not support.holds(text, basis):
        return Fault.SUPPORT
    return None
