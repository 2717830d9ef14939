"""Quotes against the stored documents, and what may never be told as a decision."""

from __future__ import annotations

import logging

from ingest.records.proofs import is_proof
from ingest.types import Status
from service.errors import BrokenCitation
from service.library import Library
from service.messages import messages
from service.types import Quote
from service.words import search_key

logger = logging.getLogger(__name__)

_NEVER_DECISIONS = (Status.INVITATION, Status.DELEGATION)


def genuine(quotes: tuple[Quote, ...], library: Library) -> tuple[Quote, ...]:
    """Return the quotes that are exact slices of the documents they name."""
    kept = []
    for quote in quotes:
        try:
            check_quote(quote, library)
        except BrokenCitation as error:
            logger.warning("quote dropped: %s", error)
        else:
            kept.append(quote)
    return tuple(kept)


def is_no_decision(quote: Quote) -> bool:
    """Say whether a quote may not be told as a decision; that there was none may stand anywhere."""
    passage = quote.evidence.passage
    if passage.status not in _NEVER_DECISIONS:
        return False
    undecided = messages(passage.language).evidence["undecided"]
    return passage.status is Status.INVITATION or not undecided.search(search_key(quote.text))


def check_quote(quote: Quote, library: Library) -> None:
    """Raise BrokenCitation unless the quote stands where it says, inside its passage.

    Compared with the document as the catalogue holds it, not with what search returned.
    """
    passage = quote.evidence.passage
    document = library.document(passage.document, passage.language)
    if document is None:
        raise BrokenCitation(f"{passage.key} ({passage.language}): no such document")
    start, end = quote.span
    if not quote.text or document.text[start:end] != quote.text:
        raise BrokenCitation(f"{passage.key} ({passage.language}): not the words at {start}")
    if not is_proof(passage, quote.span, quote.text):
        raise BrokenCitation(f"{passage.key} ({passage.language}): quote outside the passage")
