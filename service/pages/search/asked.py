"""What the address of the search page asks for.

Addresses are written by people, too: a value that cannot be meant is left out, and nobody is
told off for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from starlette.datastructures import QueryParams

from index.types import Filters
from ingest.types import LANGUAGES, Language, Status

Facet = Literal["body", "session", "language", "kind", "status"]
FACETS: tuple[Facet, ...] = ("body", "session", "language", "kind", "status")

_MOST_VALUES = 50
_LONGEST_VALUE = 200
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_STATUSES = frozenset(status.value for status in Status)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with filters; both may be empty. ``reply``: the language to answer in."""

    question: str = ""
    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    date_from: str | None = None
    date_to: str | None = None
    superseded: bool = False
    reply: Language | None = None

    @property
    def narrowed(self) -> bool:
        """Whether anything is filtered."""
        return bool(any(self.chosen.values()) or self.date_from or self.date_to or self.superseded)

    def filters(self, without: Facet | None = None) -> Filters:
        """Return the filters as the index takes them, but for those of the facet ``without``."""
        values = {facet: () if facet == without else self.values(facet) for facet in FACETS}
        return Filters(
            language=tuple(each for each in LANGUAGES if each in values["language"]),
            body=values["body"],
            session=values["session"],
            kind=values["kind"],
            status=values["status"],
            date_from=self.date_from,
            date_to=self.date_to,
            include_superseded=self.superseded,
        )

    def values(self, facet: Facet) -> tuple[str, ...]:
        """Return what is chosen of ``facet``."""
        return self.chosen.get(facet, ())


def read_asked(query: QueryParams) -> Asked:
    """Return what the query of an address asks for."""
    chosen: dict[Facet, tuple[str, ...]] = {facet: _given(query, facet) for facet in FACETS}
    chosen["language"] = tuple(v for v in chosen["language"] if v in LANGUAGES)
    chosen["status"] = tuple(v for v in chosen["status"] if v in _STATUSES)
    return Asked(
        question=query.get("q", "").replace("\0", "").strip(),
        chosen=chosen,
        date_from=_day(query.get("from", "")),
        date_to=_day(query.get("to", "")),
        superseded=query.get("superseded") == "1",
        reply=next((each for each in LANGUAGES if each == query.get("reply")), None),
    )


def _given(query: QueryParams, name: str) -> tuple[str, ...]:
    values: Sequence[str] = [v.strip()[:_LONGEST_VALUE] for v in query.getlist(name)]
    return tuple(dict.fromkeys(v for v in values if v))[:_MOST_VALUES]


def _day(text: str) -> str | None:
    return text if _DAY.fullmatch(text) else None
