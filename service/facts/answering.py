"""Which records answer a question, if any: tried before sentences are searched for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.records.types import Joined, Kind, Thread
from index.types import Filters, Hit
from service.facts.asked import Asked, understand
from service.facts.history import History
from service.facts.holding import candidates
from service.facts.library import Facts
from service.facts.outcomes import Outcomes
from service.facts.projects import Projects
from service.facts.quoting import Quoting
from service.facts.recommendations import Recommendations
from service.generators.scoring import Likeness
from service.library import Library
from service.questions import Question
from service.types import Draft, Refusal

Answer = Draft | Refusal | None


class RecordAnswers:
    """Answers from records. Safe to use from many threads."""

    def __init__(self, facts: Facts, library: Library, likeness: Likeness | None = None) -> None:
        self._facts = facts
        self._quoting = Quoting(library)
        self._likeness = likeness

    def answer(self, question: Question, filters: Filters, hits: Sequence[Hit] = ()) -> Answer:
        """Return what records tell, None where they are not what is asked for.

        ``hits`` are what was found for the question.
        """
        asked = understand(question)
        languages = tuple(dict.fromkeys((question.reply, question.language)))

        def held(kind: Kind) -> Sequence[Joined]:
            groups = candidates(asked, kind, self._facts.groups(kind, filters))
            return [self._facts.joined(group, languages) for group in groups]

        def thread(one: Joined) -> Thread:
            return self._facts.thread(one, languages)

        ways: Sequence[Callable[[], Answer]] = (
            lambda: self._history(asked, held, thread),
            lambda: Recommendations(
                held("recommendation"), self._quoting, hits, self._likeness
            ).answer(asked),
            lambda: Projects(held("project"), self._quoting, thread, hits, self._likeness).answer(
                asked
            ),
            lambda: Outcomes(held("outcome"), self._quoting).answer(asked),
        )
        if not asked.things and not asked.codes and not asked.numbers:
            return None
        for way in ways:
            found = way()
            if found is not None:
                return found
        return None

    def _history(
        self,
        asked: Asked,
        held: Callable[[Kind], Sequence[Joined]],
        thread: Callable[[Joined], Thread],
    ) -> Answer:
        if not asked.became:
            return None
        history = History(
            held("recommendation") if asked.numbers else (),
            held("project") if asked.codes or "project" in asked.things else (),
            self._quoting,
            thread,
        )
        return history.answer(asked)
