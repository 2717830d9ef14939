"""The status page, for those who run the service: what is held, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import PurePath

from index.catalogue import Catalogue
from index.parallel import differing_versions
from index.types import DocumentEntry, FileEntry, Outcome
from ingest.crosscheck import Difference
from ingest.types import LANGUAGES, Language
from service.serving import Serving

_COMPARED_UNASKED = 300  # documents: more take seconds
_LISTED = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One body: its documents in each language, and how many different documents these are."""

    body: str
    counts: Mapping[Language, int]
    documents: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that was not taken. ``name`` is without its folder, which is nobody's business."""

    name: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class StatusPage:
    """What the status page shows. Lists are cut at 200 lines; the counts are of all."""

    generation: str
    created: str
    model: str
    megabytes: float
    degraded: str | None
    documents: int
    versions: int
    passages: int
    files: int
    rows: Sequence[Row]
    totals: Row
    rejected: Sequence[Rejected]
    rejected_count: int
    warned: Sequence[DocumentEntry]
    warned_count: int
    incomplete: Sequence[tuple[DocumentEntry, Sequence[Language]]]
    incomplete_count: int
    differences: Sequence[tuple[str, Difference]]
    differences_count: int
    compared: bool


def status_page(serving: Serving, *, compare: bool = False) -> StatusPage:
    """Return what the page shows; with ``compare``, language versions however many there are."""
    catalogue, manifest = serving.catalogue, serving.generation.manifest
    entries, files = catalogue.documents, catalogue.files()
    rejected = [_rejected(each) for each in files if each.outcome is Outcome.REJECTED]
    warned = [entry for entry in entries if entry.warnings]
    incomplete = _incomplete(entries)
    compared = compare or len(entries) <= _COMPARED_UNASKED
    differences = _differences(catalogue) if compared else []
    return StatusPage(
        generation=serving.generation.name,
        created=manifest.created,
        model=manifest.embedder,
        megabytes=sum(fact.size for fact in manifest.files.values()) / 1e6,
        degraded=serving.degraded,
        documents=len({entry.symbol for entry in entries}),
        versions=len(entries),
        passages=sum(entry.passages for entry in entries),
        files=len(files),
        rows=_rows(entries),
        totals=_row("", entries),
        rejected=rejected[:_LISTED],
        rejected_count=len(rejected),
        warned=warned[:_LISTED],
        warned_count=len(warned),
        incomplete=incomplete[:_LISTED],
        incomplete_count=len(incomplete),
        differences=differences[:_LISTED],
        differences_count=len(differences),
        compared=compared,
    )


@lru_cache(maxsize=1)
def _differences(catalogue: Catalogue) -> list[tuple[str, Difference]]:
    return list(differing_versions(catalogue))


def _rejected(entry: FileEntry) -> Rejected:
    return Rejected(PurePath(entry.file.path).name, entry.code or "", entry.message or "")


def _rows(entries: Sequence[DocumentEntry]) -> list[Row]:
    def body(entry: DocumentEntry) -> str:
        return entry.body or ""

    return [_row(name, list(group)) for name, group in groupby(sorted(entries, key=body), body)]


def _row(body: str, entries: Sequence[DocumentEntry]) -> Row:
    counts = Counter(entry.language for entry in entries)
    each = {language: counts[language] for language in LANGUAGES}
    return Row(body, each, len({entry.symbol for entry in entries}))


def _incomplete(
    entries: Sequence[DocumentEntry],
) -> list[tuple[DocumentEntry, Sequence[Language]]]:
    found: list[tuple[DocumentEntry, Sequence[Language]]] = []
    for _, group in groupby(entries, key=lambda entry: entry.key):
        versions = list(group)
        held = {entry.language for entry in versions}
        missing = [language for language in LANGUAGES if language not in held]
        if missing:
            found.append((versions[0], missing))
    return found
