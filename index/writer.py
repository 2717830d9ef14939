"""Builds a new generation out of the one before, and publishes it."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import threading
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from config.settings import Settings
from index import manifest as manifests
from index.catalogue import Catalogue
from index.draft import Draft, content_digest
from index.embedders import build_embedder
from index.embedders.base import Embedder
from index.errors import DamagedGeneration, NoEarlierGeneration, NoGeneration, RetrievalError
from index.generation import Generation, candidates, open_current
from index.layout import CATALOGUE, Layout, Pointer, sync, sync_tree
from index.lock import WriterLock
from index.manifest import Manifest, PartCounts, settings_digest, write_manifest
from index.part_building import Row, build_part
from index.types import FileEntry, FileState
from index.vector_cache import VectorCache
from index.windows import context_of
from ingest.types import Language, Parsed, Rejection

logger = logging.getLogger(__name__)

_PARTS_AT_ONCE = 3  # fewer than a catalogue has connections

Progress = Callable[[int, int], None]
"""Told how many passages are indexed, of how many."""


class Writer:
    """Changes the index, as a context manager; nobody sees anything until ``publish`` returns.

    One process at a time can be in it. Leaving it without publishing changes nothing.

        with Writer(settings) as writer:
            writer.remove_missing(paths)        # only with --prune
            known = writer.known_files()
            writer.put(file, parsed)
            writer.publish()
    """

    def __init__(self, settings: Settings, embedder: Embedder | None = None) -> None:
        """Prepare; the embedder of the settings is built when it is first needed."""
        self._settings = settings
        self._layout = Layout(settings.home)
        self._embedder = embedder
        self._stack = ExitStack()
        self._purge = False

    def __enter__(self) -> Writer:
        """Take the lock, clear what a killed writer left, and copy the catalogue.

        Raises:
            LockedByWriter: if another process is changing the index.
        """
        self._layout.generations.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            stack.enter_context(WriterLock(self._layout.lock))
            self._layout.remove_stale()
            self._base, self._base_is_current = self._find_base()
            self._drop_purged()
            self._name = self._layout.next_name()
            self._folder = self._layout.building(self._name)
            self._folder.mkdir()
            stack.callback(shutil.rmtree, self._folder, ignore_errors=True)
            catalogue = self._folder / CATALOGUE
            if self._base:
                shutil.copyfile(
                    self._layout.generation(self._base.generation) / CATALOGUE, catalogue
                )
            self._draft = Draft(catalogue)
            stack.callback(self._draft.discard)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    # --- changes ------------------------------------------------------------------------------

    def known_files(self) -> dict[str, FileEntry]:
        """Return, by path, the files that need not be read again. See Draft.known_files."""
        return self._draft.known_files()

    def put(self, file: FileState, result: Parsed | Rejection) -> FileEntry:
        """Record what was read from a file, and return what became of it. See Draft.put."""
        return self._draft.put(file, result)

    def remove_missing(self, present: Collection[str]) -> list[str]:
        """Forget files whose path is not in ``present``. See Draft.remove_missing."""
        return self._draft.remove_missing(present)

    def delete(self, symbol: str) -> list[tuple[str, str]]:
        """Delete a document everywhere, also from the generations before. See Draft.delete."""
        deleted = self._draft.delete(symbol)
        self._purge = True
        return deleted

    @property
    def has_changes(self) -> bool:
        """Whether ``publish`` would make a new generation."""
        return (
            self._draft.changed
            or self._base is None
            or not self._base_is_current
            or self._base.settings != settings_digest(self._settings)
        )

    # --- publishing ---------------------------------------------------------------------------

    def publish(self, progress: Progress | None = None) -> Manifest:
        """Make what was changed the current generation, and return its manifest.

        When this returns, the generation survives a loss of power. Without changes nothing is
        written, and the manifest is that of the current generation.
        """
        if self._base is not None and not self.has_changes:
            self._stack.close()
            return self._base
        try:
            manifest = self._build(progress)
            self._commit(manifest)
        except (OSError, sqlite3.Error) as error:
            raise RetrievalError(f"the new generation could not be written: {error}") from error
        finally:
            self._stack.close()
        return manifest

    def _build(self, progress: Progress | None) -> Manifest:
        self._draft.finish()
        embedder = self._embedder or build_embedder(self._settings.embedder)
        content = content_digest(self._folder / CATALOGUE)
        catalogue = Catalogue(self._folder / CATALOGUE)
        try:
            parts = self._build_parts(catalogue, embedder, progress)
        finally:
            catalogue.close()
        return Manifest(
            generation=self._name,
            created=manifests.now(),
            parts=parts,
            embedder=embedder.name,
            dim=embedder.dim,
            settings=settings_digest(self._settings),
            content=content,
            versions=manifests.versions(),
            files=manifests.file_facts(self._folder),
            purged=self._purge,
        )

    def _build_parts(
        self, catalogue: Catalogue, embedder: Embedder, progress: Progress | None
    ) -> dict[str, PartCounts]:
        places = {key: place for place, key in enumerate(catalogue.keys())}
        titles = {entry.id: entry.title for entry in catalogue.documents}
        count = _Counter(catalogue.counts().passages, progress)

        def build(language: Language) -> PartCounts:
            return build_part(
                self._folder / language,
                language,
                (
                    Row(
                        passage.id,
                        passage.document,
                        places[passage.key],
                        passage.status,
                        passage.text,
                        context_of(passage, titles[passage.document]),
                    )
                    for passage in catalogue.to_index(language)
                ),
                embedder=embedder,
                known=self._known_vectors(language, embedder),
                settings=self._settings.store,
                window_chars=self._settings.search.window_chars,
                advance=count.advance,
            )

        # Languages have nothing in common, and much of the work waits for the disk.
        with ThreadPoolExecutor(_PARTS_AT_ONCE) as pool:
            return dict(zip(catalogue.languages, pool.map(build, catalogue.languages), strict=True))

    def _known_vectors(self, language: Language, embedder: Embedder) -> VectorCache:
        if self._base is None or (self._base.embedder, self._base.dim) != (
            embedder.name,
            embedder.dim,
        ):
            return VectorCache()
        folder = self._layout.generation(self._base.generation) / language
        return VectorCache.of(folder, embedder.dim, self._settings.store)

    def _commit(self, manifest: Manifest) -> None:
        """Bring the generation to disk, give it its name, and point to it: in this order."""
        digest = write_manifest(self._folder, manifest)
        sync_tree(self._folder)
        self._folder.rename(self._layout.generation(self._name))
        sync(self._layout.generations)
        self._layout.write_pointer(Pointer(self._name, digest))
        logger.info("published generation %s: %d passages", self._name, manifest.passages)
        kept = 1 if self._purge else self._settings.search.generations_kept
        for name in self._layout.names()[:-kept]:
            self._layout.remove(name)

    # --- what was there before ----------------------------------------------------------------

    def _find_base(self) -> tuple[Manifest | None, bool]:
        """Return the newest intact generation, and whether it is the one that is pointed to."""
        for name, reason in candidates(self._layout):
            wrong = manifests.problems(self._layout.generation(name))
            if not wrong:
                manifest = manifests.read_manifest(self._layout.generation(name))
                pointer = self._layout.read_pointer()
                current = pointer is not None and pointer.generation == name and reason is None
                return manifest, current
            logger.warning("%s", DamagedGeneration(name, wrong))
        return None, False

    def _drop_purged(self) -> None:
        """Finish a deletion whose writer was killed before it removed what came before."""
        if self._base is not None and self._base.purged and self._base_is_current:
            for name in self._layout.names():
                if int(name) < int(self._base.generation):
                    self._layout.remove(name)


class _Counter:
    """Tells how far several threads have come together."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total, self._progress = total, progress
        self._done = 0
        self._lock = threading.Lock()

    def advance(self, count: int) -> None:
        """Count passages; tell of every thousandth, or what was passed it, and of the last."""
        with self._lock:
            before, self._done = self._done, self._done + count
            if self._progress and (
                self._done // 1000 > before // 1000 or self._done == self._total
            ):
                self._progress(self._done, self._total)


def rollback(settings: Settings) -> str:
    """Point to the newest intact generation before the current one, and return its name.

    The one that is left stays on disk.

    Raises:
        LockedByWriter: if another process is changing the index.
        NoGeneration: if nothing has been ingested yet.
        NoEarlierGeneration: if there is none to go back to.
    """
    layout = Layout(settings.home)
    if not layout.names():
        raise NoGeneration(f"nothing is indexed in {settings.home}: run wipo-rag ingest first")
    with WriterLock(layout.lock):
        layout.remove_stale()
        opened = open_current(settings.home, settings.store)
        opened.generation.close()
        current = opened.generation.name
        for name in reversed(layout.names()):
            folder = layout.generation(name)
            if int(name) < int(current) and _is_intact(folder, settings):
                layout.write_pointer(Pointer(name, manifests.manifest_digest(folder)))
                return name
    raise NoEarlierGeneration(f"there is no intact generation before {current}")


def _is_intact(folder: Path, settings: Settings) -> bool:
    try:
        Generation.open(folder, settings.store).close()
    except DamagedGeneration as error:
        logger.warning("%s", error)
        return False
    return True
