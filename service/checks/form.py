"""What a sentence looks like: its language, and that it brings no link, markup or misquotation."""

from __future__ import annotations

import re
import unicodedata

from ingest.language import is_in_language
from service.checks.basis import Basis

_MARKUP = re.compile(
    r"<\s*[/!?a-z]|&(?:#\w+|[a-z]{2,8});|!\[|\]\s*[(\[:]|\[[^\]]*\]|```|\*\*|__|~~|^\s*#|^\s*>|`"
    r"|\bjavascript\s*:|\bdata\s*:\s*\w+/",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,12}://|www\.)[^\s<>\"“”«»，。；）)]+"
    r"|[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)*"
    r"|(?<![\w.@])(?:[a-z0-9-]+\.)+[a-z]{2,12}(?![\w.])(?:/\S*)?",
    re.IGNORECASE | re.ASCII,
)
_QUOTED = re.compile('[“«„「『《]\\s*([^”»“」』》]+?)\\s*[”»“」』》]|"([^"]+)"')
_SHORTEST_LINK = 5  # characters: "e.g" and "p.ex" are no addresses


def has_markup(text: str, basis: Basis) -> bool:
    """Say whether a sentence holds markup, or characters that are not seen."""
    hidden = (unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn") for c in text)
    return bool(_MARKUP.search(text)) or (any(hidden) and not _is_in(text, basis))


def _is_in(text: str, basis: Basis) -> bool:
    """Say whether what is not seen stands in the document just so: joiners, marks of direction."""
    held = set("".join(passage.text for passage in basis.passages))
    unseen = {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn")}
    return unseen <= held


def foreign_link(text: str, basis: Basis) -> bool:
    """Say whether a sentence holds an address that does not stand in a cited passage."""
    held = "\n".join(text.text for text in basis.texts).lower()
    for match in _LINK.finditer(text):
        link = match.group().rstrip(".,;:!?،؛。").lower()
        if len(link) >= _SHORTEST_LINK and not _stands_whole(link, held):
            return True
    return False


def _stands_whole(link: str, held: str) -> bool:
    return re.search(rf"(?<![\w@/.-]){re.escape(link)}(?![\w@-])", held) is not None


def is_other_language(text: str, basis: Basis) -> bool:
    """Say whether a sentence is in another language than was asked for."""
    if basis.language is None:
        return False
    plain = _QUOTED.sub(" ", text)
    return not is_in_language(plain if any(c.isalpha() for c in plain) else text, basis.language)


def misquotes(text: str, basis: Basis) -> bool:
    """Say whether words in quotation marks are not the document's, letter for letter."""
    quoted = (match.group(1) or match.group(2) for match in _QUOTED.finditer(text))
    return any(_unquoted(words) not in _unquoted(basis.words) for words in quoted)


def _unquoted(text: str) -> str:
    """Return a text as typed: blanks, quotation marks and apostrophes of any kind are alike."""
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip(" .,;")
