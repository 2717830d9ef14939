"""What we say in a draft around the words of documents: ``config/messages/drafts``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from config.tables import read_table
from ingest.types import Language


@dataclass(frozen=True, slots=True)
class DraftTexts:
    """Our sentences about a draft in one language; ``rules`` says why a sentence is listed."""

    mark: str
    note: str
    made: str
    sources: str
    source: str
    quotation: str  # "“{quote}”"
    in_language: Mapping[str, str]
    place: Mapping[str, str]
    rules: Mapping[str, str]
    report: Mapping[str, str]


@cache
def draft_texts(language: Language) -> DraftTexts:
    """Return the texts of ``language``."""
    table = read_table("messages", "drafts", f"{language}.toml")
    return DraftTexts(
        mark=table["mark"],
        note=table["note"],
        made=table["made"],
        sources=table["sources"],
        source=table["source"],
        quotation=table["quotation"],
        in_language=table["in_language"],
        place=table["place"],
        rules=table["rules"],
        report=table["report"],
    )
