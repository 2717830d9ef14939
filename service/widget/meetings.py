"""Which documents are those of a meeting, however a page names it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from index.types import DocumentEntry

_SESSION = re.compile(r"(?P<body>\S.*\S|\S)\s*/\s*(?P<number>\d{1,4})")


@dataclass(frozen=True, slots=True)
class Meeting:
    """Filters that keep the documents of a meeting, and how many these are.

    ``found``: the meeting itself, only its body (no document tells its session), or none; the
    filters of none are empty. ``name`` is what they are called: "CDIP/30", "WILD".
    """

    name: str
    found: str
    documents: int = 0
    filters: dict[str, list[str]] = field(default_factory=dict)


def meeting(entries: Sequence[DocumentEntry], named: str) -> Meeting:
    """Return the meeting that ``named`` names: "CDIP/30", "990902", or a body alone.

    A session with no documents of its own is that of the circular which invites to it
    ("C. WILD 2"), with what else belongs to the same meeting.
    """
    name = " ".join(named.split())
    if held := _held(entries, lambda each: each.meeting_id == name):
        return Meeting(_called(held, name), "meeting", len(held), {"meeting_id": [name]})
    if session := _SESSION.fullmatch(name):
        body, number = session["body"].upper(), session["number"].lstrip("0") or "0"
        of_body = _held(entries, lambda each: (each.body or "").upper() == body)
        held = [each for each in of_body if each.session == number]
        if held:
            whole = f"{held[0].body}/{number}"
            return Meeting(whole, "meeting", len(held), {"session": [whole]})
        invitations = [each for each in of_body if each.symbol.upper() == f"C. {body} {number}"]
        if invitations:
            return _invited(entries, invitations, f"{body}/{number}")
        if of_body:
            known = of_body[0].body or body
            return Meeting(known, "body", len(of_body), {"body": [known]})
    elif held := _held(entries, lambda each: (each.body or "").upper() == name.upper()):
        known = held[0].body or name
        return Meeting(known, "meeting", len(held), {"body": [known]})
    return Meeting(name, "none")


def _invited(
    entries: Sequence[DocumentEntry], invitations: Sequence[DocumentEntry], name: str
) -> Meeting:
    numbers = {each.meeting_id for each in invitations if each.meeting_id}
    if not numbers:
        symbols = sorted({each.symbol for each in invitations})
        return Meeting(name, "meeting", len(invitations), {"symbol": symbols})
    held = _held(entries, lambda each: each.meeting_id in numbers)
    return Meeting(name, "meeting", len(held), {"meeting_id": sorted(numbers)})


def _called(held: Sequence[DocumentEntry], otherwise: str) -> str:
    """Return what people call the meeting of all of these documents."""
    names = {f"{each.body}/{each.session}" for each in held if each.body and each.session}
    names |= {each.body for each in held if each.body and not each.session}
    return names.pop() if len(names) == 1 else otherwise


def _held(
    entries: Sequence[DocumentEntry], fits: Callable[[DocumentEntry], bool]
) -> list[DocumentEntry]:
    return [each for each in entries if fits(each)]
