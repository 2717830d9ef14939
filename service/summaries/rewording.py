"""What a chat model words anew in a summary, if one is set.

Acts of bodies, recommendations and fields of projects stay in the words of the documents whatever
the language: they are what a summary must not bend. The rest is worded in the language of the
summary, a line at a time: each sentence rests on the quotes of the line that it tells, is checked
like any answer of a model, and a line that is left without one is told as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.types import Language
from service.checks import verified
from service.generators.chat import ChatGenerator
from service.generators.chat_model import TIMEOUT, UNAVAILABLE
from service.generators.chat_prompt import Source, prompt_of
from service.summaries.lines import Line
from service.summaries.material import Shelf
from service.types import Draft, Dropped

REWORDED = frozenset(("about", "positions", "main_points", "figures"))
_AT_ONCE = 5  # lines; a model is asked for five sentences at most
_CALLS = 8  # for one summary


@dataclass
class Rewording:
    """One summary while a model words it."""

    shelf: Shelf
    language: Language
    done: bool = False  # a model worded something
    dropped: list[Dropped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _calls: int = 0
    _is_gone: bool = False

    def of(self, section: str, heading: str, lines: Sequence[Line]) -> list[Line]:
        """Return ``lines``, those that the model could word in its words."""
        if self.shelf.chat is None or section not in REWORDED:
            return list(lines)
        told: list[Line] = []
        for start in range(0, len(lines), _AT_ONCE):
            told += self._batch(self.shelf.chat, heading, lines[start : start + _AT_ONCE])
        return told

    def _batch(self, chat: ChatGenerator, heading: str, lines: Sequence[Line]) -> Iterator[Line]:
        if self._is_gone or self._calls == _CALLS:
            yield from lines
            return
        self._calls += 1
        sources = [Source(line.quotes[0].evidence, _shown(line), line.quotes) for line in lines]
        draft = chat.write(prompt_of(heading, self.language, sources), self.language)
        self._is_gone = bool({TIMEOUT, UNAVAILABLE} & set(draft.notes))
        checked = verified(draft, self.shelf.library, support=self.shelf.support)
        self.dropped += checked.dropped
        self.notes += [note for note in checked.notes if note not in self.notes]
        for line in lines:
            words = " ".join(_sentences(line, checked))
            self.done |= bool(words)
            yield replace(line, words=words, worded=True) if words else line


def _shown(line: Line) -> str:
    return f"{line.heading}\n{line.words}" if line.heading else line.words


def _sentences(line: Line, draft: Draft) -> list[str]:
    """Return what was worded of one line: claims that rest on its quotes and on nothing else."""
    own = set(line.quotes)
    return [claim.text for claim in draft.claims if claim.quotes and own >= set(claim.quotes)]
