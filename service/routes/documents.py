"""``GET /v1/documents``: what is held, and one document with its languages and versions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from index.catalogue import Catalogue
from index.types import DocumentEntry
from ingest.symbols import parse_symbol
from ingest.types import Language
from service import problems
from service.dependencies import DeskDep, json_response
from service.errors import NotHeld
from service.schemas import DocumentsQuery, LanguagesQuery
from service.to_json import document_payload, entry_payload, passage_payload

router = APIRouter(prefix="/v1", tags=["documents"])


@router.get(
    "/documents",
    summary="List documents",
    response_model=None,
    responses={
        200: {"description": "Documents in order of key", "content": {"application/json": {}}},
        **problems.responses(422, 503),
    },
)
async def list_documents(query: Annotated[DocumentsQuery, Query()], desk: DeskDep) -> Response:
    """List the documents held, in order of symbol and language, without their text."""

    def job() -> dict[str, Any]:
        entries = [e for e in desk.current.get().catalogue.documents if _matches(e, query)]
        page = entries[query.offset : query.offset + query.limit]
        return {"total": len(entries), "documents": [entry_payload(entry) for entry in page]}

    return json_response(await desk.pool.admit(job))


def _matches(entry: DocumentEntry, query: DocumentsQuery) -> bool:
    wanted = (
        (query.language, entry.language),
        (query.body, entry.body),
        (query.session, entry.session),
        (query.kind, entry.kind),
        (query.meeting_id, entry.meeting_id),
    )
    if query.in_force is not None and entry.in_force is not query.in_force:
        return False
    return all(not values or value in values for values, value in wanted)


@router.get(
    "/documents/{symbol:path}",
    summary="One document",
    response_model=None,
    responses={
        200: {"description": "The document", "content": {"application/json": {}}},
        **problems.responses(404, 422, 503),
    },
)
async def one_document(
    symbol: str, query: Annotated[LanguagesQuery, Query()], desk: DeskDep
) -> Response:
    """Return a document in each language it is held in, with its passages and other versions.

    `symbol` may carry a version ("CDIP/30/8 Rev."); without one, the version in force is shown.
    """

    def job() -> dict[str, Any]:
        return _document(desk.current.get().catalogue, symbol, frozenset(query.language))

    return json_response(await desk.pool.admit(job))


def _document(catalogue: Catalogue, asked: str, languages: frozenset[Language]) -> dict[str, Any]:
    named = parse_symbol(asked)
    keys = {asked.strip(), named.key if named else ""}
    symbols = keys | {named.symbol if named else ""}
    versions = [entry for entry in catalogue.documents if entry.symbol in symbols]
    exact = [entry for entry in versions if entry.key in keys]
    shown = exact or [
        entry for entry in versions if entry.in_force and not (named and named.version)
    ]
    if not shown:
        raise NotHeld(f"no document {asked.strip()[:80]!r} is held")
    shown = [
        e for e in shown if e.key == shown[0].key and (not languages or e.language in languages)
    ]
    return {
        "key": exact[0].key if exact else versions[0].key,
        "symbol": versions[0].symbol,
        "languages": {entry.language: _expression(catalogue, entry) for entry in shown},
        "versions": [entry_payload(entry) for entry in versions],
    }


def _expression(catalogue: Catalogue, entry: DocumentEntry) -> dict[str, Any]:
    document = catalogue.document(entry.key, entry.language)
    if document is None:
        raise NotHeld(f"{entry.key} is not held in {entry.language!r}")
    passages = catalogue.passages(entry.key, entry.language)
    return {
        **document_payload(document),
        "in_force": entry.in_force,
        "text": document.text,
        "passages": [passage_payload(passage, document) for passage in passages],
    }
