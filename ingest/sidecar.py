"""What people say about a file: ``NAME.meta.json`` beside it, or a row of a table (CSV).

Both may hold any of ``KEYS`` and nothing else. What they say wins over what a file says itself.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from ingest.errors import DamagedFile, TooLarge
from ingest.symbols import body_code, parse_symbol, parse_version
from ingest.types import LANGUAGES
from ingest.typography import clean, normalise_spaces

KEYS: tuple[str, ...] = (
    *("symbol", "version", "language", "title", "body", "session", "date", "kind"),
    *("url", "meeting_id", "doc_id"),
)
FILE_COLUMNS = ("file", "filename", "file_name", "source", "path", "name")
"""How the column of a table that names the file may be called."""

MAX_BYTES = 50_000_000
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


class BadMetadata(DamagedFile):
    """A sidecar or a table of metadata is not what it should be."""

    code = "bad_metadata"


def read_sidecar(path: Path) -> dict[str, str]:
    """Return what the JSON file ``path`` says, checked and in canonical form.

    Raises BadMetadata, naming the file and the key, for anything else than one object with keys
    of ``KEYS`` and strings or numbers as values; empty values and nulls are left out.
    """
    text = _read(path)
    try:
        table = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadMetadata(f"{path.name}: not valid JSON: {error}") from None
    if not isinstance(table, dict):
        raise BadMetadata(f'{path.name}: an object is expected, such as {{"symbol": …}}')
    return _checked(table, path.name)


def read_metadata_csv(path: Path) -> dict[str, dict[str, str]]:
    """Return the rows of a table by file name (without folders).

    The first row names the columns: one of ``FILE_COLUMNS``, and any of ``KEYS``. Commas,
    semicolons and tabs separate; UTF-8 (with or without mark), UTF-16 and Windows-1252 are read.
    Raises BadMetadata, naming the file, the line and the key.
    """
    text = _read(path)
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    found: dict[str, dict[str, str]] = {}
    try:
        columns = [_column(name) for name in next(reader, [])]
        at = _file_column(columns, path.name)
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            where = f"{path.name}, line {reader.line_num}"
            if len(row) != len(columns):
                raise BadMetadata(f"{where}: {len(row)} cells, but {len(columns)} columns")
            name = row[at].strip().replace("\\", "/").rsplit("/", 1)[-1]
            if not name:
                raise BadMetadata(f"{where}: no file name")
            if name in found:
                raise BadMetadata(f"{where}: {name} was named before")
            cells = {c: v for i, (c, v) in enumerate(zip(columns, row, strict=True)) if i != at}
            found[name] = _checked(cells, where)
    except csv.Error as error:
        raise BadMetadata(f"{path.name}, line {reader.line_num}: {error}") from None
    return found


# --- reading ----------------------------------------------------------------------------------


def _read(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        raise TooLarge(f"{path.name}: over {MAX_BYTES // 1_000_000} MB of metadata")
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]  # what spreadsheets write
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadMetadata(f"{path.name}: neither UTF-8, UTF-16 nor Windows-1252")


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _column(name: str) -> str:
    return name.strip().casefold().replace(" ", "_")


def _file_column(columns: list[str], name: str) -> int:
    known = [i for i, column in enumerate(columns) if column in FILE_COLUMNS]
    if len(known) != 1:
        raise BadMetadata(f"{name}: one column has to be called {' or '.join(FILE_COLUMNS[:3])}")
    return known[0]


# --- checking ---------------------------------------------------------------------------------


def _checked(table: Mapping[str, object], where: str) -> dict[str, str]:
    if unknown := sorted(str(key) for key in table if key not in KEYS):
        raise BadMetadata(
            f"{where}: unknown key {', '.join(map(repr, unknown))}; known are {', '.join(KEYS)}"
        )
    said: dict[str, str] = {}
    for key, value in table.items():
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise BadMetadata(f"{where}: {key}: a string is expected")
        if text := normalise_spaces(clean(str(value))):
            said[key] = _value(key, text, where)
    return _with_version(said, where)


def _value(key: str, text: str, where: str) -> str:
    if key == "language":
        code = text.casefold()[:2] if re.fullmatch(r"[A-Za-z]{2}(?:[-_]\w+)?", text) else ""
        if code not in LANGUAGES:
            raise BadMetadata(f"{where}: language: {text!r} is none of {', '.join(LANGUAGES)}")
        return code
    if key == "date":
        if match := _DAY_FIRST.fullmatch(text):
            text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
        if not _DATE.fullmatch(text):
            raise BadMetadata(f"{where}: date: {text!r} is not like 2025-11-14")
    if key == "body" and re.fullmatch(r"[A-Za-z/]{1,16}", text):
        return body_code(text)
    if key == "version" and (version := parse_version(text)):
        return version
    if key == "url" and not re.match(r"https?://\S+$", text):
        raise BadMetadata(f"{where}: url: {text!r} does not begin with https://")
    return text


def _with_version(said: dict[str, str], where: str) -> dict[str, str]:
    """Part the version from the symbol; the two must not contradict each other."""
    parsed = parse_symbol(said["symbol"]) if "symbol" in said else None
    if parsed is None:
        return said
    said["symbol"] = parsed.symbol
    if parsed.version is None:
        return said
    if said.get("version", parsed.version) != parsed.version:
        raise BadMetadata(f"{where}: version {said['version']!r} contradicts symbol {parsed.key!r}")
    said["version"] = parsed.version
    return said
