"""An Answer as a chat completion, whole or in chunks."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from typing import Any

from service.openai.annotations import annotate, pieces
from service.openai.schemas import MODEL, ChatBody
from service.openai.usage import usage
from service.types import Answer


class Completion:
    """One completion: its id and time are those of all its chunks."""

    def __init__(self, body: ChatBody, base: str) -> None:
        self._body = body
        self._base = base
        self._id = f"chatcmpl-{uuid.uuid4().hex}"
        self._created = int(time.time())

    def whole(self, answer: Answer) -> dict[str, Any]:
        """Return a ``chat.completion``."""
        message = {
            "role": "assistant",
            "content": answer.answer,
            "refusal": None,
            "annotations": annotate(answer, self._base),
        }
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return {
            **self._head("chat.completion"),
            "choices": [choice],
            "usage": usage(self._body.said, answer.answer),
            "wipo": _about(answer),
        }

    def begin(self) -> dict[str, Any]:
        """Return the chunk that says who speaks."""
        return self._chunk({"role": "assistant", "content": ""})

    def chunks(self, answer: Answer) -> Iterator[dict[str, Any]]:
        """Yield a chunk for each statement with its annotations, then those that end the stream."""
        told = [{"index": n, **each} for n, each in enumerate(annotate(answer, self._base))]
        at = 0
        for piece in pieces(answer):
            at += len(piece)
            mine = [each for each in told if each["url_citation"]["end_index"] <= at]
            told = told[len(mine) :]
            yield self._chunk({"content": piece, **({"annotations": mine} if mine else {})})
        yield {**self._chunk({}, "stop"), "wipo": _about(answer)}
        if self._tells_usage:
            counts = usage(self._body.said, answer.answer)
            yield {**self._head("chat.completion.chunk"), "choices": [], "usage": counts}

    @property
    def _tells_usage(self) -> bool:
        options = self._body.stream_options
        return bool(options and options.include_usage)

    def _chunk(self, delta: dict[str, Any], finished: str | None = None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finished}
        later = {"usage": None} if self._tells_usage else {}
        return {**self._head("chat.completion.chunk"), "choices": [choice], **later}

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self._id, "object": kind, "created": self._created, "model": MODEL}


def _about(answer: Answer) -> dict[str, Any]:
    """Return what OpenAI has no place for; ``answer_id`` is what feedback names."""
    return {
        "answer_id": answer.id,
        "rewritten": answer.rewritten,
        "language": answer.language,
        "mode": answer.mode,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "searched": answer.searched,
    }
