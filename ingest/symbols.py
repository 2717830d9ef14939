"""Document symbols: one grammar for all bodies and languages.

Symbols are printed in Latin letters in all six languages, so nothing here depends on a language.

    document  = body "/" session "/" [kind "/"] number *(" " suffix)     CDIP/30/8 Rev.
    no session (diplomatic conferences)                                  GRATK/DC/7
    circular  = "C." [" "] series " " number                             C. CWS 180
    meeting   = body "/" session                                         CDIP/30
    suffix    = Prov.[n] | Rev.[n] | Corr.[n] | Add.[n], may stack

Every pattern has bounded repetitions only, so that the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ingest.codes import HYPHEN


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


# First parts that are bodies by themselves (CDIP/30/8), and those that need a second part
# (WO/GA/55/1). Symbols of these are recognised in any case and behind a glued language letter;
# of other bodies only in capitals.
_ROOTS = _set("CWS CDIP SCP SCT SCCR SCIT PCDA IIM WILD PCIPD DLT GRATK AVP IAVP VIP CRNR CLIM")
_SHARED_ROOTS = _set("WO WIPO PCT MM LI IPC PLT TLT STLT WCT WPPT MVT BTAP TRT BP NI LO")
_LETTER_ROOTS = _set("H P B N L V")  # Unions: H/A, P/A; the second part must be one of these:
_LETTER_SECONDS = _set("A EC CE LD WG DC")
_SERIES = _ROOTS | _set("PCT MM IPC IGC PBC ACE N H LI")  # of circulars
_NO_SESSION = _set("DC PM")  # diplomatic conference, preparatory meeting
_FOREIGN = _set("HTTP TCP IP UDP ISO IEC RFC PDF XML USB")

_CODES = {"WIPO/GRTKF/IC": "IGC", "WO/PBC": "PBC", "WO/GA": "GA", "WO/CC": "CC", "WO/CF": "CF"}
_CODES |= {"WIPO/ACE": "ACE"}
_PREFIXES = {code: prefix for prefix, code in _CODES.items()}


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document symbol as found in a text.

    ``symbol`` is in canonical form without suffix ("CDIP/30/8", "C. CWS 180"), ``version`` the
    canonical suffixes ("Rev.", "Prov.2", "Prov. Rev.") or None; ``[start, end)`` are offsets in
    the text that was searched. A meeting ("CDIP/30") is a Symbol without ``number``.
    """

    symbol: str
    version: str | None
    start: int
    end: int
    prefix: str  # the body as printed: "WIPO/GRTKF/IC"
    session: str | None
    number: str | None
    kind: str | None = None  # "INF", ...; "C" for a circular

    @property
    def key(self) -> str:
        """Symbol and version: "CDIP/30/8 Rev."."""
        return f"{self.symbol} {self.version}" if self.version else self.symbol

    @property
    def body(self) -> str:
        """Short code of the body: "CDIP"; "IGC" for WIPO/GRTKF/IC, "PBC" for WO/PBC."""
        return body_code(self.prefix)

    @property
    def meeting(self) -> str | None:
        """Body and session: "CDIP/30"; None for a circular."""
        if self.kind == "C":
            return None
        return f"{self.prefix}/{self.session}" if self.session else self.prefix


class NamedFile(NamedTuple):
    """What a file name says: its symbol (offsets count the name) and its language, if any."""

    symbol: Symbol
    language: str | None


def body_code(body: str) -> str:
    """Return the short code of a body written as code or as in symbols, in any case."""
    upper = body.strip().strip("/").upper()
    return _CODES.get(upper, upper)


def body_prefix(code: str) -> str:
    """Return the body as symbols print it: "WIPO/GRTKF/IC" for "IGC", "CDIP" for "CDIP"."""
    upper = code.strip().upper()
    return _PREFIXES.get(upper, upper)


# --- symbols in running text ------------------------------------------------------------------

_SLASH = "/\uff0f\u2215"
_BLANK = " \t\xa0\u202f\u2007"

# A pattern that begins with a letter is searched several times faster than one that begins by
# looking back: where a match must not stand behind something, the first letter comes first.
_ANY_SLASH = re.compile(f"[{_SLASH}]")
_HEAD = re.compile(rf"[A-Za-z](?<![A-Za-z0-9_@.{_SLASH}\\].)[A-Za-z0-9{HYPHEN}]{{0,15}}\Z")
_LONGEST_HEAD = 16
_CHAIN = re.compile(
    rf"[A-Za-z][A-Za-z0-9{HYPHEN}]{{0,15}}(?:[{_SLASH}][A-Za-z0-9{HYPHEN}]{{1,32}}){{1,7}}"
)
_SESSION = re.compile(r"S?\d{1,3}$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}(?!\d)(?:[A-Z](?![A-Za-z0-9]))?")
_SUFFIX = re.compile(
    rf"[{_BLANK}]{{0,3}}(?:[{_SLASH}]|\r?\n(?=[A-Za-z]{{3,4}}\.))?[{_BLANK}]{{0,3}}"
    r"(prov|rev|corr|add)(?:\.|(?![A-Za-z]))"
    rf"(?:(\d{{1,2}})(?!\d)|[{_BLANK}]([1-9])(?![\d{_SLASH}]|[.,]\d))?",
    re.IGNORECASE,
)
_CIRCULAR = re.compile(
    rf"[Cc](?<![A-Za-z0-9.].)\.[{_BLANK}]{{0,2}}([A-Za-z]{{1,8}})[{_BLANK}]{{0,2}}(\d{{1,4}})"
    r"(?![\dA-Za-z/])"
)
_URL = re.compile(r"(?:https?://|www\.)[!#-;=?-~]+", re.IGNORECASE)


def find_symbols(text: str) -> list[Symbol]:
    """Return the document symbols in ``text``, in order, those inside addresses left out."""
    return [s for s in _found(text) if s.number is not None]


def find_meetings(text: str) -> list[Symbol]:
    """Return the meetings named by symbol alone ("CDIP/30"), in order."""
    return [s for s in _found(text) if s.number is None]


def parse_symbol(text: str) -> Symbol | None:
    """Return the symbol that ``text`` is, with or without version; None if it is anything else."""
    stripped = text.strip()
    for symbol in (*_found(stripped)[:1], *_found(stripped.upper())[:1]):
        if symbol.number and not (stripped[: symbol.start] + stripped[symbol.end :]).strip(" .,;:"):
            return symbol
    return None


def _found(text: str) -> list[Symbol]:
    if "/" not in text and "C." not in text and "c." not in text and "\uff0f" not in text:
        return []
    if "://" in text or "www." in text.lower():
        text = _URL.sub(lambda match: " " * len(match[0]), text)  # same length: offsets hold
    return sorted([*_circulars(text), *_chains(text)], key=lambda symbol: symbol.start)


def _circulars(text: str) -> Iterator[Symbol]:
    for match in _CIRCULAR.finditer(text):
        series = match[1].upper()
        if series in _SERIES:  # else the heading "C. LES 10 MESURES" would be one
            name = f"C. {series} {match[2]}"
            yield Symbol(name, None, *match.span(), series, None, match[2], "C")


def _chains(text: str) -> Iterator[Symbol]:
    position = 0
    while slash := _ANY_SLASH.search(text, position):
        head = _HEAD.search(text, max(position, slash.start() - _LONGEST_HEAD), slash.start())
        match = _CHAIN.match(text, head.start()) if head else None
        position = (match or slash).end()
        symbol = _interpret(text, match) if match else None
        if match and symbol is not None:
            position = max(symbol.end, match.start() + 1)
            yield symbol


def _interpret(text: str, match: re.Match[str]) -> Symbol | None:
    parts = _parts(match)
    split = next(
        (i for i, (part, _) in enumerate(parts) if part[0].isdigit() or (i and _is_special(part))),
        len(parts),
    )
    body = _body([part for part, _ in parts[:split]])
    if body is None or split == len(parts):
        return None
    glued, names, known = body
    kind = names.pop() if len(names) > 2 and names[-2] in _NO_SESSION else None
    prefix = "/".join(names)
    start = match.start() + glued
    if names[-1] in _NO_SESSION:
        return _document(text, start, prefix, None, kind, parts[split])
    session = parts[split][0]
    if kind is not None or not _SESSION.match(session):
        return None
    found = _after_session(text, start, prefix, session.upper(), parts[split:])
    return found if known or (found and found.number) else None


def _after_session(
    text: str, start: int, prefix: str, session: str, parts: list[tuple[str, int]]
) -> Symbol | None:
    kind = None
    rest = parts[1:]
    if len(rest) > 1 and rest[0][0].isalpha() and 2 <= len(rest[0][0]) <= 6:
        kind, rest = rest[0][0].upper(), rest[1:]
    if rest and rest[0][0][0].isdigit():
        if len(rest) > 1 and rest[1][0][0].isdigit():  # a date, a path
            return None
        return _document(text, start, prefix, session, kind, rest[0])
    end = parts[0][1] + len(parts[0][0])
    return Symbol(f"{prefix}/{session}", None, start, end, prefix, session, None)


def _parts(match: re.Match[str]) -> list[tuple[str, int]]:
    """Return the parts between slashes, with the offset of each in the text."""
    parts, offset = [], match.start()
    for part in re.split(f"[{_SLASH}]", match[0]):
        parts.append((part.replace("\u2010", "-").replace("\u2011", "-"), offset))
        offset += len(part) + 1
    return parts


def _is_special(part: str) -> bool:
    return part[0] in "Ss" and part[1:].isdigit()


def _body(names: list[str]) -> tuple[int, list[str], bool] | None:
    """Return how many characters are glued in front, the body in capitals, and if it is known."""
    upper = [name.upper() for name in names]
    if _is_body(upper, names):
        return 0, upper, True
    for glued in _glued_prefixes(upper[0]):
        rest = [upper[0][glued:], *upper[1:]]
        if _is_body(rest, [names[0][glued:], *names[1:]]):
            return glued, rest, True
    strict = all(re.fullmatch(r"[A-Z][A-Z0-9-]{1,9}", name) for name in names)
    if strict and len(names) <= 4 and not set(upper) & _FOREIGN:
        return 0, upper, False
    return None


def _glued_prefixes(name: str) -> Iterator[int]:
    """Yield lengths of what old headers glue in front: the language letter, the organisation."""
    if name[0] in "EFSRAC" and len(name) > 1:
        yield 1
    if name[:4] in ("WIPO", "OMPI") and len(name) > 5:
        yield from (4, 5)


def _is_body(upper: list[str], printed: list[str]) -> bool:
    root = upper[0]
    if root == "A":
        return len(upper) == 1 and printed[0] == "A"
    if root in _LETTER_ROOTS:
        return len(upper) > 1 and upper[1] in _LETTER_SECONDS and printed[0] == root
    return root in _ROOTS or (root in _SHARED_ROOTS and len(upper) > 1)


def _document(
    text: str,
    start: int,
    prefix: str,
    session: str | None,
    kind: str | None,
    number: tuple[str, int],
) -> Symbol | None:
    digits = _NUMBER.match(number[0])
    if digits is None:
        return None
    version, end = _suffixes(text, number[1] + digits.end())
    names = (prefix, session, kind, digits[0])
    symbol = "/".join(name for name in names if name is not None)
    return Symbol(symbol, version, start, end, prefix, session, digits[0], kind)


def _suffixes(text: str, position: int) -> tuple[str | None, int]:
    suffixes: list[str] = []
    while len(suffixes) < 4 and (match := _SUFFIX.match(text, position)):
        suffixes.append(f"{match[1].capitalize()}.{match[2] or match[3] or ''}")
        position = match.end()
    return (" ".join(suffixes) or None), position


def parse_version(text: str) -> str | None:
    """Return suffixes in canonical form ("PROV 2" is "Prov.2"), or None if there is none."""
    stripped = text.strip()
    version, end = _suffixes(stripped, 0)
    return version if end == len(stripped) else None


def precedence(version: str | None) -> tuple[int, int, int]:
    """Return a sort key of the versions of one work: the version in force has the highest.

    Drafts (Prov., then Prov.2, then Prov. Rev.) come before the document without suffix, revised
    ones (Rev., Rev.2) after it. Corr. and Add. stand beside a document and replace nothing: they
    sort before all.
    """
    parts = [suffix.partition(".") for suffix in (version or "").split()]
    rank = {name: int(number) if number.isdecimal() else 1 for name, _, number in parts}
    stage = 0 if "Corr" in rank or "Add" in rank else 1 if "Prov" in rank else 2
    return stage, rank.get("Prov", 0), rank.get("Rev", 0)


def heads_page(line: str, symbol: Symbol) -> bool:
    """Return whether ``line`` is the running head of ``symbol``: alone, or with a page number.

    "A/58/112" is page 2 of A/58/11; ``find_symbols`` cannot know that, this can.
    """
    stripped = line.strip()
    head = re.match(rf"[EFSRAC]?{re.escape(symbol.symbol)}", stripped, re.IGNORECASE)
    if head is None:
        return False
    _, end = _suffixes(stripped, head.end())
    return re.fullmatch(r"[\s/,.]*\d{0,3}", stripped[end:]) is not None


# --- file names -------------------------------------------------------------------------------

_EXTENSION = re.compile(r"(?:\.meta)?\.[A-Za-z][A-Za-z0-9]{1,4}$")
_COPY = re.compile(r" ?\(\d{1,2}\)$")
_LANGUAGES = frozenset(("ar", "en", "es", "fr", "ru", "zh"))
_LETTERS = {"a": "ar", "e": "en", "s": "es", "f": "fr", "r": "ru", "c": "zh"}


def symbol_from_file_name(name: str) -> NamedFile | None:
    """Return what a file name says ("scp_12_4_rev.doc", "cws_90_4_fr.docx"), None if no symbol.

    Only bodies that are known count, and every part of the name must be understood: an annex in
    a file of its own is not the document.
    """
    stem = _COPY.sub("", _EXTENSION.sub("", name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]))
    parts = [part for part in re.split(r"[_\-.\s]+", stem.lower()) if part]
    language = parts.pop() if parts and parts[-1] in _LANGUAGES else None
    if len(parts) > 2 and parts[-2] == "www" and parts[-1].isdigit():
        del parts[-2:]
    if len(parts) == 3 and parts[0] == "c" and parts[1].isalpha() and parts[2].isdigit():
        series, number = parts[1].upper(), parts[2]
        text = f"C. {series} {number}"
        return NamedFile(Symbol(text, None, 0, len(stem), series, None, number, "C"), language)
    letters = [part for part in parts if re.fullmatch(r"[a-z]", part[:1])]
    if not parts or not letters or not parts[0].isalpha():
        return None
    old = re.fullmatch(r"([aesfrc])(\d{1,3})", parts[-1])
    if old and len(parts) > 2 and parts[-2].isdigit():  # wo_ga_31_s14: document 14 in Spanish
        language, parts[-1] = language or _LETTERS[old[1]], old[2]
    return _named(stem, parts, language)


def _named(stem: str, parts: list[str], language: str | None) -> NamedFile | None:
    first = next((i for i, part in enumerate(parts) if part[0].isdigit()), len(parts))
    if not _is_body([part.upper() for part in parts[:first]], [p.upper() for p in parts[:first]]):
        return None
    written = "/".join(part.upper() for part in parts)
    written = written.replace("WG/DG", "WG-DG").replace("DEV/SYS", "DEV-SYS")
    # A number behind a suffix belongs to it: prov_2 is Prov.2.
    written = re.sub(r"/(PROV|REV|CORR|ADD)/?(\d{1,2})?(?=/|$)", r" \1.\2", written)
    symbols = find_symbols(written.replace(" ", "\xa0"))
    for symbol in symbols[:1]:
        rest = written[symbol.end :].strip("/ ")
        if symbol.start == 0 and (not rest or parse_symbol(rest)):
            whole = Symbol(
                symbol.symbol, symbol.version, 0, len(stem),
                symbol.prefix, symbol.session, symbol.number, symbol.kind,
            )  # fmt: skip
            return NamedFile(whole, language)
    return None
