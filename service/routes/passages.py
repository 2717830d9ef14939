"""``GET /v1/passages``: one passage by its key, with its versions in other languages."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from index.catalogue import Catalogue
from ingest.types import Language
from service import problems
from service.dependencies import DeskDep, json_response
from service.errors import NotHeld
from service.redaction.dependency import WithheldDep
from service.redaction.public import public_passage
from service.to_json import passage_payload

router = APIRouter(prefix="/v1", tags=["passages"])

Key = Annotated[
    str,
    Query(min_length=3, max_length=300, description="Document, '#', place: `CWS/13/9#p15`."),
]


@router.get(
    "/passages",
    summary="One passage",
    response_model=None,
    responses={
        200: {"description": "The passage", "content": {"application/json": {}}},
        **problems.responses(404, 422, 429, 503),
    },
)
async def one_passage(
    key: Key,
    desk: DeskDep,
    withheld: WithheldDep,
    language: Annotated[Language | None, Query()] = None,
) -> Response:
    """Return the passage with this key, in `language` or the first it is held in."""

    def job() -> dict[str, Any]:
        return public_passage(_passage(desk.current.get().catalogue, key, language), withheld)

    return json_response(await desk.pool.admit(job))


def _passage(catalogue: Catalogue, key: str, language: Language | None) -> dict[str, Any]:
    versions: dict[str, dict[str, Any]] = {}
    for passage in catalogue.versions(key):
        document = catalogue.document(passage.document, passage.language)
        if document is not None:
            versions[passage.language] = passage_payload(passage, document)
    chosen: str = language or min(versions, default="")
    if chosen not in versions:
        where = f" in {language!r}" if language and versions else ""
        raise NotHeld(f"no passage {key[:120]!r} is held{where}")
    parallel = {other: payload for other, payload in versions.items() if other != chosen}
    return {**versions[chosen], "parallel": parallel}
