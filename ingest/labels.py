"""How a number or mark at the beginning of a line looks, in any language."""

from __future__ import annotations

import re

from ingest.types import Language

PARAGRAPH_LABEL = re.compile(r"(\d{1,4})[.．](?=[ \t\u00a0\u3000])")
"""``12. `` before a numbered paragraph."""

ITEM_LABEL = re.compile(
    r"(?:[(（](?:[a-z]{1,2}|[ivxl]{1,6}|\d{1,2}|[\u0621-\u064a]{1,2})[)）]"  # (a) (iv) (2) (أ)
    r"|(?:[a-z]|[ivxl]{1,6}|\d{1,2}|[\u0621-\u064a])[)）]"  # a) iv) 2)
    r"|[ivxl]{1,6}\."  # iv.
    r"|[\"“”]\d{1,2}[\"“”]"  # "1" as in Arabic documents
    r"|[-−–—•·▪●o](?=[ \t\u00a0]))"
    r"(?=[ \t\u00a0\u3000]|(?<=[）])\S)"
)
"""``(a)``, ``a)``, ``iv.``, a dash or a bullet before a sub-item."""


def begins_item(line: str) -> bool:
    """Return whether ``line`` (no leading blanks) begins with the mark of a sub-item."""
    return ITEM_LABEL.match(line) is not None


def begins_paragraph(line: str) -> bool:
    """Return whether ``line`` (no leading blanks) begins with a paragraph number."""
    return PARAGRAPH_LABEL.match(line) is not None


ARABIC_ALPHABET = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"
"""Letters in the order in which Arabic documents count items; alef may carry a hamza."""

_LETTER = re.compile(r"[(（]?([a-z]|[\u0621-\u064a])[)）](?=\s|\Z)")


def item_letter(text: str, before: str | None) -> str | None:
    """Return the Latin letter of the item that ``text`` begins with: "b" for "(ب)", or None.

    ``before`` is the letter of the item before it: "(i)" is the letter only after "(h)", and
    Roman one otherwise; the same holds for "(v)" and "(x)".
    """
    match = _LETTER.match(text)
    if match is None or (match[1] in "ivx" and before != chr(ord(match[1]) - 1)):
        return None
    letter = match[1].translate(_PLAIN_ALEF)
    place = ARABIC_ALPHABET.find(letter)
    return letter if place < 0 else chr(ord("a") + place) if place < 26 else None


_PLAIN_ALEF = str.maketrans("أإآ", "ااا")


def printed_letter(letter: str, language: Language) -> str:
    """Return a letter of a list ("b") as documents in a language print it; others as they are.

    Arabic documents count by their own alphabet in its old order.
    """
    place = ord(letter) - ord("a") if len(letter) == 1 else -1
    if language != "ar" or not 0 <= place < len(ARABIC_ALPHABET):
        return letter
    return ARABIC_ALPHABET[place] if place else "\u0623"  # alef with a hamza
