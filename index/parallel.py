"""Which documents say different things in different languages?"""

from __future__ import annotations

from collections import defaultdict

from index.catalogue import Catalogue
from ingest.crosscheck import Difference, compare_versions
from ingest.types import Language


def differing_versions(catalogue: Catalogue) -> list[tuple[str, Difference]]:
    """Return where the language versions of each document disagree, with the document's key.

    Passages that one version lacks and figures that differ are signs of a fault, of a parser or
    of an editor.
    """
    held: dict[str, list[Language]] = defaultdict(list)
    for entry in catalogue.documents:
        held[entry.key].append(entry.language)
    found: list[tuple[str, Difference]] = []
    for key, languages in sorted(held.items()):
        if len(languages) > 1:
            versions = {language: catalogue.passages(key, language) for language in languages}
            found.extend((key, difference) for difference in compare_versions(versions))
    return found
