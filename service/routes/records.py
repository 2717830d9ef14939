"""``GET /v1/recommendations``, ``/v1/projects``, ``/v1/outcomes``: what the documents tell of."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from index.records.types import Kind
from index.types import Filters
from service import problems
from service.dependencies import Desk, DeskDep
from service.errors import NotHeld
from service.export import MEDIA_TYPE, csv_of
from service.record_json import record_payloads
from service.record_schemas import (
    OutcomesQuery,
    ProjectsQuery,
    RecommendationsQuery,
    RecordQuery,
    RecordsQuery,
)
from service.to_json import dumps

router = APIRouter(prefix="/v1", tags=["records"])

_FOUND = {
    "description": "What was found, each value with its citations",
    "content": {"application/json": {}, MEDIA_TYPE: {"schema": {"type": "string"}}},
}
_LIST = {200: _FOUND, **problems.responses(422, 503)}
_ONE = {200: _FOUND, **problems.responses(404, 422, 503)}


@router.get(
    "/recommendations", summary="List recommendations", response_model=None, responses=_LIST
)
async def list_recommendations(
    request: Request, query: Annotated[RecommendationsQuery, Query()], desk: DeskDep
) -> Response:
    """List recommendations in order of set and number, joined from all documents."""
    return await _list("recommendation", request, query, desk)


@router.get("/projects", summary="List projects", response_model=None, responses=_LIST)
async def list_projects(
    request: Request, query: Annotated[ProjectsQuery, Query()], desk: DeskDep
) -> Response:
    """List projects, those with a code first, joined from all documents."""
    return await _list("project", request, query, desk)


@router.get("/outcomes", summary="List outcomes", response_model=None, responses=_LIST)
async def list_outcomes(
    request: Request, query: Annotated[OutcomesQuery, Query()], desk: DeskDep
) -> Response:
    """List what meetings decided and what is asked of them; with `meeting`, also what followed."""
    return await _list("outcome", request, query, desk, threads=bool(query.meeting))


@router.get(
    "/recommendations/{set:path}/{number}",
    summary="One recommendation",
    response_model=None,
    responses=_ONE,
)
async def one_recommendation(
    request: Request,
    set_: Annotated[str, Path(alias="set", max_length=200)],
    number: Annotated[int, Path(ge=0, le=100_000)],
    query: Annotated[RecordQuery, Query()],
    desk: DeskDep,
) -> Response:
    """Return a recommendation with what is said about it over time. A set may be a symbol."""
    return await _one("recommendation", f"{set_}/{number}", request, query, desk)


@router.get("/projects/{id:path}", summary="One project", response_model=None, responses=_ONE)
async def one_project(
    request: Request,
    name: Annotated[str, Path(alias="id", max_length=300)],
    query: Annotated[RecordQuery, Query()],
    desk: DeskDep,
) -> Response:
    """Return a project, by its code or its `id`, with what is said about it over time."""
    return await _one("project", name, request, query, desk)


@router.get("/outcomes/{id:path}", summary="One outcome", response_model=None, responses=_ONE)
async def one_outcome(
    request: Request,
    name: Annotated[str, Path(alias="id", max_length=300)],
    query: Annotated[RecordQuery, Query()],
    desk: DeskDep,
) -> Response:
    """Return an outcome, by its `id`, with what is said about it over time."""
    return await _one("outcome", name, request, query, desk)


async def _list(
    kind: Kind, request: Request, query: RecordsQuery, desk: Desk, *, threads: bool = False
) -> Response:
    table = _wants_table(request, query.format)

    def job() -> Response:
        records = desk.current.get().records
        groups = records.groups(kind, query.to_filters(), query.to_wanted())
        page = groups[query.offset : query.offset + query.limit]
        shown = [records.joined(group, query.languages) for group in page]
        told = [records.thread(joined, query.languages) for joined in shown] if threads else []
        payloads = record_payloads(records, shown, told)
        if table:
            return _table(kind, csv_of(kind, payloads), len(groups))
        paging = {"total": len(groups), "limit": query.limit, "offset": query.offset}
        return _json({**paging, f"{kind}s": payloads})

    return await desk.pool.admit(job)


async def _one(kind: Kind, name: str, request: Request, query: RecordQuery, desk: Desk) -> Response:
    table = _wants_table(request, query.format)
    filters = Filters(include_superseded=query.include_superseded)

    def job() -> Response:
        records = desk.current.get().records
        group = records.find(kind, name, filters)
        if group is None:
            raise NotHeld(f"no {kind} {name[:120]!r} is held")
        joined = records.joined(group, query.languages)
        thread = records.thread(joined, query.languages, filters)
        payloads = record_payloads(records, [joined], [thread])
        return _table(kind, csv_of(kind, payloads), 1) if table else _json(payloads[0])

    return await desk.pool.admit(job)


def _wants_table(request: Request, asked: str) -> bool:
    return asked == "csv" or MEDIA_TYPE in request.headers.get("accept", "")


def _json(payload: object) -> Response:
    return Response(dumps(payload), media_type="application/json")


def _table(kind: Kind, table: bytes, total: int) -> Response:
    headers = {
        "content-disposition": f'attachment; filename="{kind}s.csv"',
        "x-total-count": str(total),
    }
    return Response(table, headers=headers, media_type=f"{MEDIA_TYPE}; charset=utf-8")
