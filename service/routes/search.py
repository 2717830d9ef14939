"""``POST /v1/search``: ranked passages for a query."""

from __future__ import annotations

from fastapi import APIRouter, Response

from index.types import Query
from ingest.language import detect_query_language
from service import problems
from service.dependencies import DeskDep, json_response
from service.schemas import SearchBody
from service.to_json import search_payload

router = APIRouter(prefix="/v1", tags=["passages"])


@router.post(
    "/search",
    summary="Search passages",
    response_model=None,
    responses={
        200: {"description": "Hits, best first", "content": {"application/json": {}}},
        **problems.responses(400, 413, 422, 503),
    },
)
async def search(body: SearchBody, desk: DeskDep) -> Response:
    """Rank passages of all documents, in any of the six languages, for one query."""
    text = body.query.strip()
    query = Query(
        text=text,
        language=body.language or detect_query_language(text),
        filters=body.filters.to_filters(),
        top_k=body.top_k,
    )
    result = await desk.pool.admit(lambda: desk.current.get().searcher.search(query))
    return json_response(search_payload(text, result))
