"""Summaries for those who ask from outside: what cannot be told is an error that says why."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from service.errors import BadRequest, NotHeld
from service.summaries.making import summarise
from service.summaries.material import Shelf
from service.summaries.types import Summary, SummaryRequest
from service.summaries.wording import wording

_MOST_NAMED = 120  # characters of what was asked for that a message repeats
_EMPTY = "nothing_told"  # it is held, and has nothing to tell


def make_summary(request: SummaryRequest, shelf: Shelf) -> Summary:
    """Return the summary of what ``request`` names.

    Raises:
        BadRequest: unless one document, meeting or topic is named, and clearly enough.
        NotHeld: if nothing of that name is held, or nothing on the topic.
    """
    summary = summarise(request, shelf)
    if summary.reason is None or summary.reason == _EMPTY:
        return summary
    named = summary.subject[:_MOST_NAMED]
    if request.agenda_item is not None and summary.reason == "no_agenda_item":
        named = f"{named}, {request.agenda_item[:_MOST_NAMED]}"
    message = (
        wording(request.language)
        .labels["label"]
        .format(label=named, value=wording(request.language).reasons[summary.reason])
    )
    raise (BadRequest if summary.reason == "too_vague" else NotHeld)(message)


def summary_payload(summary: Summary) -> dict[str, Any]:
    """Return a summary as the object that ``POST /v1/summaries`` answers with."""
    return {each.name: getattr(summary, each.name) for each in fields(summary)}
