"""Signs of the fonts Symbol and Wingdings, which have no code of their own, as Unicode."""

from __future__ import annotations

_PRIVATE = 0xF000  # Word keeps the sign 0xB7 of such a font as U+F0B7

_GREEK = dict(
    zip(
        map(ord, "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghiklmnopqrstuwxyz"),
        "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηικλμνοπθρστυωξψζ",
        strict=True,
    )
)
_SYMBOL = _GREEK | {
    0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
    0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB6: "∂", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈",
    0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xDB: "⇔", 0xDE: "⇒", 0xE2: "®", 0xE3: "©",
    0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x9F: "•",
    0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "☐"}

_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def is_sign_font(font: str | None) -> bool:
    """Return whether ``font`` draws its own signs where other fonts draw letters."""
    return font is not None and font.lower() in _FONTS


def draw_sign(font: str | None, code: int) -> str | None:
    """Return the sign ``code`` of ``font`` in Unicode, or None where it is not known."""
    if code >= _PRIVATE + 0x100 or (code < _PRIVATE and not is_sign_font(font)):
        return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else None
    signs = _FONTS.get((font or "symbol").lower(), _SYMBOL)
    code &= 0xFF
    # ASCII digits and punctuation of Symbol look as they are.
    return signs.get(code) or (chr(code) if signs is _SYMBOL and 0x20 <= code < 0x40 else None)


def redraw(font: str | None, text: str) -> tuple[str, int]:
    """Return ``text`` with the signs of symbol fonts in Unicode, and how many are not known."""
    own = is_sign_font(font)
    if not own and not any("\uf000" <= character <= "\uf0ff" for character in text):
        return text, 0
    drawn: list[str] = []
    unknown = 0
    for character in text:
        if character.isspace() or not (own or "\uf000" <= character <= "\uf0ff"):
            drawn.append(character)
            continue
        sign = draw_sign(font, ord(character))
        unknown += sign is None
        drawn.append(sign or "")
    return "".join(drawn), unknown
