"""Short names that mean the same in all languages: WIPO, OMPI and ВОИС are one word."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from service.words import search_key


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    source = files("config").joinpath("terminology", "acronyms.toml")
    groups: dict[str, tuple[str, ...]] = {}
    for names in tomllib.loads(source.read_text(encoding="utf-8"))["same"]:
        forms = tuple(search_key(name) for name in names)
        groups.update(dict.fromkeys(forms, forms))
    return groups


def forms_of(key: str) -> tuple[str, ...]:
    """Return the search keys that mean the same as ``key``, itself first."""
    return (key, *(form for form in _groups().get(key, ()) if form != key))


def has_forms(key: str) -> bool:
    """Say whether ``key`` is a name with forms in other languages."""
    return key in _groups()
