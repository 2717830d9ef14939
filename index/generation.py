"""One generation of the index, opened; and which one to open."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from config.settings import StoreSettings
from index import manifest as manifests
from index.catalogue import Catalogue
from index.errors import DamagedGeneration, NoGeneration, RetrievalError
from index.layout import CATALOGUE, Layout
from index.manifest import Manifest, manifest_digest, read_manifest
from index.part import Part
from ingest.types import LANGUAGES, Language

logger = logging.getLogger(__name__)

_ATTEMPTS = 5


@dataclass(frozen=True)
class Generation:
    """An immutable generation: what a reader holds for as long as one request lasts."""

    name: str
    manifest: Manifest
    catalogue: Catalogue
    parts: dict[Language, Part]

    @classmethod
    def open(cls, folder: Path, settings: StoreSettings) -> Generation:
        """Open a generation after reading every byte of it against its manifest.

        Raises:
            DamagedGeneration: if anything is not as it was written.
            UnknownFormat: if a newer version of this program wrote it.
        """
        wrong = manifests.problems(folder)
        if wrong:
            raise DamagedGeneration(folder.name, wrong)
        manifest = read_manifest(folder)
        try:
            parts = {
                language: Part(folder / language, language, dim=manifest.dim, settings=settings)
                for language in LANGUAGES
                if language in manifest.parts
            }
            catalogue = Catalogue(folder / CATALOGUE)
        except RetrievalError as error:
            raise DamagedGeneration(folder.name, [str(error)]) from error
        generation = cls(folder.name, manifest, catalogue, parts)
        if wrong := generation.disagreements():
            catalogue.close()
            raise DamagedGeneration(folder.name, wrong)
        return generation

    def close(self) -> None:
        """Close the catalogue; nobody may be using this generation."""
        self.catalogue.close()

    def disagreements(self) -> list[str]:
        """Return where catalogue, words, vectors and manifest count differently; [] if nowhere."""
        wrong = []
        held = self.catalogue.documents
        for language in LANGUAGES:
            counts = self.manifest.parts.get(language, manifests.PartCounts(0, 0, 0))
            entries = [entry for entry in held if entry.language == language]
            passages = sum(entry.passages for entry in entries)
            part = self.parts.get(language)
            found = (len(part), len(part.lexical), len(part.vectors)) if part else (0, 0, 0)
            if found != (counts.passages, counts.passages, counts.vectors):
                wrong.append(f"{language}: {found} passages, words, vectors, not {counts}")
            if passages != counts.passages:
                wrong.append(f"{language}: the catalogue has {passages} passages, not {counts}")
        return wrong


@dataclass(frozen=True, slots=True)
class Opened:
    """A generation that can be served. ``degraded`` says why it is not the newest; else None."""

    generation: Generation
    degraded: str | None = None


def open_current(home: Path, settings: StoreSettings) -> Opened:
    """Open the generation that the pointer names or, if it is damaged, the newest intact before.

    Raises:
        NoGeneration: if nothing has been ingested yet.
        DamagedGeneration: if nothing intact is left.
    """
    layout = Layout(home)
    for _ in range(_ATTEMPTS):
        before = layout.read_pointer()
        try:
            opened = _open_best(layout, settings)
        except RetrievalError:
            if layout.read_pointer() == before:
                raise
            continue
        # A writer may have published, and removed what was being opened, in the meantime.
        if opened.degraded is None or layout.read_pointer() == before:
            return opened
        opened.generation.close()
    return _open_best(layout, settings)


def _open_best(layout: Layout, settings: StoreSettings) -> Opened:
    damaged: DamagedGeneration | None = None
    for name, reason in candidates(layout):
        try:
            generation = Generation.open(layout.generation(name), settings)
        except DamagedGeneration as error:
            logger.warning("%s", error)
            damaged = damaged or error
            continue
        return Opened(generation, str(damaged) if damaged else reason)
    if damaged:
        raise damaged
    if pointer := layout.read_pointer():
        raise DamagedGeneration(pointer.generation, ["it is missing or its manifest has changed"])
    raise NoGeneration(f"nothing is indexed in {layout.home}: run wipo-rag ingest first")


def candidates(layout: Layout) -> list[tuple[str, str | None]]:
    """Return the generations that may be served, best first, with a reason to call it degraded.

    After a rollback, newer ones are not among them.
    """
    names = layout.names()[::-1]
    pointer = layout.read_pointer()
    if pointer is None:
        missing = not layout.current.exists()
        why = "the pointer CURRENT is missing" if missing else "the pointer CURRENT is damaged"
        return [(name, why) for name in names]
    older = [name for name in names if int(name) < int(pointer.generation)]
    if manifest_digest(layout.generation(pointer.generation)) != pointer.manifest:
        why = f"generation {pointer.generation} is missing or its manifest has changed"
        return [(name, why) for name in older]
    return [(pointer.generation, None), *((name, None) for name in older)]
