"""Errors raised by service/.

* AnswerError
    - BadRequest      what was asked is malformed: empty, too long, an unknown language
    - NotReady        no index can be opened, so nothing can be answered
    - NotHeld         a document or passage of that name is not in the index
    - Overloaded      all workers are busy and the queue is full; come back in ``retry_after`` s
    - BrokenCitation  a quote is not an exact slice of the document it names
    - MissingExtra    the settings ask for what needs packages that are not installed
    - BadTemplate     the template for drafts is no Word file that can be used
    - BadDraft        a file to be verified is no Word file, or a damaged one
"""

from __future__ import annotations


class AnswerError(Exception):
    """A question could not be answered; the message is for the person who asked."""


class BadRequest(AnswerError):
    """What was asked is malformed: empty, too long, an unknown language."""


class NotReady(AnswerError):
    """No index can be opened, so nothing can be answered."""


class NotHeld(AnswerError):
    """A document or passage of that name is not in the index."""


class Overloaded(AnswerError):
    """All workers are busy and the queue is full."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"too many requests are waiting; try again in {retry_after} s")
        self.retry_after = retry_after  # seconds


class BrokenCitation(AnswerError):
    """A quote is not an exact slice of the document that it names."""


class MissingExtra(AnswerError):
    """The settings ask for what needs packages that are not installed."""


class BadTemplate(AnswerError):
    """The template for drafts is no Word file that can be used."""


class BadDraft(AnswerError):
    """A file to be verified is no Word file, or a damaged one."""
