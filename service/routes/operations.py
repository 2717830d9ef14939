"""Health, readiness and metrics, for those who run the service."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from service import problems
from service.dependencies import DeskDep, json_response
from service.errors import NotReady

router = APIRouter(tags=["operations"])

_JSON = {"description": "It is", "content": {"application/json": {}}}


@router.get("/health/live", summary="Is the process alive?", responses={200: _JSON})
async def live() -> Response:
    """Answer as long as the process can answer anything; nothing is looked at."""
    return json_response({"status": "alive"})


@router.get(
    "/health/ready",
    summary="Can it answer, from the newest index?",
    response_model=None,
    responses={200: _JSON, **problems.responses(503)},
)
async def ready(request: Request, desk: DeskDep) -> Response:
    """Say whether the newest index is in use.

    503 without an index, and when an older one is in use because the newest is damaged; the
    problem says which. In the second case questions are still answered.
    """
    try:
        serving = await desk.pool.run(desk.current.get)
    except NotReady as error:
        return problems.problem_response(request, 503, "not_ready", str(error))
    if serving.degraded:
        return problems.problem_response(request, 503, "degraded", serving.degraded)
    manifest = serving.generation.manifest
    held = {"documents": manifest.documents, "passages": manifest.passages}
    return json_response({"status": "ready", "generation": serving.generation.name, **held})


@router.get(
    "/metrics",
    summary="Counters for Prometheus",
    responses={200: {"description": "Counters", "content": {"text/plain": {}}}},
)
async def metrics(desk: DeskDep) -> Response:
    """Return requests, durations, answers by outcome, and the state of pool and index."""
    gauges: dict[str, float] = {
        "pool_admitted": desk.pool.admitted,
        "pool_limit": desk.pool.limit,
        "pool_rejected_total": desk.pool.rejected,
    }
    info = {"generation": ""}
    serving = desk.current.serving
    if serving is not None:
        manifest = serving.generation.manifest
        gauges |= {"documents": manifest.documents, "passages": manifest.passages}
        info = {"generation": serving.generation.name}
    gauges |= {"ready": serving is not None, "degraded": bool(serving and serving.degraded)}
    text = desk.metrics.exposition(gauges, info)
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")
