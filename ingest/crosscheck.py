"""Do the language versions of a document agree? Where they do not, a parser or an editor erred."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ingest.types import Language, Passage
from ingest.typography import fold

SMALLEST = 13
"""Lower numbers are left out: months are words in some languages and numbers in others."""

# A plain blank groups nothing: it stands between the numbers of two cells.
_NUMBER = re.compile(r"\d+(?:[.,']\d{3})*(?:[.,]\d+)?")
_GROUP = re.compile(r"[.,'](?=\d{3}(?!\d))")
_NARROW_BLANK = re.compile("(?<=\\d)[\u00a0\u202f\u2009](?=\\d{3}(?!\\d))")
# ASCII only: in Chinese an address touches the words around it.
_ADDRESS = re.compile(r"(?:https?://|www\.)[!#-;=?-~]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement between two language versions of a document."""

    locator: str
    languages: tuple[Language, Language]
    message: str


def figures(text: str) -> Counter[str]:
    """Return the numbers of ``text`` from 13 on, with how often each occurs.

    Marks between groups of three digits are dropped and decimal commas become points, so that
    "205,000", "205.000" and "205 000" with a no-break or thin blank are one number. Addresses
    are passed over.
    """
    found: Counter[str] = Counter()
    words = _ADDRESS.sub(" ", text)
    # Folding makes the Chinese comma one that groups digits.
    words = fold(_NARROW_BLANK.sub("'", words).replace("，", "， "))
    for match in _NUMBER.finditer(words):
        number = _GROUP.sub("", match[0]).replace(",", ".")
        if float(number) >= SMALLEST:
            found[number] += 1
    return found


def compare_versions(
    versions: Mapping[Language, Sequence[Passage]],
) -> list[Difference]:
    """Return where versions differ in their passages or in the figures these hold.

    Only pairs with the first version of each difference are told, so that one fault in one
    language is one line for each other language at most.
    """
    differences: list[Difference] = []
    for one, other in combinations(sorted(versions), 2):
        left = {p.locator: p for p in versions[one]}
        right = {p.locator: p for p in versions[other]}
        for locator in left.keys() ^ right.keys():
            holder, lacking = (one, other) if locator in left else (other, one)
            message = f"{locator} is in {holder} but not in {lacking}"
            differences.append(Difference(locator, (one, other), message))
        for locator in left.keys() & right.keys():
            differences.extend(_figures_differ(locator, left[locator], right[locator]))
    return sorted(differences, key=lambda d: (d.languages, d.locator))


def _figures_differ(locator: str, left: Passage, right: Passage) -> list[Difference]:
    here, there = set(figures(left.text)), set(figures(right.text))
    if here == there:
        return []
    only_left = ", ".join(sorted(here - there)) or "none"
    only_right = ", ".join(sorted(there - here)) or "none"
    message = (
        f"{locator}: figures only in {left.language}: {only_left}; "
        f"only in {right.language}: {only_right}"
    )
    return [Difference(locator, (left.language, right.language), message)]
