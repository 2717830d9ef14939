"""The files that ship in ``config``, as tables."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def read_table(*path: str) -> dict[str, Any]:
    """Return the content of a TOML file: ``read_table("messages", "records", "fr.toml")``."""
    return tomllib.loads(files("config").joinpath(*path).read_text(encoding="utf-8"))


def read_rows(*path: str) -> tuple[list[str], list[list[str]]]:
    """Return the heads and the rows of a file of fields parted by tabs; "#" begins a remark."""
    lines = files("config").joinpath(*path).read_text(encoding="utf-8").splitlines()
    heads, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return heads, rows
