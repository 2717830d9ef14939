"""What became of a recommendation or project: the passages that speak of it, oldest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.records.types import Joined, Step, Thread
from ingest.records.types import Proof
from ingest.types import Span
from service.facts.asked import Asked
from service.facts.quoting import Quoting
from service.facts.wording import wording
from service.sentences import sentences_of
from service.types import Claim, Draft

_MOST = 8  # steps told; the thread of the record has all


@dataclass(frozen=True)
class History:
    """Threads of the recommendations and projects that may be meant."""

    recommendations: Sequence[Joined]
    projects: Sequence[Joined]
    quoting: Quoting
    thread: Callable[[Joined], Thread]

    def answer(self, asked: Asked) -> Draft | None:
        """Return the history of the one thing that is named, None if none is or two may be."""
        found = list(self._named(asked))
        if len(found) != 1:
            return None
        thread = self.thread(found[0])
        if len(thread.steps) < 2:  # its source alone is no history
            return None
        words = wording(asked.question.reply)
        claims = [self._claim(step) for step in thread.steps]
        claims = list(dict.fromkeys(claim for claim in claims if claim.quotes))
        note = words.texts["history"]
        if thread.open:
            note = f"{words.texts['open']} {note}"
        return Draft((*claims[:1], *claims[1:][-_MOST:]), note, as_list=True)

    def _named(self, asked: Asked) -> Iterator[Joined]:
        for one in self.recommendations:
            set_, number = one.fields["set"].value, one.fields["number"].value
            if number in asked.numbers and (not asked.sets or set_ in asked.sets):
                yield one
        for one in self.projects:
            code = one.fields.get("code")
            if code is not None and code.value in asked.codes:
                yield one

    def _claim(self, step: Step) -> Claim:
        """Return the sentence of a step that speaks of the thing, with its date or document."""
        document = step.document
        when = step.date or document.key
        proof = _sentence(step)
        return self.quoting.of(
            f"{when}: {' '.join(proof.quote.split())}", document.language, [proof]
        )


def _sentence(step: Step) -> Proof:
    """Return the sentence around the proof of a step; the proof itself where none holds it."""
    passage, proof = step.passage, step.proof
    for sentence in sentences_of(passage):
        for piece in sentence.pieces:
            if piece.span.start <= proof.span.start and proof.span.end <= piece.span.end:
                return Proof(passage.key, Span(*piece.span), piece.text)
    return proof
