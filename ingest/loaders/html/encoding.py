"""Which characters do the bytes of a web page stand for?"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_LANGUAGE = re.compile(rb"""<html\b[^>]{0,500}?\blang\s*=\s*["']?([A-Za-z]{2})""", re.I)
_LOOKED_AT = 4096

# Browsers read these names as the larger set that pages really use.
_READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-6": "cp1256",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
}
_BY_LANGUAGE = {"ar": "cp1256", "ru": "cp1251", "zh": "gb18030"}
# Not encodings of pages: Python's own, and those in which ASCII is not ASCII.
_REFUSED = re.compile("unicode|raw|utf-?(?:7|16|32)|cp(?:037|273|424|500|875|1026|1140)")


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the characters of the page, and a warning where some had to be replaced.

    A byte order mark decides; then valid UTF-8, whatever is declared, for that does not happen
    by chance; then the declaration; then the usual encoding of the page's language.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    candidates = (_declared(data), _of_language(data), "cp1252")
    names = [name for name in candidates if name is not None]
    for name in names:
        try:
            return data.decode(name), None
        except UnicodeDecodeError:
            continue
    text = data.decode(names[0], "replace")
    return text, f"{text.count('�')} characters could not be decoded as {names[0]}"


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_LOOKED_AT])
    if found is None:
        return None
    try:
        codec = codecs.lookup(found.group(1).decode("ascii"))
        is_text = isinstance(codec.decode(b"")[0], str)
    except (LookupError, ValueError, UnicodeError):
        return None
    if not is_text or _REFUSED.match(codec.name):
        return None
    return _READ_AS.get(codec.name, codec.name)


def _of_language(data: bytes) -> str | None:
    found = _LANGUAGE.search(data[:_LOOKED_AT])
    return None if found is None else _BY_LANGUAGE.get(found.group(1).decode("ascii").lower())
