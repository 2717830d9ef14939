"""The words that the builder prints itself, in each language (``words.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ingest.types import Language

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"


class Words:
    """Labels, dates, markers and item marks of one language."""

    def __init__(self, language: Language, data: Mapping[str, Any]) -> None:
        self.language = language
        self._data = data
        self.letter: str = data["letter"]
        self.direction: str = data["direction"]
        self.footnotes: str = data["footnotes"]
        self.site: Mapping[str, Any] = data["site"]
        self.item_pattern: str = data["item"]
        """Where Word puts the letter or numeral of a sub-item: "({})", "{})"."""

    def original(self, language: Language) -> str:
        """Return the line that names the original language, as in "ORIGINAL: ENGLISH"."""
        line: str = self._data["original"]
        return line.format(language=self._data["originals"][language])

    def date(self, iso: str) -> str:
        """Return the date line of the header block."""
        day = date.fromisoformat(iso)
        line: str = self._data["date"]
        return line.format(day=day.day, month=self._data["months"][day.month - 1], year=day.year)

    def marker(self, name: str, numeral: str) -> str:
        """Return a marker in brackets; ``numeral`` is that of the annex it names, or ""."""
        line: str = self._data[name]
        case = "genitive_annex" if name.startswith("end") else "annex"
        return line.format(annex=self.annex(numeral, case))

    def annex(self, numeral: str, case: str = "annex") -> str:
        """Return the name of an annex inside a sentence."""
        case = case if case in self._data else "annex"
        if not numeral:
            return str(self._data[case])
        printed = self._data.get("annex_numerals", {}).get(numeral, numeral)
        return str(self._data[f"numbered_{case}"]).format(numeral=printed)

    def annex_heading(self, numeral: str) -> str:
        """Return the name of an annex above its text: in capitals where the script has them."""
        return self.annex(numeral).upper()

    def running_page(self, annex: str | None) -> str:
        """Return the page line of the running head, with ``{}`` for the page number."""
        if annex is None:
            return str(self._data["page"])
        name = self.annex(annex)
        name = name[:1].upper() + name[1:]
        line: str = self._data["annex_page"]
        return line.replace("{annex}", name)

    def item_label(self, depth: int, ordinal: int) -> str:
        """Return the mark of the ``ordinal``-th (from 1) sub-item at ``depth`` 1 or 2."""
        if self.language == "ar":
            sign = ABJAD[ordinal - 1] if depth == 1 else str(ordinal)
        else:
            sign = LETTERS[ordinal - 1] if depth == 1 else ROMAN[ordinal - 1]
        return self.item_pattern.format(sign)


@cache
def words_of(language: Language) -> Words:
    """Return the words of ``language``."""
    path = Path(__file__).with_name("words.toml")
    return Words(language, tomllib.loads(path.read_text(encoding="utf-8"))[language])
