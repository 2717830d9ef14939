"""Our own sentences in six languages, and the words by which questions are recognised.

They live in ``config/messages/*.toml``; a language is read once, when it is first needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from config.tables import read_table
from ingest.types import Language
from service.words import Cue, NumberWords


@dataclass(frozen=True, slots=True)
class Messages:
    """What the service says in one language, and how it is asked in that language.

    ``asks`` maps a kind of question to its cues; ``evidence`` recognises units of time,
    currencies, and that nothing was decided; ``house`` are names that prove nothing, ``saying``
    verbs that carry no subject.
    ``counts_after_noun``: a number may stand behind what it counts.
    """

    language: Language
    abstain: Mapping[str, str]
    notes: Mapping[str, str]
    lead_in: Mapping[str, str]
    status: Mapping[str, str]
    labels: Mapping[str, str]
    asks: Mapping[str, Cue]
    evidence: Mapping[str, Cue]
    house: Cue
    saying: Cue
    numbers: NumberWords
    counts_after_noun: bool


@cache
def messages(language: Language) -> Messages:
    """Return the texts of ``language``."""
    table = read_table("messages", f"{language}.toml")
    return Messages(
        language=language,
        abstain=table["abstain"],
        notes=table["notes"],
        lead_in=table["lead_in"],
        status=table["status"],
        labels=table["labels"],
        asks={kind: Cue(words) for kind, words in table["asks"].items()},
        evidence={name: Cue(words) for name, words in table["evidence"].items()},
        house=Cue(table["idle"]["house"]),
        saying=Cue(table["idle"]["saying"]),
        numbers=NumberWords(table["numbers"], table["counting"]["measures"]),
        counts_after_noun=table["counting"]["after_noun"],
    )
