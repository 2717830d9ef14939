"""Records as a table for spreadsheets (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from index.records.fields import NAMES
from index.records.types import Kind

MEDIA_TYPE = "text/csv"
_BOM = "\ufeff"  # without it spreadsheets take UTF-8 for an older encoding
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BETWEEN = "; "


def columns(kind: Kind) -> list[str]:
    """Return the names of the columns: id, the fields of the contract, and what proves them."""
    found = ["id"]
    for name in NAMES[kind]:
        parts = [f"budget_{part}" for part in ("amount", "currency", "printed")]
        found += parts if name == "budget" else [name]
    return [*found, "language", "sources", "differs", "citations"]


def csv_of(kind: Kind, payloads: Iterable[Mapping[str, Any]]) -> bytes:
    """Return one row for each record, as ``record_payloads`` gives them, under a row of names.

    UTF-8 with a byte order mark. A cell that a spreadsheet would take for a formula begins with
    an apostrophe.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(columns(kind))
    for payload in payloads:
        row = _row(payload)
        writer.writerow([safe(row[name]) for name in columns(kind)])
    return (_BOM + table.getvalue()).encode()


def safe(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _row(payload: Mapping[str, Any]) -> dict[str, str]:
    row = {name: _cell(value) for name, value in payload.items()}
    budget = payload.get("budget") or {}
    row |= {f"budget_{part}": _cell(budget.get(part)) for part in ("amount", "currency", "printed")}
    row["sources"] = _cell([f"{each['key']} ({each['language']})" for each in payload["sources"]])
    row["differs"] = _cell([each["field"] for each in payload["differs"]])
    row["citations"] = _cell(list(dict.fromkeys(each["key"] for each in payload["citations"])))
    return row


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return _BETWEEN.join(map(_item, value))
    return _item(value)


def _item(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return _object(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " | ".join(map(_item, value))
    return str(value)


def _object(value: Mapping[str, Any]) -> str:
    if value.keys() == {"year", "quarter"}:
        return f"Y{value['year']}Q{value['quarter']}"
    told = (
        name if each is True else "" if each is False else _item(each)
        for name, each in value.items()
    )
    return " ".join(filter(None, told))
