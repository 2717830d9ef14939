"""What kind of speech is a passage? An invitation is not a decision, nor is a wish of a State."""

from __future__ import annotations

from config.profiles import profile
from ingest.types import Block, BlockKind, Document, Status

OPENING = 260  # characters in which a passage says who speaks

_SECRETARIAT_KINDS = ("working_document", "information", "circular", "agenda")
_REPORT_KINDS = ("report", "draft_report", "chair_summary", "decisions")


def status_of(document: Document, first: Block, locator: str, text: str) -> Status:
    """Return the status of the passage ``text`` whose first block is ``first``.

    The words decide first (invitation before decision: "is invited to take note" holds both),
    then the place: a recommendations table, a project form; then the kind of document.
    """
    if "rec-" in locator:
        return Status.RECOMMENDATION
    if first.kind in (BlockKind.FOOTNOTE, BlockKind.ROW):
        return _by_place(document, locator)
    cues = profile(document.language).cues
    opening = " ".join(text.split())[:OPENING]
    if cues.invitation.search(opening):
        return Status.INVITATION
    if cues.delegation.match(opening) or (
        document.kind in _REPORT_KINDS and cues.delegation.search(opening)
    ):
        return Status.DELEGATION
    if cues.decision.search(opening) and not cues.proposed.search(opening):
        return Status.DECISION
    if document.kind in _REPORT_KINDS and cues.secretariat.search(opening):
        return Status.SECRETARIAT
    return _by_place(document, locator)


def _by_place(document: Document, locator: str) -> Status:
    if document.kind == "project_proposal" or "sec-" in locator:
        return Status.PROJECT
    if document.kind == "chair_summary":
        return Status.CHAIR_SUMMARY
    if document.kind in _SECRETARIAT_KINDS:
        return Status.SECRETARIAT
    return Status.OTHER
