"""What a sentence looks like: its language, and that it brings no link, markup or misquotation."""

from __future__ import annotations

import re
import unicodedata

from ingest.language import is_in_language
from service.checks.basis import Basis

_MARKUP = re.compile(
    r"<\s*[/!?a-z][^<>]{0,200}>?|&(?:#\w+|[a-z]{2,8});|\[[^\]]*\]|```|\*\*|__|~~|`"
    r"|\A\s*(?:#|>|\|)|\b(?:javascript|vbscript)\s*:|\bdata\s*:\s*\w+/",
    re.IGNORECASE,
)
_MARKDOWN_LINK = re.compile(r"!\[|\]\s*[(\[:]")
_UNSEEN = ("Cc", "Cf", "Co", "Cn", "Cs")
_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,12}://|www\.)[^\s<>\"“”«»，。；）)]+"
    r"|[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)*"
    r"|(?<![\w.@])(?:[a-z0-9-]+\.)+[a-z]{2,12}(?!\w|\.\w)(?:/\S*)?",
    re.IGNORECASE | re.ASCII,
)
# Names in other alphabets: three letters at least, so that "шв.франков" is none.
_NAME = re.compile(r"(?<![\w.@/])[^\W_][^\W_]{2,}[\w-]*(?:\.[^\W\d_]{2,})+(?!\w|\.\w)")
_DOT = re.compile(r"(?<=[a-z0-9])。(?=[a-z])", re.IGNORECASE)
_QUOTED = re.compile('[“«„「『《]\\s*([^”»“」』》]+?)\\s*[”»“」』》]|"([^"]+)"')
_MOST_SHOWN = 300
_SHORTEST_LINK = 5  # characters: "e.g" and "p.ex" are no addresses


def has_markup(text: str, basis: Basis) -> bool:
    """Say whether a sentence holds markup, or characters that are not seen, of its own.

    Links and pictures in Markdown are refused even where the document prints them.
    """
    if _MARKDOWN_LINK.search(text):
        return True
    held = "\n".join(text.text for text in basis.texts)
    marks = (*_marks(text), *_marks(_as_typed(text)), *filter(_is_unseen, text))
    return any(found not in held and found not in _as_typed(held) for found in marks)


def _marks(text: str) -> list[str]:
    return [match.group().strip() for match in _MARKUP.finditer(text)]


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN


def defused(text: str) -> str:
    """Return a refused sentence so that it can be shown: without markup, links and what is unseen.

    It is cut off where it is long.
    """
    plain = "".join(" " if _is_unseen(character) else character for character in text)
    plain = _MARKUP.sub("", _NAME.sub("…", _LINK.sub("…", _as_typed(plain))))
    plain = " ".join(re.sub(r"[<>\[\]`|]|://|@|!(?=\()", " ", plain).split())
    return plain if len(plain) <= _MOST_SHOWN else f"{plain[:_MOST_SHOWN]}…"


def foreign_link(text: str, basis: Basis) -> bool:
    """Say whether a sentence holds an address that does not stand in a cited passage."""
    held = _as_typed("\n".join(text.text for text in basis.texts)).lower()
    typed = _as_typed(text)
    for match in (*_LINK.finditer(typed), *_NAME.finditer(typed)):
        link = match.group().rstrip(".,;:!?،؛。").lower()
        if len(link) >= _SHORTEST_LINK and not _stands_whole(link, held):
            return True
    return False


def _as_typed(text: str) -> str:
    """Return a text with wide letters and dots made plain ones: programs read them as such."""
    return _DOT.sub(".", unicodedata.normalize("NFKC", text))


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
