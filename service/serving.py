"""Which generation of the index answers now, and when a newer one takes over.

A request takes one ``Serving`` and keeps it to its end; a new generation is opened beside the
old one and replaces it for requests that come later, so no answer mixes two.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from config.settings import Settings
from index.catalogue import Catalogue
from index.embedders import build_embedder
from index.embedders.base import Embedder
from index.errors import RetrievalError
from index.generation import Generation, open_current
from index.layout import Layout
from index.records import Records
from index.reranking import Reranking, build_reranking
from index.search import Searcher
from ingest.types import Document, Language, Passage
from service.answering import Answerer
from service.checks import Support
from service.errors import NotReady
from service.facts.answering import RecordAnswers
from service.generators.chat import ChatGenerator
from service.generators.chat_model import ChatModel, LangChainModel

logger = logging.getLogger(__name__)

_DOCUMENTS_IN_MEMORY = 32
_SECONDS_BETWEEN_LOOKS = 1.0


class CatalogueLibrary:
    """See Library: the catalogue of one generation."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._symbols = frozenset(entry.symbol for entry in catalogue.documents)
        self._of_document = lru_cache(_DOCUMENTS_IN_MEMORY)(catalogue.passages)

    def document(self, key: str, language: Language) -> Document | None:
        """See Library.document."""
        return self._catalogue.document(key, language)

    def passages(self, document: str, language: Language) -> Sequence[Passage]:
        """See Library.passages."""
        return self._of_document(document, language)

    def passage(self, key: str, language: Language) -> Passage | None:
        """See Library.passage."""
        return self._catalogue.passage(key, language)

    def holds(self, symbol: str) -> bool:
        """See Library.holds."""
        return symbol in self._symbols

    def parallel(self, keys: Iterable[str]) -> dict[str, tuple[Language, ...]]:
        """See Library.parallel."""
        return self._catalogue.parallel(keys)


@dataclass(frozen=True)
class Serving:
    """One generation, ready to answer. ``degraded`` says why it is not the newest, if so."""

    generation: Generation
    searcher: Searcher
    answerer: Answerer
    records: Records
    degraded: str | None
    chat: ChatGenerator | None = None
    support: Support | None = None

    @property
    def catalogue(self) -> Catalogue:
        """The documents of this generation."""
        return self.generation.catalogue


@dataclass(frozen=True)
class Models:
    """What takes long to load: one for all generations."""

    embedder: Embedder
    reranking: Reranking | None
    chat: ChatModel | None = None  # words the answers, if one is set

    @classmethod
    def load(cls, settings: Settings) -> Models:
        """Return the models that ``settings`` name.

        Raises:
            RetrievalError: if one cannot be loaded.
        """
        chat = LangChainModel(settings.generator) if settings.generator.kind == "chat" else None
        return cls(build_embedder(settings.embedder), build_reranking(settings.reranker), chat)


def open_serving(settings: Settings, models: Models | None = None) -> Serving:
    """Open the index in ``settings.home``.

    Raises:
        RetrievalError: if there is none, or none that can be used.
    """
    opened = open_current(settings.home, settings.store)
    models = models or Models.load(settings)
    searcher = Searcher(opened.generation, models.embedder, settings.search, models.reranking)
    library = CatalogueLibrary(opened.generation.catalogue)
    records = Records(opened.generation.catalogue)
    answers = RecordAnswers(records, library, searcher.likeness)
    chat = None
    if models.chat is not None and settings.generator.kind == "chat":
        tries = settings.generator.tries
        chat = ChatGenerator(models.chat, library, tries, searcher.likeness)
    scores = models.reranking.reranker.scores if models.reranking else None
    support = Support(searcher.likeness, scores)
    answerer = Answerer(searcher, library, settings, records=answers, chat=chat, support=support)
    return Serving(opened.generation, searcher, answerer, records, opened.degraded, chat, support)


class Current:
    """The generation that answers now; looks for a newer one once a second at most."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pointer = Layout(settings.home).current
        self._lock = threading.Lock()
        self._serving: Serving | None = None
        self._problem = "the index has not been opened yet"
        self._models: Models | None = None
        self._seen: tuple[int, int] | None = None
        self._looked = float("-inf")

    def get(self) -> Serving:
        """Return what answers now, after a look whether there is something newer.

        Raises:
            NotReady: if no index can be opened; the message says why.
        """
        if not self._looked_lately():
            self._look()
        if self._serving is None:
            raise NotReady(self._problem)
        return self._serving

    @property
    def serving(self) -> Serving | None:
        """What was opened last, without a look; None before the first."""
        return self._serving

    def _look(self) -> None:
        # Whoever comes while another opens the new generation goes on with the old one.
        if not self._lock.acquire(blocking=self._serving is None):
            return
        try:
            if not self._looked_lately():  # else another has just looked, while this one waited
                seen = self._stamp()
                if self._serving is None or seen != self._seen:
                    self._open()
                    self._seen = seen
                self._looked = time.monotonic()
        finally:
            self._lock.release()

    def _looked_lately(self) -> bool:
        return time.monotonic() - self._looked <= _SECONDS_BETWEEN_LOOKS

    def _open(self) -> None:
        try:
            if self._models is None:
                self._models = Models.load(self._settings)
            self._serving = open_serving(self._settings, self._models)
        except RetrievalError as error:
            logger.warning("the index cannot be opened: %s", error)
            self._problem = str(error)

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self._pointer.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns
