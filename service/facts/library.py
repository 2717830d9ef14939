"""What answers from records need of an index: ``index.records.Records``; tests bring small ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from index.records.types import Group, Joined, Kind, Thread
from index.types import Filters
from ingest.types import Language


class Facts(Protocol):
    """Knows every record of one generation, joined from all documents that tell of it."""

    def groups(self, kind: Kind, filters: Filters = ...) -> Sequence[Group]:
        """Return the things that the documents kept by ``filters`` tell of."""
        ...

    def joined(self, group: Group, languages: Sequence[Language] = ()) -> Joined:
        """Return a thing as it is shown: in the first of ``languages`` that tells of it."""
        ...

    def thread(self, joined: Joined, languages: Sequence[Language] = ()) -> Thread:
        """Return the passages that speak of a thing, oldest first."""
        ...
