"""The texts of the widget in one language, as the table that its script reads."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.types import Language
from service.messages import messages

_LABELS = ("paragraph", "annex", "only_annex")


@cache
def widget_texts(language: Language) -> Mapping[str, Any]:
    """Return the texts by name: a text, or a table (of plural forms, reasons, kinds of speech).

    What other pages say in the same words is taken from where they take it.
    """
    source = files("config").joinpath("messages", "widget", f"{language}.toml")
    own = tomllib.loads(source.read_text(encoding="utf-8"))
    shared = messages(language)
    labels = {name: shared.labels[name] for name in _LABELS}
    return {"language": language, **own, "labels": labels, "status": dict(shared.status)}
