"""A small library in six languages, and a searcher over it that is obviously right.

Texts are invented. All versions have the same paragraphs, numbers and structure, as real
meeting documents do.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from config.settings import Settings
from index.analysis import query_terms
from index.types import FileState, Hit, Query, Searched, SearchResult
from index.writer import Writer
from ingest.types import BlockKind, Document, Language, Parsed, Passage, Span, Status
from service.answering import Answerer
from service.app import create_app
from service.questions import analyse
from service.support import Candidate, weigh
from service.words import Vocabulary

SYMBOL = "CWS/91/2"

TEXTS = tomllib.loads(Path(__file__).with_name("library.toml").read_text(encoding="utf-8"))


def make_document(language: Language, version: str | None = None) -> tuple[Document, list[Passage]]:
    """Return the document in one language with its passages."""
    title = TEXTS[language]["title"]
    key = f"{SYMBOL} {version}" if version else SYMBOL
    text = f"{title}\n\n"
    passages = []
    for order, (locator, status, *slices) in enumerate(TEXTS[language]["passages"]):
        spans = []
        for piece in slices:
            spans.append(Span(len(text), len(text) + len(piece)))
            text += f"{piece}\n\n"
        paragraph = locator[1:] if locator.startswith("p") else None
        passages.append(
            Passage(
                key=f"{key}#{locator}",
                document=key,
                language=language,
                locator=locator,
                text="\n".join(slices),
                spans=tuple(spans),
                status=Status(status),
                kind=BlockKind.PARAGRAPH,
                order=order,
                paragraph=paragraph,
                annex="" if locator.startswith("annex") else None,
                context=(title,),
                page=1 + order // 4,
            )
        )
    document = Document(
        key=key,
        symbol=SYMBOL,
        version=version,
        language=language,
        title=title,
        body="CWS",
        session="91",
        date="2031-09-12",
        kind="working_document",
        source=f"cws_91_2_{language}.txt",
        url=None,
        meeting_id="990001",
        doc_id=None,
        sha256="0" * 64,
        format="text",
        pages=3,
        text=text,
    )
    return document, passages


class SmallLibrary:
    """Documents in memory; searched by counting the words that a passage shares."""

    def __init__(self, languages: Iterable[Language], version: str | None = None) -> None:
        self._documents: dict[tuple[str, Language], Document] = {}
        self._passages: dict[tuple[str, Language], list[Passage]] = {}
        for language in languages:
            document, passages = make_document(language, version)
            self._documents[document.key, language] = document
            self._passages[document.key, language] = passages

    def document(self, key: str, language: Language) -> Document | None:
        return self._documents.get((key, language))

    def passages(self, document: str, language: Language) -> Sequence[Passage]:
        return self._passages.get((document, language), [])

    def passage(self, key: str, language: Language) -> Passage | None:
        return next((p for p in self._all() if (p.key, p.language) == (key, language)), None)

    def holds(self, symbol: str) -> bool:
        return any(document.symbol == symbol for document in self._documents.values())

    def parallel(self, keys: Iterable[str]) -> dict[str, tuple[Language, ...]]:
        wanted = set(keys)
        found: dict[str, tuple[Language, ...]] = {}
        for passage in sorted(self._all(), key=lambda p: p.language):
            if passage.key in wanted:
                found[passage.key] = (*found.get(passage.key, ()), passage.language)
        return found

    def _all(self) -> list[Passage]:
        return [passage for passages in self._passages.values() for passage in passages]

    def search(self, query: Query) -> SearchResult:
        """Rank by the share of the query's words, versions of one paragraph as one hit."""
        terms = [term.text for term in query_terms(query.text, query.language)]
        best: dict[str, tuple[float, Passage]] = {}
        for passage in self._all():
            if query.filters.language and passage.language not in query.filters.language:
                continue
            slack = 1 if passage.language == query.language else 3
            held = Vocabulary(" ".join((passage.text, *passage.context)), passage.language)
            score = sum(held.holds(term, slack) for term in terms) / max(len(terms), 1)
            mine = score + (passage.language == query.language)
            if passage.key not in best or mine > best[passage.key][0]:
                best[passage.key] = mine, passage
        ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].order))
        hits = [
            Hit(p, self._documents[p.document, p.language], min(score, 1.0), rank, (p.language,))
            for rank, (score, p) in enumerate(ranked[: query.top_k], 1)
        ]
        languages = tuple(sorted({language for _, language in self._documents}))
        counts = len(self._documents), len(self._all())
        return SearchResult(tuple(hits), Searched(*counts, languages, "small"))


@pytest.fixture(scope="session")
def library() -> SmallLibrary:
    """All six languages are held."""
    return SmallLibrary(("ar", "en", "es", "fr", "ru", "zh"))


@pytest.fixture(scope="session")
def answerer(library: SmallLibrary) -> Answerer:
    """Answers from all six languages."""
    return Answerer(library, library, Settings())


@pytest.fixture(scope="session")
def make_answerer() -> Callable[..., Answerer]:
    """Return a function that makes an answerer over the languages given."""

    def make(*languages: Language, version: str | None = None) -> Answerer:
        library = SmallLibrary(languages, version)
        return Answerer(library, library, Settings())

    return make


@pytest.fixture(scope="session")
def make_passage() -> Callable[..., Passage]:
    """Return a function that makes a passage of the slices given, one after the other."""

    def make(*slices: str, language: Language = "en", paragraph: str | None = None) -> Passage:
        spans, offset = [], 0
        for piece in slices:
            spans.append(Span(offset, offset + len(piece)))
            offset += len(piece) + 1
        return Passage(
            key="CWS/91/3#p1",
            document="CWS/91/3",
            language=language,
            locator="p1",
            text="\n".join(slices),
            spans=tuple(spans),
            status=Status.OTHER,
            kind=BlockKind.PARAGRAPH,
            order=0,
            paragraph=paragraph,
        )

    return make


class Report:
    """A document made of (locator, status, section, text), and a library of it alone."""

    def __init__(self, language: Language, kind: str, rows: Sequence[tuple[str, ...]]) -> None:
        text, self.held = "", []
        for order, (locator, status, section, words) in enumerate(rows):
            span = Span(len(text), len(text) + len(words))
            text += f"{words}\n\n"
            sections = (section,) if section else ()
            self.held.append(
                Passage(
                    key=f"CWS/91/3#{locator}",
                    document="CWS/91/3",
                    language=language,
                    locator=locator,
                    text=words,
                    spans=(span,),
                    status=Status(status),
                    kind=BlockKind.PARAGRAPH,
                    order=order,
                    paragraph=locator[1:] if locator.startswith("p") else None,
                    section=sections,
                    context=sections,
                )
            )
        model, _ = make_document(language)
        self.made = replace(model, key="CWS/91/3", symbol="CWS/91/3", kind=kind, text=text)

    def document(self, key: str, language: Language) -> Document | None:
        return self.made if (key, language) == (self.made.key, self.made.language) else None

    def passages(self, document: str, language: Language) -> Sequence[Passage]:
        return self.held if self.document(document, language) else []

    def passage(self, key: str, language: Language) -> Passage | None:
        return next((p for p in self.held if (p.key, p.language) == (key, language)), None)

    def holds(self, symbol: str) -> bool:
        return symbol == self.made.symbol

    def parallel(self, keys: Iterable[str]) -> dict[str, tuple[Language, ...]]:
        return dict.fromkeys(keys, (self.made.language,))

    def candidates(self, question: str, language: Language | None = None) -> tuple[Candidate, ...]:
        """Return all passages, weighed for a question, in reading order."""
        hits = [Hit(p, self.made, 1.0, rank) for rank, p in enumerate(self.held, 1)]
        return weigh(analyse(question, language or self.made.language), hits, self)


@pytest.fixture(scope="session")
def make_report() -> Callable[..., Report]:
    """Return a function that makes a report of session 91, or another kind of document."""

    def make(*rows: tuple[str, ...], language: Language = "en", kind: str = "report") -> Report:
        return Report(language, kind, rows)

    return make


# --- the same library, in a real index ----------------------------------------------------------


def publish(home: Path, *languages: Language) -> Settings:
    """Publish the documents in ``home`` and return settings for it."""
    settings = Settings(home=home)
    with Writer(settings) as writer:
        for language in languages:
            document, passages = make_document(language)
            file = FileState(document.source, document.sha256, len(document.text), 0)
            writer.put(file, Parsed(document, (), tuple(passages)))
        writer.publish()
    return settings


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an index that holds all six languages."""
    home = tmp_path_factory.mktemp("home")
    return publish(home, "ar", "en", "es", "fr", "ru", "zh")


@pytest.fixture(scope="session")
def publish_in() -> Callable[..., Settings]:
    """Return the function that publishes the library's documents in a folder."""
    return publish


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """A client of the service over that index."""
    with TestClient(create_app(settings)) as started:
        yield started
