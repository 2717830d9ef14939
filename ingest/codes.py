"""Project codes, standards and numbers of recommendations: Latin letters in all six languages.

Every pattern has bounded repetitions only, so that the time is linear in the length of the text,
and begins with a letter: one that begins by looking back is searched several times slower.
"""

from __future__ import annotations

import re
from typing import NamedTuple

HYPHEN = "-\u2010\u2011"
"""The hyphens that codes and symbols are written with."""

_PROJECT = re.compile(
    rf"[Dd](?<![A-Za-z0-9].)[Aa](?:\\?[{HYPHEN}_]\d{{1,2}}){{2,6}}(?![\dA-Za-z_])"
)
_STANDARD = re.compile(
    r"[Ss](?<![A-Za-z0-9].)(?:(?<=S)T\.[ \xa0]?|[Tt]\.?|(?<=S)T[ \xa0])"
    r"(\d{1,3}(?:[A-Z](?![A-Za-z]))?)(?!\d)"
)
_OLD_RECOMMENDATION = re.compile(r"[Rr](?<![A-Za-z0-9/.].)(\d{1,2})(?![\dA-Za-z])")
# Where any of the three may begin: most texts have no such place, and are searched once.
_ANY_CODE = re.compile(rf"[DdRrSs](?<![A-Za-z0-9].)(?:[Aa]\\?[{HYPHEN}_]|[Tt]\.?[ \xa0]?)?\d")


class Code(NamedTuple):
    """A code in canonical form, and where it stands."""

    code: str
    start: int
    end: int


def find_project_codes(text: str) -> list[Code]:
    """Return the Development Agenda project codes, as "DA_4_10_03" however they are padded."""
    codes = []
    for match in _PROJECT.finditer(text):
        *recommendations, number = re.findall(r"\d+", match[0])
        name = "_".join(["DA", *(str(int(n)) for n in recommendations), number.zfill(2)])
        codes.append(Code(name, *match.span()))
    return codes


def find_codes(text: str) -> list[Code]:
    """Return standards ("ST.96") and numbers of the forty recommendations ("R36"), in order."""
    found = [Code(f"ST.{m[1]}", *m.span()) for m in _STANDARD.finditer(text)]
    found += [Code(f"R{m[1]}", *m.span()) for m in _OLD_RECOMMENDATION.finditer(text)]
    return sorted(found, key=lambda code: code.start)


def find_all_codes(text: str) -> list[Code]:
    """Return what ``find_project_codes`` and ``find_codes`` find, in this order."""
    if not _ANY_CODE.search(text):
        return []
    return [*find_project_codes(text), *find_codes(text)]
