"""What we say around the values of records, in six languages: ``config/messages/records``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from config.tables import read_table
from ingest.types import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences and labels of one language; ``{name}`` in them stands for a value."""

    texts: Mapping[str, str]
    sets: Mapping[str, str]
    set_names: Mapping[str, str]
    counts: Mapping[str, str]
    states: Mapping[str, str]
    fields: Mapping[str, str]

    def line(self, label: str, value: str) -> str:
        """Return a value with what it is before it."""
        return self.texts["line"].format(label=label, value=value)

    def recommendation(self, set_: str, number: int) -> str:
        """Return the name of a recommendation with the set it belongs to."""
        return self.sets.get(set_, self.sets["other"]).format(number=number, set=set_)

    def set_name(self, set_: str) -> str:
        """Return the name of a set of recommendations."""
        return self.set_names.get(set_, self.set_names["other"]).format(set=set_)


@cache
def wording(language: Language) -> Wording:
    """Return the texts of ``language``."""
    table = read_table("messages", "records", f"{language}.toml")
    texts = {name: text for name, text in table.items() if isinstance(text, str)}
    return Wording(
        texts=texts,
        sets=table["sets"],
        set_names=table["set_names"],
        counts=table["counts"],
        states=table["states"],
        fields=table["fields"],
    )
