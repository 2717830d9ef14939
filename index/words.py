"""The words of each language that search needs, read from the TOML files of config/."""

from __future__ import annotations

from functools import cache
from typing import Any

from config.tables import read_table
from ingest.types import Language


@cache
def load_words(folder: str, language: Language) -> dict[str, Any]:
    """Return the content of ``config/languages/<folder>/<language>.toml``."""
    return read_table("languages", folder, f"{language}.toml")
