"""How Word draws a number: 4 as "4", "d", "iv", "د", "四" and so on."""

from __future__ import annotations

from collections.abc import Callable

_ALPHABETS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",  # the old order; letters, not sums
}
_ROWS = {  # drawn in digits after the last sign
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CHINESE_DIGITS = "〇一二三四五六七八九"
_LARGEST_DRAWN = 30_000  # above, letters and Roman numbers would fill pages: Word draws digits


def draw_number(count: int, style: str, pattern: str | None = None) -> str:
    """Return ``count`` in the numbering format ``style`` of a Word file.

    ``pattern`` is the example a custom format gives ("001, 002, ..."). What has no form in a
    format (zero, negative or huge numbers) and unknown formats are drawn in digits.
    """
    if style == "none":
        return ""
    if style == "custom" and pattern is not None:
        return str(count).zfill(len(pattern.split(",")[0].strip()))
    draw = _DRAWN.get(style)
    if draw is None or not 0 < count <= _LARGEST_DRAWN:
        return str(count)
    return draw(count)


def _letters(alphabet: str) -> Callable[[int], str]:
    def draw(count: int) -> str:
        repeats, place = divmod(count - 1, len(alphabet))
        return alphabet[place] * (repeats + 1)

    return draw


def _row(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if count <= len(signs) else str(count)


def _roman(count: int) -> str:
    drawn: list[str] = []
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        drawn.append(sign * times)
    return "".join(drawn)


def _ordinal(count: int) -> str:
    last = 0 if count % 100 in (11, 12, 13) else count % 10
    return f"{count}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


def _chinese(count: int) -> str:
    """Return a number below 100,000 in Chinese, as "一百零二"; 10 to 19 begin with 十."""
    drawn, skipped = "", False
    for worth, sign in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, count = divmod(count, worth)
        if digit == 0:
            skipped = bool(drawn)
            continue
        drawn += ("零" if skipped else "") + _CHINESE_DIGITS[digit] + sign
        skipped = False
    return drawn.removeprefix("一") if drawn.startswith("一十") else drawn


def _chinese_up_to_99(count: int) -> str:
    return _chinese(count) if count < 100 else _chinese_digits(count)


def _chinese_digits(count: int) -> str:
    return "".join(_CHINESE_DIGITS[int(digit)] for digit in str(count))


def _full_width(count: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(count))


_DRAWN: dict[str, Callable[[int], str]] = {
    **{style: _letters(alphabet) for style, alphabet in _ALPHABETS.items()},
    **{style: _row(signs) for style, signs in _ROWS.items()},
    "decimal": str,
    "decimalZero": lambda count: f"{count:02}",
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "ordinal": _ordinal,
    "numberInDash": lambda count: f"- {count} -",
    "chineseCounting": _chinese_up_to_99,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese_up_to_99,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _chinese_digits,
    "taiwaneseDigital": _chinese_digits,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
}
