"""The tools: what each is for, what it takes, and the work that it does for an open index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from index.types import Query
from ingest.language import detect_query_language
from ingest.types import Document, Language, Passage
from service.errors import BadRequest, NotHeld
from service.mcp.given import Given, OnePassageGiven, ParallelGiven, RecordsGiven, SearchGiven
from service.mcp.taken import LONGEST_TEXT, ParallelTool, PassageTool, RecordsTool, SearchTool
from service.record_json import record_payloads
from service.schemas import Wire
from service.serving import Serving
from service.to_json import hit_payload, passage_payload, searched_payload

Result = dict[str, Any]

_FIELDS_OF = {  # filters that only some kinds of record have
    "recommendation": {"set", "number", "status"},
    "project": {"code", "status"},
    "outcome": {"meeting", "outcome"},
}
_OF_SOME = frozenset().union(*_FIELDS_OF.values())


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. ``job`` gets an index and a ``takes``, and returns what ``gives`` describes.

    It raises AnswerError or RetrievalError for what is to be told to the caller.
    """

    name: str
    title: str
    description: str
    takes: type[Wire]
    gives: type[Given]
    job: Callable[[Serving, Any], Result]


def search(serving: Serving, asked: SearchTool) -> Result:
    """Return passages for a query, best first."""
    text = asked.query.strip()
    if not text:
        raise BadRequest("the query is empty")
    language = asked.language or detect_query_language(text)
    query = Query(text, language, asked.filters.to_filters(), asked.top_k)
    result = serving.searcher.search(query)
    hits = [hit_payload(hit) for hit in result.hits]
    return {
        "query": text,
        "hits": [_cut(hit, asked.text_chars) for hit in hits],
        "searched": searched_payload(result.searched),
    }


def get_passage(serving: Serving, asked: PassageTool) -> Result:
    """Return one passage, or a piece of a very long one."""
    versions = _versions(serving, asked.key)
    chosen = asked.language or min(versions)
    if chosen not in versions:
        raise NotHeld(f"no passage {asked.key!r} is held in {chosen!r}, only in {_list(versions)}")
    payload = passage_payload(*versions[chosen])
    if asked.start and asked.start >= len(payload["text"]):
        raise BadRequest(f"the text has {len(payload['text'])} characters: start is beyond them")
    piece = _cut(payload, LONGEST_TEXT, asked.start)
    return {**piece, "start": asked.start, "held_in": sorted(versions)}


def get_parallel(serving: Serving, asked: ParallelTool) -> Result:
    """Return the versions of one passage in the languages asked for."""
    versions = _versions(serving, asked.key)
    wanted = [each for each in sorted(versions) if not asked.language or each in asked.language]
    if not wanted:
        asked_for = ", ".join(asked.language)
        raise NotHeld(f"{asked.key!r} is not held in {asked_for}, only in {_list(versions)}")
    return {
        "key": asked.key,
        "held_in": sorted(versions),
        "versions": {each: _cut(passage_payload(*versions[each]), LONGEST_TEXT) for each in wanted},
    }


def records(serving: Serving, asked: RecordsTool) -> Result:
    """Return recommendations, projects or outcomes."""
    strange = (asked.filters.model_fields_set & _OF_SOME) - _FIELDS_OF[asked.kind]
    if strange:
        raise BadRequest(f"a {asked.kind} is not filtered by {_list(strange)}")
    held = serving.records
    filters = asked.filters.to_filters()
    groups = held.groups(asked.kind, filters, asked.filters.to_wanted())
    page = groups[asked.offset : asked.offset + asked.limit]
    languages = ((asked.language,) if asked.language else ()) + filters.language
    shown = [held.joined(group, languages) for group in page]
    threads = [held.thread(each, languages) for each in shown] if asked.thread else []
    payloads = record_payloads(held, shown, threads)
    for payload in payloads:
        for citation in payload["citations"]:
            del citation["text"]  # whole passages are for get_passage
    return {
        "kind": asked.kind,
        "total": len(groups),
        "limit": asked.limit,
        "offset": asked.offset,
        "records": payloads,
    }


def _versions(serving: Serving, key: str) -> dict[Language, tuple[Passage, Document]]:
    catalogue = serving.catalogue
    found: dict[Language, tuple[Passage, Document]] = {}
    for passage in catalogue.versions(key):
        document = catalogue.document(passage.document, passage.language)
        if document is not None:
            found[passage.language] = passage, document
    if not found:
        raise NotHeld(f"no passage {key!r} is held: take keys from the tool search")
    return found


def _cut(payload: Result, most: int, start: int = 0) -> Result:
    text = payload["text"]
    return {
        **payload,
        "text": text[start : start + most],
        "text_chars": len(text),
        "truncated": start + most < len(text),
    }


def _list(names: object) -> str:
    return ", ".join(sorted(names)) if isinstance(names, dict | set | frozenset) else str(names)


def schema(model: type[BaseModel], *, given: bool = False) -> dict[str, Any]:
    """Return the JSON Schema of what a tool takes, or gives."""
    return model.model_json_schema(mode="serialization" if given else "validation")


TOOLS = (
    Tool(
        "search",
        "Search meeting documents",
        "Find paragraphs of meeting documents, in six languages, for a query in any of them. Each"
        " hit has its exact words and its address: cite symbol and paragraph. `status` says whose"
        " words they are: an invitation or a proposal is not a decision.",
        SearchTool,
        SearchGiven,
        search,
    ),
    Tool(
        "get_passage",
        "Read one passage",
        "Return the whole text of the passage with this key, in one language.",
        PassageTool,
        OnePassageGiven,
        get_passage,
    ),
    Tool(
        "get_parallel",
        "Read a passage in other languages",
        "Return the versions of a passage in the languages it is held in. All are authentic"
        " texts: quote the version in your reader's language and do not translate another.",
        ParallelTool,
        ParallelGiven,
        get_parallel,
    ),
    Tool(
        "records",
        "List recommendations, projects or outcomes",
        "List what the documents tell of, joined over all of them: recommendations with their"
        " actions, projects with budget and duration, outcomes of meetings. Every value has a"
        " citation with an exact quote; a value that is not told is null or empty.",
        RecordsTool,
        RecordsGiven,
        records,
    ),
)
"""All tools, in the order in which they are listed."""
