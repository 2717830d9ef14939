"""Answers about projects: a value of one, a list in some state, a count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.records.types import Joined, Thread
from index.types import Hit
from ingest.records.types import Project, State
from ingest.types import Language
from service.facts.asked import Asked
from service.facts.matching import all_meant, is_known, meant, narrows, shares
from service.facts.project_values import ProjectValues, sources, told
from service.facts.quoting import Quoting
from service.facts.wording import wording
from service.generators.scoring import Likeness
from service.questions import asks_decision
from service.types import Claim, Draft, Reason, Refusal

_MOST = 60
_BEST_HITS = 5
_HALF_NAMED = 0.3  # share of the subject, where search finds the same project
_ROW = 0.5  # share of the subject that the row of a table must name
_PHASES = 3  # of one project that are told together
_DONE = frozenset(("approved", "adopted"))
_OF_EACH = frozenset(("status", "phase"))


@dataclass(frozen=True)
class Projects:
    """The projects held; ``likeness`` compares a question with titles in another language."""

    held: Sequence[Joined]
    quoting: Quoting
    thread: Callable[[Joined], Thread]
    hits: Sequence[Hit] = ()
    likeness: Likeness | None = None

    def answer(self, asked: Asked) -> Draft | Refusal | None:
        """Return what records tell, None where they are not what is asked for."""
        if not self.held:
            return None
        if asked.codes:
            found = [one for one in self.held if set(asked.codes) & _codes(one)]
            return self._about(asked, found) if len(found) == 1 else None
        if "project" not in asked.things:
            return None
        if asked.states and (asked.lists or asked.counts):
            return self._in_state(asked)
        if asked.states & _DONE and (refusal := self._only_proposed(asked)):
            return refusal
        if asked.became:
            asked = replace(asked, fields=asked.fields | _OF_EACH)
        if asked.fields and (found := self._named(asked)):
            told_now = not asked.states & _DONE and not asks_decision(asked.question)
            if told_now or any(one.group.status is not State.PROPOSED for one in found):
                return self._about(asked, found)
            return None  # what was decided may differ from what was proposed
        if asked.lists and asked.subject and not asked.fields:
            return self._on_subject(asked)
        return None

    # --- one project --------------------------------------------------------------------------

    def _named(self, asked: Asked) -> list[Joined]:
        """Return the project that the subject names by words of its title, or of its form.

        Where it is asked how far a project has come, all its phases.
        """
        for read in (_title, _form):
            for language, places in _by_language(self.held).items():
                texts = [read(told(self.held[place])) for place in places]
                known = [place for place, text in zip(places, texts, strict=True) if text]
                texts = list(filter(None, texts))
                best = meant(asked, texts, language, self.likeness)
                if best is None:
                    best = self._found(asked, texts, [self.held[place] for place in known])
                if best is not None:
                    return [self.held[known[best]]]
                several = all_meant(asked, texts, language)
                if asked.fields & _OF_EACH and 1 < len(several) <= _PHASES:
                    return [self.held[known[place]] for place in several]
        return []

    def _found(self, asked: Asked, texts: Sequence[str], of: Sequence[Joined]) -> int | None:
        """Return the project whose own document most of what was found stands in.

        Some words of the question must be in its title, too.
        """
        best = [hit.document.key for hit in self.hits[:_BEST_HITS]]
        own = [
            place
            for place, one in enumerate(of)
            if any(r.code and best.count(r.document) > len(best) // 2 for r in sources(one))
        ]
        if len(own) != 1:
            return None
        found = shares(asked, texts, told(of[own[0]]).language)
        return own[0] if found[own[0]] == max(found) >= _HALF_NAMED else None

    def _only_proposed(self, asked: Asked) -> Refusal | None:
        """Refuse to say that a project is approved of which only the proposal is held."""
        found = self._named(asked)
        if len(found) != 1 or not self._is_open(found[0]) or "phase" in asked.fields:
            return None
        record = next(record for record in sources(found[0]) if record.status)
        quotes = self.quoting.claim("", record.language, record.status).quotes
        message = wording(asked.question.reply).texts["invited_only"]
        return Refusal(Reason.NOT_IN_DOCUMENTS, message, quotes)

    def _is_open(self, one: Joined) -> bool:
        """Say whether a project is proposed, and nothing held decides on it since."""
        return one.group.status is State.PROPOSED and self.thread(one).open

    def _about(self, asked: Asked, found: Sequence[Joined]) -> Draft | None:
        words = wording(asked.question.reply)
        claims: list[Claim] = []
        for one in found:
            told_here = list(ProjectValues(self.quoting, words).of(asked, one))
            if told_here and len(found) > 1:
                claims.append(self._title(told(one)))
            claims += told_here
        if not claims:
            return None
        return Draft(tuple(dict.fromkeys(claims))[:_MOST], as_list=len(claims) > 1)

    # --- several ------------------------------------------------------------------------------

    def _in_state(self, asked: Asked) -> Draft | None:
        """Return the projects that a list says are in the state asked for, with their number."""
        listed = [
            (one, record)
            for one in self.held
            for record in sources(one)[:1]
            if record.listed_as and record.status and record.status.value.value in asked.states
        ]
        years = asked.question.years
        dated = [(one, record) for one, record in listed if _is_of(record, years)]
        if years and not dated:
            return None
        kept = dated if years else listed
        chosen = [record for one, record in kept if _implements(one, asked.numbers)]
        if len({record.status.value for record in chosen if record.status}) != 1:
            return None
        if narrows(asked, [record.title.value for record in chosen], chosen[0].language):
            chosen = _on(asked, chosen)
        if not chosen:
            return None
        words = wording(asked.question.reply)
        state = State(chosen[0].status.value) if chosen[0].status else State.PROPOSED
        count = words.counts["project"].format(count=len(chosen))
        heading = chosen[0].listed_as
        line = f"{count} ({words.states[state]})"
        first = self.quoting.counted(line, chosen[0].language, heading)
        titles = [self._title(record) for record in chosen]
        if asked.numbers:
            titles = [self._implementing(one, asked) for one, r in kept if r in chosen]
        if asked.counts and not asked.lists:
            titles = []
        return Draft((first, *titles)[:_MOST], as_list=True)

    def _on_subject(self, asked: Asked) -> Draft | None:
        """Return the projects whose titles the whole subject names."""
        for language, places in _by_language(self.held).items():
            records = [told(self.held[place]) for place in places]
            own = language in (asked.question.language, asked.question.reply)
            titles = [record.title.value for record in records]
            if not own and not is_known(asked, titles, language):
                continue
            chosen = _on(asked, records)
            if chosen:
                return Draft(tuple(map(self._title, chosen))[:_MOST], as_list=True)
        return None

    def _implementing(self, one: Joined, asked: Asked) -> Claim:
        """Return a title with the place that tells which recommendations it implements."""
        for record in sources(one):
            facts = [fact for fact in record.recommendations if fact.value in asked.numbers]
            if facts:
                return self.quoting.claim(
                    record.title.printed, record.language, record.title, *facts
                )
        return self._title(told(one))

    def _title(self, record: Project) -> Claim:
        return self.quoting.claim(record.title.printed, record.language, record.title)


def _codes(one: Joined) -> set[str]:
    return {record.code.value for record in sources(one) if record.code} | {one.group.id}


def _by_language(held: Sequence[Joined]) -> dict[Language, list[int]]:
    found: dict[Language, list[int]] = {}
    for place, one in enumerate(held):
        found.setdefault(told(one).language, []).append(place)
    return found


def _on(asked: Asked, records: Sequence[Project]) -> list[Project]:
    language = records[0].language if records else asked.question.language
    places = all_meant(asked, [record.title.value for record in records], language)
    return [records[place] for place in places]


def _is_of(record: Project, years: Sequence[str]) -> bool:
    """Say whether what tells the state of a project names one of the years."""
    facts = [fact for fact in (record.listed_as, record.status) if fact is not None]
    return any(year in fact.printed for year in years for fact in facts)


def _implements(one: Joined, numbers: Sequence[int]) -> bool:
    """Say whether a project implements all the recommendations that are named."""
    held = {fact.value for record in sources(one) for fact in record.recommendations}
    return held.issuperset(numbers)


def _title(record: Project) -> str:
    return record.title.value


def _form(record: Project) -> str:
    """Return what the form of a project says of its subject; nothing where it has none."""
    if record.code is None:
        return ""
    outputs = (output.text for output in record.outputs)
    parts = (record.title, *record.proponents, *record.objectives, *outputs)
    return " ".join(str(part.value) for part in parts)
