"""Words of acts, and words that change no fact: ``config/messages/drafts``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from config.tables import read_table
from ingest.types import Language
from service.words import Cue, search_key


@dataclass(frozen=True, slots=True)
class DraftCues:
    """The cues of one language: acts by name, and search keys of harmless words."""

    acts: Mapping[str, Cue]
    harmless: frozenset[str]


@cache
def draft_cues(language: Language) -> DraftCues:
    """Return the cues of ``language``."""
    table = read_table("messages", "drafts", f"{language}.toml")
    return DraftCues(
        acts={name: Cue(phrases) for name, phrases in table["acts"].items()},
        harmless=frozenset(map(search_key, table["harmless"]["words"])),
    )
