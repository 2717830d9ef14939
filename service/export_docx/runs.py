"""Words as Word's runs: each in the direction and with the fonts of its script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from ingest.types import Language
from service.export_docx.names import XML_NS, W

_LOCALES: Final[dict[Language, str]] = {
    "ar": "ar-SA",
    "en": "en-GB",
    "es": "es-ES",
    "fr": "fr-FR",
    "ru": "ru-RU",
    "zh": "zh-CN",
}
_RTL: Final[Language] = "ar"
_OTHER: Final[Language] = "en"
LATIN_FONT, ARABIC_FONT, CHINESE_FONT = "Arial", "Arial", "SimSun"

_ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
_LETTER = re.compile(f"[{_ARABIC}]")
# In Arabic text: names, symbols and addresses with what joins them, read from left to right.
_LATIN_IN_ARABIC = re.compile(
    r"[A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9./@:_#?=&%+\-]*(?:[ ,]{1,2}[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9./@:_\-]*)*"
)
# Words that read the other way than their paragraph, marks between and after them included: more
# than a name. They are embedded, or a line break would turn their order round.
_LONG_IN_ARABIC = re.compile(
    f"[^\\W\\d_{_ARABIC}](?:[^{_ARABIC}]{{28,}}[^\\s{_ARABIC}])(?=\\s|\\Z)"
)
_LONG_IN_OTHERS = re.compile(f"[{_ARABIC}](?:[^{_ARABIC}]{{0,40}}[{_ARABIC}]){{15,}}[.،؛؟!)\\]%]*")
_ARABIC_IN_LATIN = re.compile(f"[{_ARABIC}]+(?:[\\s\\d.,:;()/\\-–،؛]*[{_ARABIC}]+)*")
_HAN = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_STOPS = (".", ":")
_ABBREVIATED = re.compile(r"\b(?:Rev|Prov|Corr|Add)\.\Z")  # of symbols, in all languages
_LEFT_TO_RIGHT = "\u200e"
_LEFT_TO_RIGHT_EMBEDDING, _RIGHT_TO_LEFT_EMBEDDING = "\u202a", "\u202b"
_END_OF_EMBEDDING = "\u202c"
_UNSEEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Piece(NamedTuple):
    """Words in one direction."""

    text: str
    is_arabic: bool


def is_right_to_left(language: Language) -> bool:
    """Say whether paragraphs in a language begin at the right."""
    return language == _RTL


def reads_right_to_left(text: str) -> bool:
    """Say whether most letters of a text are Arabic."""
    letters = [character for character in text if character.isalpha()]
    arabic = sum(_LETTER.match(character) is not None for character in letters)
    return 2 * arabic > len(letters)


def pieces(text: str, language: Language) -> Iterator[Piece]:
    """Yield the words of ``text``, cut where the direction of reading turns."""
    inner = _LATIN_IN_ARABIC if is_right_to_left(language) else _ARABIC_IN_LATIN
    usual = is_right_to_left(language)
    start = 0
    for match in inner.finditer(text):
        words, end = match.group(), match.end()
        if usual and not any(c.isalpha() for c in words):
            continue  # a plain number goes with the words around it
        if usual and words.endswith(_STOPS):
            if _ABBREVIATED.search(words):
                words += _LEFT_TO_RIGHT  # or the full stop jumps to the other side
            else:
                words, end = words.rstrip(".:"), match.start() + len(words.rstrip(".:"))
        if match.start() > start:
            yield Piece(text[start : match.start()], usual)
        yield Piece(words, not usual)
        start = end
    if start < len(text):
        yield Piece(text[start:], usual)


def add_words(parent: etree._Element, text: str, language: Language, around: Language) -> None:
    """Append words of a document in ``language`` to a paragraph in the language ``around``.

    What reads the other way than the paragraph is embedded.
    """
    if is_right_to_left(language) != is_right_to_left(around):
        _embed(parent, text, language)
        return
    rtl = is_right_to_left(language)
    long, other = (_LONG_IN_ARABIC, _OTHER) if rtl else (_LONG_IN_OTHERS, _RTL)
    start = 0
    for match in long.finditer(text):
        add_runs(parent, text[start : match.start()], language)
        _embed(parent, match.group(), other)
        start = match.end()
    add_runs(parent, text[start:], language)


def _embed(parent: etree._Element, text: str, language: Language) -> None:
    """Embed words as Word does, and by characters for those who do not know how Word does."""
    rtl = is_right_to_left(language)
    made = etree.SubElement(parent, f"{W}dir")
    made.set(f"{W}val", "rtl" if rtl else "ltr")
    opened = _RIGHT_TO_LEFT_EMBEDDING if rtl else _LEFT_TO_RIGHT_EMBEDDING
    add_runs(made, f"{opened}{text}{_END_OF_EMBEDDING}", language)


def add_runs(
    parent: etree._Element, text: str, language: Language, style: str | None = None
) -> None:
    """Append ``text`` to a paragraph or hyperlink; ``style`` is the id of a character style.

    Line feeds become line breaks; what XML cannot hold is left out.
    """
    for piece in pieces(_UNSEEN.sub("", text), language):
        run = etree.SubElement(parent, f"{W}r")
        _properties(run, piece, language, style)
        for place, line in enumerate(piece.text.split("\n")):
            if place:
                etree.SubElement(run, f"{W}br")
            words = etree.SubElement(run, f"{W}t")
            words.text = line
            words.set(f"{{{XML_NS}}}space", "preserve")


def _properties(run: etree._Element, piece: Piece, language: Language, style: str | None) -> None:
    found = etree.SubElement(run, f"{W}rPr")
    if style:
        etree.SubElement(found, f"{W}rStyle").set(f"{W}val", style)
    fonts = etree.SubElement(found, f"{W}rFonts")
    for name, font in (
        ("ascii", LATIN_FONT),
        ("hAnsi", LATIN_FONT),
        ("cs", ARABIC_FONT),
        ("eastAsia", CHINESE_FONT),
    ):
        fonts.set(f"{W}{name}", font)
    is_chinese = not piece.is_arabic and (language == "zh" or bool(_HAN.search(piece.text)))
    if is_chinese:
        # Without the hint quotation marks of Chinese texts are drawn as narrow Latin ones.
        fonts.set(f"{W}hint", "eastAsia")
    elif piece.is_arabic:
        fonts.set(f"{W}hint", "cs")
        etree.SubElement(found, f"{W}rtl")
    locale = etree.SubElement(found, f"{W}lang")
    if piece.is_arabic:
        locale.set(f"{W}bidi", _LOCALES["ar"])
    elif is_chinese:
        locale.set(f"{W}eastAsia", _LOCALES["zh"])
    else:
        locale.set(f"{W}val", _LOCALES["en" if language in ("ar", "zh") else language])


def paragraph(style: str | None, language: Language) -> etree._Element:
    """Return an empty paragraph with the style of this id, in the direction of a language."""
    made = etree.Element(f"{W}p")
    properties = etree.SubElement(made, f"{W}pPr")
    if style:
        etree.SubElement(properties, f"{W}pStyle").set(f"{W}val", style)
    if is_right_to_left(language):
        etree.SubElement(properties, f"{W}bidi")
    return made
