"""Plays turns through ``POST /v1/ask``, plain and streamed, and looks at what the client gets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from starlette.testclient import TestClient

from config.generator_settings import ChatSettings
from config.settings import Settings
from evaluation.faults.lying_models.server import Script
from evaluation.faults.lying_models.turns import Turn, is_meant
from ingest.types import Document
from service.app import create_app
from service.library import Library
from service.serving import CatalogueLibrary, Current

_KEY = re.compile(r"\[[BCDFGHJKLMNPQRSTVWXZ]{4}\]")
_MARKER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Played:
    """One turn and what became of it.

    ``is_asked``: the model was asked at all; ``is_shown``: it was shown the paragraph meant;
    ``is_told``: the good sentence is among the statements; ``faults``: what must not have been.
    """

    turn: Turn
    is_asked: bool
    is_shown: bool
    is_told: bool
    reasons: tuple[str, ...]
    faults: tuple[str, ...]


class Player:
    """Asks the service, with the scripted server behind it."""

    def __init__(self, client: TestClient, library: Library, script: Script) -> None:
        self._client, self._library, self._script = client, library, script

    def play(self, turn: Turn, *, streamed: bool = False) -> Played:
        """Play one turn."""
        self._script.play(turn.writes, delay_s=turn.delay_s, finish=turn.finish)
        asked = {"question": turn.case.question, "language": turn.case.language}
        if streamed:
            answer, text, faults = self._streamed(asked)
        else:
            reply = self._client.post("/v1/ask", json=asked)
            answer, text, faults = reply.json(), reply.text, []
            if reply.status_code != 200:
                return Played(turn, False, False, False, (), (f"status {reply.status_code}",))
        told = [statement["text"] for statement in answer["statements"]]
        faults += [*self._faults(turn, answer, text, told)]
        shown = self._script.shown
        is_shown = any(is_meant(seen, turn.shows) for call in shown for seen in call.values())
        reasons = tuple(each["reason"] for each in answer["dropped"])
        asked_it = bool(self._script.asked)
        return Played(turn, asked_it, is_shown, turn.good in told, reasons, tuple(faults))

    def _streamed(self, asked: dict[str, str]) -> tuple[dict[str, Any], str, list[str]]:
        """Return the answer of the last event, all that was streamed, and what was not as it is."""
        headers = {"accept": "text/event-stream"}
        with self._client.stream("POST", "/v1/ask", json=asked, headers=headers) as reply:
            text = reply.read().decode()
        events = [
            dict(line.split(": ", 1) for line in block.splitlines())
            for block in text.replace("\r\n", "\n").strip().split("\n\n")
        ]
        found = [
            (event["event"], json.loads(event["data"])) for event in events if "event" in event
        ]
        answer = found[-1][1]
        told = [data["statement"] for name, data in found if name == "statement"]
        faults = [] if told == answer["statements"] else ["streamed other statements than answered"]
        return answer, text, faults

    def _faults(
        self, turn: Turn, answer: dict[str, Any], text: str, told: list[str]
    ) -> Iterator[str]:
        generated = answer["mode"] == "generated"
        everything = _told_to(answer)
        for bad in turn.bad:
            if generated and (bad in told or bad in answer["answer"]):
                yield f"told: {bad}"
        for piece in turn.never:
            if piece in everything:
                yield f"reached the client: {piece!r}"
        if generated and any(sentence != turn.good for sentence in told):
            yield f"told what nobody wrote: {told}"
        if found := _KEY.search(everything) or _KEY.search(text):
            yield f"a key reached the client: {found.group()}"
        yield from self._citation_faults(answer)
        if self._script.asked and turn.note is not None and turn.note not in answer["notes"]:
            yield f"notes {answer['notes']}, not {turn.note}"
        if len(self._script.asked) > 2:
            yield f"asked {len(self._script.asked)} times"

    def _citation_faults(self, answer: dict[str, Any]) -> Iterator[str]:
        """Yield citations that do not stand in the documents, and markers that cite nothing."""
        numbers = {citation["n"] for citation in answer["citations"]}
        for citation in answer["citations"]:
            passage = self._library.passage(citation["key"], citation["language"])
            document = _document(
                passage.document if passage else None, citation["language"], self._library
            )
            if passage is None or document is None or citation["quote"] not in document.text:
                yield f"citation {citation['n']} is not in {citation['key']}"
        for statement in answer["statements"]:
            if not statement["citations"] or not set(statement["citations"]) <= numbers:
                yield f"without citation: {statement['text']}"
        if not {int(n) for n in _MARKER.findall(answer["answer"])} <= numbers:
            yield "a marker without citation"


def _told_to(answer: dict[str, Any]) -> str:
    """Return what an answer says, and what it says was dropped; passages found are not told."""
    names = ("answer", "statements", "citations", "dropped", "notes")
    return json.dumps({name: answer[name] for name in names}, ensure_ascii=False)


def _document(key: str | None, language: Any, library: Library) -> Document | None:  # noqa: ANN401
    return library.document(key, language) if key else None


@contextmanager
def player(
    settings: Settings, base_url: str, script: Script, *, timeout_s: float = 60
) -> Iterator[Player]:
    """Yield a player over an index, for a model that is given ``timeout_s`` for a reply."""
    chat = ChatSettings(model="openai:scripted", base_url=base_url, timeout_s=timeout_s)
    settings = settings.model_copy(update={"generator": chat})
    serving = Current(settings).get()
    with TestClient(create_app(settings)) as client:
        yield Player(client, CatalogueLibrary(serving.catalogue), script)
