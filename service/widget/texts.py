"""The texts of the widget in one language, as the table that its script reads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from config.tables import read_table
from ingest.types import Language
from service.messages import messages

_LABELS = ("paragraph", "annex", "only_annex")


@cache
def widget_texts(language: Language) -> Mapping[str, Any]:
    """Return the texts by name: a text, or a table (of plural forms, reasons, kinds of speech).

    What other pages say in the same words is taken from where they take it.
    """
    own = read_table("messages", "widget", f"{language}.toml")
    shared = messages(language)
    labels = {name: shared.labels[name] for name in _LABELS}
    return {"language": language, **own, "labels": labels, "status": dict(shared.status)}
