"""Errors of feedback; see ``service.errors``.

* AnswerError
    - FeedbackFull          no more is kept: the file has its greatest size
    - FeedbackUnavailable   the file cannot be written or read
    - Overloaded
        - TooManyReports    more came within a minute than are taken
"""

from __future__ import annotations

from service.errors import AnswerError, Overloaded


class FeedbackFull(AnswerError):
    """No more is kept: the file has its greatest size."""


class FeedbackUnavailable(AnswerError):
    """The file cannot be written or read."""


class TooManyReports(Overloaded):
    """More came within a minute than are taken."""
