"""What we say around the words of documents: ``config/messages/summaries``, six languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from config.tables import read_table
from ingest.types import Language


@dataclass(frozen=True, slots=True)
class SummaryWording:
    """Titles, headings of sections, labels and reasons of one language; ``{name}`` is a value."""

    titles: Mapping[str, str]
    headings: Mapping[str, str]
    labels: Mapping[str, str]
    reasons: Mapping[str, str]

    def labelled(self, label: str, value: str) -> str:
        """Return a value with what it is before it; a value alone where there is no label."""
        return self.labels["label"].format(label=label, value=value) if label else value

    def sourced(self, source: str, value: str) -> str:
        """Return a value with where it stands before it."""
        if not source or not value:
            return source or value
        return self.labels["source"].format(label=source, value=value)


@cache
def wording(language: Language) -> SummaryWording:
    """Return the texts of ``language``."""
    table = read_table("messages", "summaries", f"{language}.toml")
    return SummaryWording(table["titles"], table["headings"], table["labels"], table["reasons"])
