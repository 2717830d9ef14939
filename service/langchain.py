"""The service as parts of LangChain: a retriever, and a chain that gives checked answers.

Needs the [langchain] extra. What LangChain calls a document is a passage here: each one carries
its address in its metadata.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, cast

import orjson
from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import AddableDict, Runnable, RunnableGenerator
from langchain_core.runnables.config import run_in_executor
from pydantic import Field, PrivateAttr

from config.settings import Settings
from index.types import Hit, Query
from ingest.language import detect_query_language
from ingest.types import Language, Status
from service.answering import Answerer, Found, retrieved
from service.schemas import AskBody, Day, FiltersBody, SearchBody, Values
from service.serving import Current
from service.to_json import answer_payload, dumps, place
from service.types import Answer, AskRequest

__all__ = ["WipoRetriever", "build_chain", "open_index"]


def open_index(home: Path | str | None = None, settings: Settings | None = None) -> Current:
    """Return an index that retrievers and chains may share; it is opened at the first question.

    ``settings`` are those of file and environment by default; ``home`` goes before theirs.
    """
    settings = settings or Settings()
    if home is not None:
        settings = settings.model_copy(update={"home": Path(home)})
    return Current(settings)


class WipoRetriever(BaseRetriever):
    """Finds passages, in all six languages, for a query in any of them. Safe in many threads.

    Each ``Document`` is one passage: ``page_content`` is its whole text, ``metadata`` has key,
    symbol, version, title, language, paragraph, annex, section, page, status, source, url, href
    and score. ``k`` and the filters may also be given to ``invoke``, for one call.

    Calls raise NotReady if no index can be opened, and pydantic.ValidationError (a ValueError)
    for an empty query or one that is too long, an unknown filter, or ``k`` outside of 1 to 100.
    """

    home: Path | None = Field(default=None, description="Where the index lives.")
    index: Current | None = Field(
        default=None, exclude=True, repr=False, description="See open_index; before `home`."
    )
    k: int = Field(default=10, ge=1, le=100, description="How many passages at most.")
    query_language: Language | None = Field(default=None, description="By default recognised.")
    language: list[Language] = Field(default=[], max_length=6, description="Of the documents.")
    body: Values = Field(default=[], description="Committees and other bodies.")
    session: Values = Field(default=[], description="Numbers of sessions.")
    symbol: Values = Field(default=[], description="Document symbols.")
    meeting_id: Values = Field(default=[], description="Meetings, as the site numbers them.")
    kind: Values = Field(default=[], description="Kinds of document.")
    status: list[Status] = Field(default=[], max_length=8, description="Kinds of speech.")
    date_from: Day | None = Field(default=None, description="Earliest date, inclusive.")
    date_to: Day | None = Field(default=None, description="Latest date, inclusive.")
    include_superseded: bool = Field(default=False, description="Also versions not in force.")

    _index: Current = PrivateAttr()

    def model_post_init(self, context: object, /) -> None:
        """Know where the index is; it is opened at the first query."""
        del context
        self._index = self.index or open_index(self.home)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **given: object
    ) -> list[Document]:
        del run_manager
        return self._documents(query, given)

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, **given: object
    ) -> list[Document]:
        del run_manager  # the inherited method would not hand on what is given for this call
        return await run_in_executor(None, self._documents, query, given)

    def _documents(self, query: str, given: dict[str, object]) -> list[Document]:
        of_call = {"k": self.k, "query_language": self.query_language, **given}
        asked = SearchBody.model_validate(
            {
                "query": query.strip(),
                "top_k": of_call.pop("k"),
                "language": of_call.pop("query_language"),
                "filters": {name: getattr(self, name) for name in FiltersBody.model_fields}
                | of_call,
            }
        )
        language = asked.language or detect_query_language(asked.query)
        wanted = Query(asked.query, language, asked.filters.to_filters(), asked.top_k)
        result = self._index.get().searcher.search(wanted)
        return [_document(hit) for hit in result.hits]


def _document(hit: Hit) -> Document:
    metadata = place(hit.passage, hit.document)
    return Document(
        id=f"{hit.passage.key}@{hit.passage.language}",
        page_content=metadata.pop("text"),
        metadata=metadata | {"section": list(hit.passage.section), "score": round(hit.score, 4)},
    )


def build_chain(
    home: Path | str | None = None, *, index: Current | None = None, **asked: object
) -> Runnable[str | dict[str, Any], dict[str, Any]]:
    """Return a chain from a question to the Answer of the contract, as an object of plain values.

    It takes a question, or what ``POST /v1/ask`` takes: ``{"question", "language", "filters",
    "top_k", "history"}``; ``asked`` are defaults for these. Every statement of the answer was
    checked against the documents; where they do not say, ``abstained`` is true. When streamed,
    the passages found come first, then the answer; the chunks add up to the whole.

    Calls raise NotReady if no index can be opened, BadRequest or pydantic.ValidationError for
    what cannot be asked.
    """
    AskBody.model_validate({"question": "?", **asked})  # a wrong name is told here already
    held = index or open_index(home)

    def retrieve(chunks: list[Any]) -> tuple[float, Answerer, Found]:
        started = time.perf_counter()
        answerer = held.get().answerer  # one generation for the whole answer
        return started, answerer, answerer.retrieve(_asked(chunks, asked))

    def stream(questions: Iterator[Any]) -> Iterator[AddableDict]:
        started, answerer, found = retrieve(list(questions))
        yield _first(found)
        yield _rest(answerer.answer(found, started))

    async def astream(questions: AsyncIterator[Any]) -> AsyncIterator[AddableDict]:
        chunks = [chunk async for chunk in questions]
        started, answerer, found = await run_in_executor(None, retrieve, chunks)
        yield _first(found)
        yield _rest(await run_in_executor(None, answerer.answer, found, started))

    chain = RunnableGenerator(stream, astream, name="wipo_answer")
    return cast(Runnable[str | dict[str, Any], dict[str, Any]], chain)


def _asked(chunks: list[Any], defaults: dict[str, object]) -> AskRequest:
    question = chunks[0]
    for chunk in chunks[1:]:  # a step before this one may stream
        question = question + chunk
    given = {"question": question} if isinstance(question, str) else dict(question)
    return AskBody.model_validate({**defaults, **given}).to_request()


def _first(found: Found) -> AddableDict:
    told = {"retrieved": retrieved(found), "searched": found.result.searched}
    return AddableDict(orjson.loads(dumps(told)))


def _rest(answer: Answer) -> AddableDict:
    told = answer_payload(answer)
    del told["retrieved"], told["searched"]
    return AddableDict(orjson.loads(dumps(told)))
