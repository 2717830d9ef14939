"""``POST /v1/feedback``: what a reader says about an answer."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from service import problems
from service.dependencies import DeskDep
from service.errors import BadRequest
from service.feedback.limit import Limit
from service.feedback.schemas import FeedbackBody
from service.feedback.store import FeedbackStore
from service.to_json import dumps

router = APIRouter(prefix="/v1", tags=["feedback"])


@router.post(
    "/feedback",
    summary="Say whether an answer helped",
    status_code=201,
    response_model=None,
    responses={
        201: {"description": "It is kept", "content": {"application/json": {}}},
        200: {"description": "It was known, and is counted", "content": {"application/json": {}}},
        **problems.responses(400, 403, 413, 422, 429, 503, 507),
    },
)
async def feedback(request: Request, body: FeedbackBody, desk: DeskDep) -> Response:
    """Keep a verdict on an answer, with what it is about.

    Nothing is kept but what is in the body, and the day: no address, no account, no time of day.
    """
    most = desk.settings.service.max_question_chars
    if body.question is not None and len(body.question) > most:
        raise BadRequest(f"the question has more than {most} characters")
    _limit(request, desk.settings.service.feedback_per_minute).take()
    store = FeedbackStore(desk.settings.home, desk.settings.service.feedback_mb * 1024 * 1024)
    new = await desk.pool.admit(lambda: store.add(body.to_feedback()))
    payload = {"answer_id": body.answer_id, "new": new}
    return Response(dumps(payload), 201 if new else 200, media_type="application/json")


def _limit(request: Request, per_minute: int) -> Limit:
    """Return the limit of the app, made at the first report."""
    state = request.app.state
    if not hasattr(state, "feedback_limit"):
        state.feedback_limit = Limit(per_minute)
    limit: Limit = state.feedback_limit
    return limit
