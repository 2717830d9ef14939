"""When is a value that was found the value that is meant? Typography and case never count."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping

from config.phrases import plain_word
from evaluation.records.gold import GoldText
from ingest.records.types import Fact

SHOWN = 60  # characters of a value in a listing; of a text its ends


def squeezed(text: str) -> str:
    """Return ``text`` with runs of white space made one blank, and none at its ends."""
    return " ".join(text.split())


def digest(text: str) -> str:
    """Return the hash by which the gold list tells a text."""
    return hashlib.sha256(squeezed(text).encode()).hexdigest()


def bare(found: object) -> object:
    """Return the value of a fact, and anything else as it is."""
    return found.value if isinstance(found, Fact) else found


def is_right(gold: object, found: object) -> bool:
    """Say whether ``found``, a value or a fact, is what ``gold`` means."""
    value = bare(found)
    if isinstance(gold, GoldText):
        if not isinstance(value, str):
            return False
        own = digest(value)
        return own == gold.sha256 or own[:16] in gold.also
    if isinstance(gold, Mapping):
        parts = (getattr(value, key, None) == each for key, each in gold.items())
        return bool(gold) and all(parts)
    if isinstance(gold, bool) or isinstance(value, bool):
        return gold is value
    if isinstance(gold, str):
        wanted = {_fold(each) for each in gold.split("|")}
        return value is not None and _fold(str(value)) in wanted
    if isinstance(gold, int | float) and isinstance(value, int | float):
        return math.isclose(gold, value)
    return gold == value


def may_be_absent(gold: object) -> bool:
    """Say whether it is no fault to find nothing where ``gold`` stands."""
    return gold is None or gold is False or (isinstance(gold, str) and "" in gold.split("|"))


def is_absent(found: object) -> bool:
    """Say whether ``found`` tells nothing."""
    value = bare(found)
    return value is None or value is False or value == ""


def shown(value: object) -> str:
    """Return ``value`` for a listing: of a longer text only its ends."""
    plain = bare(value)
    if isinstance(plain, GoldText):
        return str(plain)
    text = squeezed(str(dict(plain) if isinstance(plain, Mapping) else plain))
    words = text.split()
    if len(text) <= SHOWN or len(words) < 6:
        return text
    return f"{' '.join(words[:3])} … {' '.join(words[-2:])}"


def _fold(text: str) -> str:
    return plain_word(squeezed(text)).strip(" .,;:")
