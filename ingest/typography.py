"""Typography: what is removed when a file is read, and what is folded when text is searched.

``clean`` is applied once, by loaders; everything it keeps can be quoted. ``fold`` and
``strip_accents`` make search keys: they change lengths, so offsets into them mean nothing in the
document. All functions are pure and linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

# C0 (but tab and line feed), DEL and C1 controls; soft hyphen; Arabic letter mark; zero-width,
# direction and invisible-operator characters; BOM; interlinear marks; variation selectors; tags
# (text that a model reads and a person does not see); lone surrogates; noncharacters.
_INVISIBLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff"
)
_DROPPED = re.compile(f"[{_INVISIBLE}]+")


def clean(text: str) -> str:
    """Return ``text`` without characters that no reader sees.

    Gone are control characters except tab and line feed, lone surrogates, direction and
    zero-width marks, soft hyphens, variation selectors and the tag block. Every kind of line end
    becomes a line feed. No-break blanks and hyphens and all quotes stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return _DROPPED.sub("", _LINE_ENDS.sub("\n", text))


# --- folding for search -----------------------------------------------------------------------

_SINGLE_QUOTES = (
    "\u2018\u2019\u201a\u201b\u2032\u2035\u02b9\u02bb\u02bc\u02bd\u02c8\u2039\u203a`\xb4"
)
_DOUBLE_QUOTES = (
    "\u201c\u201d\u201e\u201f\u2033\u2036\u02ba\xab\xbb\u300c\u300d\u300e\u300f\u301d\u301e"
)
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"

# Before NFKC: it would turn an acute accent or a double prime into something else first.
_BEFORE = str.maketrans(
    {
        **dict.fromkeys(_SINGLE_QUOTES, "'"),
        **dict.fromkeys(_DOUBLE_QUOTES, '"'),
        **dict.fromkeys(_HYPHENS, "-"),
    }
)

_DIGITS = {chr(base + i): str(i) for base in (0x0660, 0x06F0) for i in range(10)}
_DIGIT_TABLE = str.maketrans(_DIGITS)

_ARABIC_MARKS = (
    *range(0x0610, 0x061B),
    *range(0x064B, 0x0660),
    0x0670,
    *range(0x06D6, 0x06DD),
    *range(0x06DF, 0x06E9),
    *range(0x06EA, 0x06EE),
    0x0640,  # tatweel
)
_AFTER = str.maketrans(
    {
        **_DIGITS,
        **{chr(mark): "" for mark in _ARABIC_MARKS},
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىی", "ي"),
        "ة": "ه",
        "ک": "ك",
        "ё": "е",
        "\u066a": "%",
        "\u066b": ".",
        "\u066c": ",",
        "\u2044": "/",  # NFKC writes one half as 1, fraction slash, 2
    }
)


def fold(text: str) -> str:
    """Return ``text`` as a search key: what differs only in typography becomes equal.

    NFKC and lower case; blanks of every kind and their runs become one blank, none at the ends;
    hyphens and dashes become "-", quotes ' or "; Arabic marks and tatweel go, forms of alef, ya
    and ta marbuta are unified; ё is е; digits are ASCII. Latin accents stay: see
    ``strip_accents``.
    """
    if text.isascii():
        return " ".join(_DROPPED.sub("", text.lower().replace("`", "'")).split())
    text = clean(text).translate(_BEFORE)
    # Case folding can decompose a letter, so compose again.
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(text.translate(_AFTER).split())


def fold_digits(text: str) -> str:
    """Return ``text`` with Arabic-Indic and Persian digits as ASCII digits; same length."""
    return text.translate(_DIGIT_TABLE)


def normalise_spaces(text: str) -> str:
    """Return ``text`` with each run of blanks of any kind as one blank, none at the ends."""
    return " ".join(text.split())


# --- accents of Latin letters -----------------------------------------------------------------


def _latin_bases() -> dict[str, str]:
    bases = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O"}
    bases |= {"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code) and base.isascii():
            bases[chr(code)] = base
    return bases


_LATIN_BASES = str.maketrans(_latin_bases())
_LATIN_MARKS = re.compile("(?<=[A-Za-z])[\u0300-\u036f]+")


def strip_accents(text: str) -> str:
    """Return ``text`` with Latin letters bare ("é" is "e", "œ" is "oe"); other scripts stay."""
    if text.isascii():
        return text
    return _LATIN_MARKS.sub("", text.translate(_LATIN_BASES))
