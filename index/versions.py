"""Which version of a work is in force.

A work is what the versions of one symbol are versions of: ``CDIP/21/15 Prov.``, ``CDIP/21/15``
and ``CDIP/21/15 Rev.`` are one work. Corrigenda and addenda (``A/48/11 Add.``) do not replace
what they correct or add to, so each is a work of its own, with its own revisions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from ingest.symbols import precedence

_REPLACING = ("Rev.", "Prov.")


class Version(NamedTuple):
    """One version of a symbol, as held."""

    key: str
    symbol: str
    version: str | None


def work_of(symbol: str, version: str | None) -> str:
    """Return the name of the work: the symbol with what makes it a corrigendum or addendum.

    >>> work_of("A/48/11", "Add. Rev.")
    'A/48/11 Add.'
    """
    kept = [part for part in (version or "").split() if not part.startswith(_REPLACING)]
    return " ".join([symbol, *kept])


def in_force(versions: Iterable[Version]) -> frozenset[str]:
    """Return the key of the version in force of each work.

    That is the highest ``Rev.``, which revises a document; else the document without suffix;
    else the highest ``Prov.``, a draft. Languages play no part: a draft is superseded even where
    what replaced it is held in other languages only.
    """
    works: dict[str, list[Version]] = defaultdict(list)
    for version in versions:
        works[work_of(version.symbol, version.version)].append(version)
    return frozenset(
        max(found, key=lambda held: (precedence(held.version), held.key)).key
        for found in works.values()
    )
