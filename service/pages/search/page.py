"""All that the search page shows, put together in one job of the pool."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from config.settings import Settings
from index.types import DocumentEntry, Hit, Searched
from ingest.types import Language
from service.errors import BadRequest
from service.pages.search.asked import Asked, Facet
from service.pages.search.cards import Card, related
from service.pages.search.examples import examples
from service.pages.search.excerpts import Excerpt, excerpt
from service.pages.search.facets import Choice, choices, kept
from service.pages.search.held import Direct, Line, direct, lines_of
from service.pages.search.told import Part, Source, parts_of, sources_of
from service.serving import Serving
from service.to_json import href
from service.types import Answer, AskRequest

_PASSAGES = 6
_EXCERPT = 320
_LISTED = 50
_SHORT = 2  # words


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was found and is not quoted."""

    hit: Hit
    excerpt: Excerpt
    href: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer and what stands around it."""

    answer: Answer
    parts: Sequence[Part]
    sources: Sequence[Source]
    cards: Sequence[Card]
    others: Sequence[Found]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What the search page shows. ``too_long``: the question was, and was not asked."""

    asked: Asked
    facets: Mapping[Facet, Sequence[Choice]]
    searched: Searched | None = None
    direct: Direct = field(default_factory=Direct)
    reply: Reply | None = None
    listed: Sequence[Line] = ()
    total: int = 0
    examples: Sequence[str] = ()
    bodies: Sequence[str] = ()
    documents: int = 0
    years: Sequence[str] = ()
    too_long: bool = False


def search_page(
    serving: Serving, asked: Asked, language: Language, settings: Settings
) -> SearchPage:
    """Return what the page shows to a reader of ``language``."""
    facets = choices(serving.catalogue, asked)
    if not asked.question:
        return _without_question(serving, asked, facets, language, settings)
    named = direct(serving.catalogue, asked.question, language)
    if named.lines or named.similar:
        return SearchPage(asked, facets, direct=named)
    try:
        reply, searched = _answered(serving, asked, language)
    except BadRequest:
        return SearchPage(asked, facets, too_long=True)
    return SearchPage(asked, facets, searched, reply=reply)


def _without_question(
    serving: Serving,
    asked: Asked,
    facets: Mapping[Facet, Sequence[Choice]],
    language: Language,
    settings: Settings,
) -> SearchPage:
    entries: list[DocumentEntry] = list(kept(serving.catalogue, asked.filters()))
    lines = lines_of(entries, language) if asked.narrowed else []
    return SearchPage(
        asked,
        facets,
        listed=lines[:_LISTED],
        total=len(lines),
        examples=() if asked.narrowed else examples(serving, settings, language),
        bodies=sorted({entry.body for entry in serving.catalogue.documents if entry.body}),
        documents=len({entry.symbol for entry in serving.catalogue.documents}),
        years=sorted({(e.date or "")[:4] for e in serving.catalogue.documents if e.date}),
    )


def _answered(serving: Serving, asked: Asked, language: Language) -> tuple[Reply, Searched]:
    started = time.perf_counter()
    # A word or two may be of several languages; then the reader's own is the better guess.
    short = len(asked.question.split()) <= _SHORT and language != "zh"
    reply = asked.reply or (language if short else None)
    request = AskRequest(asked.question, reply, asked.filters())
    found = serving.answerer.retrieve(request)
    answer = serving.answerer.answer(found, started)
    cited = [citation.key for citation in answer.citations]
    quoted = {key.partition("#")[0] for key in cited}
    held = [entry for entry in serving.catalogue.documents if entry.key in quoted]
    sources = sources_of(answer.citations, {(e.key, e.language): e.date for e in held})
    hits = [hit for hit in found.result.hits if hit.passage.key not in cited][:_PASSAGES]
    keys = [] if answer.abstained else cited
    cards = related(serving.records, found.question, keys, request.filters, language)
    others = [
        Found(hit, excerpt(hit.passage.text, (), _EXCERPT), href(hit.document, hit.passage.locator))
        for hit in hits
    ]
    return Reply(answer, parts_of(answer), sources, cards, others), answer.searched
