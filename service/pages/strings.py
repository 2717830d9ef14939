"""The texts of pages in six languages, and which language a page is in.

Each part of the pages has a folder with six files under ``config/messages/``: ``pages`` (what all
share, search, status), ``reader``, ``widget``. A text is found by its dotted name. Where a text
depends on a number, it is a table of plural forms (``one``, ``few``, ``other``, …).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from babel import Locale
from markupsafe import Markup, escape

from config.tables import read_table
from ingest.types import LANGUAGES, Language

Direction = Literal["ltr", "rtl"]

NAMES: Mapping[Language, str] = {
    "ar": "العربية",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ru": "Русский",
    "zh": "中文",
}
"""Each language in itself."""

SHORT: Mapping[Language, str] = {
    "ar": "ع", "en": "En", "es": "Es", "fr": "Fr", "ru": "Ру", "zh": "中",
}  # fmt: skip
"""The same, where there is no room."""

_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


def direction_of(language: str) -> Direction:
    """Return which way ``language`` is written."""
    return "rtl" if language == "ar" else "ltr"


class Texts:
    """The texts of one part of the pages in one language; see ``texts``."""

    def __init__(self, language: Language, table: Mapping[str, Any]) -> None:
        self.language = language
        self._plural = Locale(language).plural_form
        self._texts: dict[str, str | Mapping[str, str]] = dict(_flat(table))

    def __call__(self, name: str, /, **values: object) -> Markup:
        """Return the text ``name``, safe to stand in a page, with ``values`` in its places.

        Values are escaped unless they are Markup. With ``count``, the form for that number is
        chosen.

        Raises:
            KeyError: if there is no such text, or a place has no value.
        """
        return escape(self._form(name, values)).format(**values)

    def plain(self, name: str, /, **values: object) -> str:
        """Return the text ``name`` with ``values``, as plain text that is not safe in a page.

        Raises:
            KeyError: see ``__call__``.
        """
        return self._form(name, values).format(**values)

    def __contains__(self, name: object) -> bool:
        return name in self._texts

    def raw(self, name: str) -> str | Mapping[str, str]:
        """Return the text ``name`` as the file has it: a text, or a table of plural forms."""
        return self._texts[name]

    def _form(self, name: str, values: Mapping[str, object]) -> str:
        text = self._texts[name]
        if isinstance(text, str):
            return text
        form = self._plural(abs(int(str(values.get("count", 0)))))
        return text.get(form) or text["other"]

    @property
    def names(self) -> frozenset[str]:
        """The names of all texts."""
        return frozenset(self._texts)

    def group(self, prefix: str) -> dict[str, str | Mapping[str, str]]:
        """Return the texts whose name begins with ``prefix``, by the rest of their name."""
        start = f"{prefix}."
        found = self._texts.items()
        return {name.removeprefix(start): text for name, text in found if name.startswith(start)}


@cache
def texts(language: Language, part: str = "pages") -> Texts:
    """Return the texts of ``part`` in ``language``; those that all parts share are among them."""
    table = read_table("messages", "pages", f"{language}.toml")
    if part != "pages":
        table |= read_table("messages", part, f"{language}.toml")
    return Texts(language, table)


def page_language(given: str | None, accepted: str | None) -> Language:
    """Return the language of a page.

    ``given`` is what the address names, ``accepted`` the browser's Accept-Language; English
    where neither names one of ours.
    """
    for language in LANGUAGES:
        if given == language:
            return language
    wanted = sorted(_accepted((accepted or "")[:500]), key=lambda pair: -pair[0])
    return wanted[0][1] if wanted else "en"


def _accepted(header: str) -> list[tuple[float, Language]]:
    found: list[tuple[float, Language]] = []
    for item in header.split(","):
        tag, _, parameters = item.partition(";")
        primary = tag.strip().lower().partition("-")[0]
        weight = parameters.strip().removeprefix("q=") if parameters.strip() else "1"
        try:
            quality = float(weight)
        except ValueError:
            continue
        if 0 < quality <= 1:
            found += [(quality, language) for language in LANGUAGES if language == primary]
    return found


def _flat(table: Mapping[str, Any], before: str = "") -> list[tuple[str, str | Mapping[str, str]]]:
    found: list[tuple[str, str | Mapping[str, str]]] = []
    for name, value in table.items():
        if isinstance(value, dict) and not value.keys() <= _PLURALS:
            found += _flat(value, f"{before}{name}.")
        else:
            found.append((before + name, value))
    return found
