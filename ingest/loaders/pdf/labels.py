"""Numbers and marks at the beginning of a paragraph: "5.", "(a)", "i.", "•", "(أ)"."""

from __future__ import annotations

import re
from typing import NamedTuple

_LABEL = re.compile(
    r"""(?:
        \d{1,2}(?:\.\d{1,2}){1,4}\.?(?=\s|$)      # 2.1  2.1.
      | \d{1,3}[.)]                             # 5.  12)
      | \((?:\d{1,3}|[^\W\d_]{1,4}|[ivxlc]{1,7})\)  # (5) (a) (iv) (أ)
      | (?:[^\W\d_A-ZА-Я]|[ivxlc]{1,5}|[IVX]{1,5})[.)]  # a) a. iv) IV. but no initials
      | [A-ZА-Я]\)
      | （[一二三四五六七八九十\da-zA-Z]{1,3}）       # （一）
      | [一二三四五六七八九十]{1,3}、
      | ["“”]\d{1,2}["“”]                         # "1" of Arabic lists
      | [-–—−‑•◦▪▫●○■□·*➢✓]
    )""",
    re.VERBOSE,
)
_GLUED = re.compile(r"(\d{1,3}\.)(?=[^\W\d_])")
_ROMAN = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
]
_ABJAD = "أبجدهوزحطيكلمن"
_NUMBER = re.compile(r"\d{1,3}")


class Label(NamedTuple):
    """A mark, and how many characters it and the blanks after it take."""

    text: str
    length: int


def read_label(text: str) -> Label | None:
    """Return the label at the beginning of ``text``, if words or nothing follow it."""
    found = _LABEL.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    if not rest:
        return Label(found.group(), len(text))
    if not rest[0].isspace():
        glued = _GLUED.match(text)
        if glued is not None:
            return Label(glued.group(1), glued.end())
        if text[0] not in "（一二三四五六七八九十":
            return None
    return Label(found.group(), len(text) - len(rest.lstrip()))


def follows(label: str, before: str) -> bool:
    """Return whether ``label`` is the next of a list after ``before`` ("(b)" after "(a)")."""
    if _shape(before) != _shape(label):
        return False
    pairs = zip(_values(before), _values(label), strict=True)
    return any(one is not None and two is not None and two - one == 1 for one, two in pairs)


def _values(label: str) -> tuple[int | None, int | None]:
    """Return the place of a label in its list: as number or letter, and as Roman number."""
    inner = re.sub(r"[\W_]", "", label)
    if _NUMBER.fullmatch(inner):
        return int(inner), None
    lower = inner.lower()
    roman = _ROMAN.index(lower) + 1 if lower in _ROMAN else None
    if len(inner) != 1:
        return None, roman
    place = _ABJAD.find(inner)
    return (place if place >= 0 else ord(inner)), roman


def _shape(label: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"[^\W\d_]+", "a", label))


def depth(label: str) -> int:
    """Return how deep a list item with this label usually stands: 1 for "5.", 2 for "(a)"."""
    inner = re.sub(r"[\W_]", "", label)
    if not inner or inner.isdigit():
        return 1
    return 3 if re.fullmatch(r"[ivx]{2,}|i|v|x", inner) else 2
