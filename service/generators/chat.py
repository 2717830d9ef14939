"""Answers that a chat model words, from passages under keys; every sentence is checked after.

The model is asked twice at most: again where its reply cannot be read, cites nothing that it was
shown, or is in another language. What it writes is a proposal like that of any generator;
``service.checks`` decides what of it is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.language import is_in_language
from ingest.types import Language
from service.generators.chat_lines import Line, parse_lines, says_nothing
from service.generators.chat_model import TIMEOUT, UNAVAILABLE, ChatModel, ModelFailed
from service.generators.chat_prompt import Prompt, build_prompt
from service.generators.chat_quotes import quotes_for
from service.generators.scoring import Likeness
from service.library import Library
from service.questions import Question
from service.support import Candidate
from service.types import Claim, Draft, Dropped, Quote

UNREADABLE, SILENT, WITHHELD = "model_unreadable", "model_found_nothing", "passage_withheld"
OTHER_LANGUAGE = "model_other_language"
_MOST_CLAIMS = 12


@dataclass(slots=True)
class _Reply:
    """What one call gave."""

    lines: list[Line] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    note: str | None = None  # why it is of no use


class ChatGenerator:
    """See Generator; a draft without claims says in its notes why there are none."""

    mode = "generated"

    def __init__(
        self, model: ChatModel, library: Library, tries: int = 2, likeness: Likeness | None = None
    ) -> None:
        self._model = model
        self._library = library
        self._tries = tries
        self._likeness = likeness

    def generate(
        self, question: Question, evidence: Sequence[Candidate], facts: Sequence[Claim] = ()
    ) -> Draft:
        """Return what the model words from ``evidence``, and from ``facts`` of records."""
        prompt = build_prompt(question, evidence, facts, self._library)
        return self.write(prompt, question.reply)

    def write(self, prompt: Prompt, language: Language) -> Draft:
        """Return what the model words in ``language`` when it is asked ``prompt``."""
        notes = [WITHHELD] if prompt.withheld else []
        if not prompt.sources:
            return Draft((), worded=language, notes=tuple(notes))
        reply = self._asked(prompt, language, notes)
        claims = tuple(self._claim(line, prompt, language) for line in reply.lines)
        return Draft(
            claims[:_MOST_CLAIMS],
            as_list=len(claims) > 1,
            worded=language,
            dropped=tuple(reply.dropped),
            notes=tuple(dict.fromkeys(notes)),
        )

    def _asked(self, prompt: Prompt, language: Language, notes: list[str]) -> _Reply:
        reply = _Reply()
        for attempt in range(self._tries):
            system = f"{prompt.system}\n\n{prompt.again}" if attempt else prompt.system
            try:
                written = self._model.complete(system, prompt.user)
            except ModelFailed as failed:
                notes.append(failed.reason)
                if failed.reason in (TIMEOUT, UNAVAILABLE):
                    break  # who waited once does not wait again
                continue
            reply = _read(written, prompt, language)
            if reply.note is None:
                break
            notes.append(reply.note)
            if reply.note == SILENT:
                break
        return reply

    def _claim(self, line: Line, prompt: Prompt, language: Language) -> Claim:
        quotes: dict[Quote, None] = {}
        for key in line.keys:
            found = quotes_for(line.text, prompt.sources[key], language, self._likeness)
            quotes.update(dict.fromkeys(found))
        return Claim(line.text, tuple(quotes))


def _read(written: str, prompt: Prompt, language: Language) -> _Reply:
    if says_nothing(written):
        return _Reply(note=SILENT)
    reply = _Reply()
    for parsed in parse_lines(written, prompt.sources):
        if isinstance(parsed, Line):
            reply.lines.append(parsed)
        else:
            reply.dropped.append(parsed)
    if not reply.lines:
        reply.note = UNREADABLE
    elif not any(is_in_language(line.text, language) for line in reply.lines):
        reply.note = OTHER_LANGUAGE
    return reply
