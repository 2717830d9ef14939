"""``summarise``: a document, meeting, topic or agenda item in its sections, every word cited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from ingest.types import Document
from service.errors import BadRequest
from service.summaries import calendar, content, opening, outcomes, positions, records
from service.summaries.choosing import Chosen, choose
from service.summaries.lines import Line
from service.summaries.material import Shelf
from service.summaries.numbering import Numbering, proven, statements_of, texts_of
from service.summaries.rewording import Rewording
from service.summaries.telling import Telling
from service.summaries.types import Summary, SummaryRequest, SummarySection
from service.summaries.wording import wording

_MOST_EARLIER = 15

SECTIONS = (
    *("about", "decisions", "invitations", "requests", "key_actions", "deadlines"),
    *("positions", "main_points", "recommendations", "projects", "figures"),
    *("earlier_decisions", "open"),
)
"""The names of all sections, in the order in which they are read."""


def summarise(request: SummaryRequest, shelf: Shelf) -> Summary:
    """Return the summary of what ``request`` names; ``reason`` says why where there is none.

    Raises:
        BadRequest: unless exactly one of symbol, meeting and topic is named.
    """
    named = [x for x in (request.symbol, request.meeting, request.topic) if x is not None]
    if len(named) != 1 or not named[0].strip():
        raise BadRequest("name exactly one of symbol, meeting and topic")
    if request.topic is not None and request.agenda_item is not None:
        raise BadRequest("a topic has no agenda items: name a document or a meeting")
    chosen = choose(request, shelf)
    telling = Telling(request, shelf, chosen.sources, chosen.topic)
    numbering = Numbering(shelf.library)
    rewording = Rewording(shelf, request.language)
    sections = _sections(telling, numbering, rewording) if chosen.sources else []
    reason = chosen.reason
    if not sections and reason is None:
        reason = "nothing_told" if request.topic is None else "not_in_documents"
    return Summary(
        title=_title(request, chosen),
        subject=named[0].strip(),
        language=request.language,
        mode="generated" if rewording.done else "extractive",
        reason=reason,
        sections=tuple(sections),
        citations=numbering.citations(),
        sources=numbering.sources(),
        searched=chosen.searched,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        dropped=tuple(rewording.dropped),
        notes=tuple(rewording.notes),
    )


def _title(request: SummaryRequest, chosen: Chosen) -> str:
    texts = wording(request.language).titles
    kind = "topic" if request.topic else "meeting" if request.meeting else "document"
    name = (request.topic or request.meeting or request.symbol or "").strip()
    own = next((source.document for source in chosen.sources if not source.is_beside), None)
    if kind == "document":
        shown = own.key if own else name
        title = texts[kind].format(name=shown, title=_heading(own)).rstrip(" :：,")
    else:
        title = texts[kind].format(name=name)
    if request.agenda_item:
        title = texts["agenda_item"].format(title=title, number=request.agenda_item.strip())
    return title


def _heading(document: Document | None) -> str:
    """Return the title of a document, "" where it is but its first sentence."""
    title = " ".join(document.title.split()) if document else ""
    return "" if title.endswith("…") or title[-1:] in "." else title


def _sections(telling: Telling, numbering: Numbering, rewording: Rewording) -> list[SummarySection]:
    told: list[tuple[str, str, list[Line]]] = []
    for name in SECTIONS:
        lines, total = _lines(name, telling)
        kept = proven(name, lines, telling.shelf.library)
        heading = telling.texts.headings[name]
        if total > len(lines):
            heading = telling.texts.labels["some"].format(
                heading=heading, shown=len(kept), total=total
            )
        if kept:
            told.append((name, heading, rewording.of(name, heading, kept)))
    several = len({line.source.entry.key for _, _, lines in told for line in lines}) > 1
    return [
        SummarySection(
            name,
            heading,
            statements_of(
                texts_of(telling, lines, several), [line.quotes for line in lines], numbering
            ),
        )
        for name, heading, lines in told
    ]


def _lines(name: str, telling: Telling) -> tuple[list[Line], int]:
    """Return the lines of a section, and how many there are in all."""
    if name in _COUNTED:
        return _COUNTED[name](telling)
    lines = _ALL[name](telling)
    if name == "earlier_decisions":
        return lines[:_MOST_EARLIER], len(lines)
    return lines, len(lines)


_ALL: dict[str, Callable[[Telling], list[Line]]] = {
    "about": opening.about,
    "decisions": outcomes.decisions,
    "invitations": outcomes.invitations,
    "requests": outcomes.requests,
    "key_actions": outcomes.key_actions,
    "deadlines": calendar.deadlines,
    "main_points": content.main_points,
    "recommendations": records.recommendations,
    "figures": content.figures,
    "earlier_decisions": outcomes.earlier_decisions,
    "open": records.open_points,
}
_COUNTED: dict[str, Callable[[Telling], tuple[list[Line], int]]] = {
    "positions": positions.positions,
    "projects": records.projects,
}
