"""The words of each language that search needs, read from the TOML files of config/."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.types import Language


@cache
def load_words(folder: str, language: Language) -> dict[str, Any]:
    """Return the content of ``config/languages/<folder>/<language>.toml``."""
    source = files("config").joinpath("languages", folder, f"{language}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
