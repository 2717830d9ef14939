"""Which body and session is meant by "the Committee", "it", "at the same session"?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from config.outcome_words import outcome_words
from config.profiles import TALKS, profile
from ingest.records.outcomes.meetings import Held, Meetings, Told
from ingest.records.outcomes.reading import Reading, group_span
from ingest.records.proofs import Source
from ingest.records.types import Fact
from ingest.status import standing
from ingest.types import Span

_NEAR = 45  # characters after a passive in which the body or its session stands
_LEAD = 60  # characters at the beginning of a sentence in which its session stands
_ACT = 60  # characters after the act in which its session may stand


class Adopted(NamedTuple):
    """Who adopted something, the words for it, and where the words for the act end."""

    told: Told
    actor: Fact[str]
    end: int


@dataclass
class Memory:
    """What the sentences read so far told of bodies and sessions.

    ``last`` is the session told of last in the document, ``here`` that of this paragraph, ``body``
    the body named last in this section; ``after_act``: the sentence before decided something, or
    said what was discussed, and ``subject`` are its words for the body, which "it" stands for.
    """

    source: Source
    meetings: Meetings
    last: Told | None = None
    here: Told | None = None
    body: Told | None = None
    subject: Fact[str] | None = None
    after_act: bool = False
    _section: tuple[str, ...] = ()

    def enter(self, reading: Reading) -> None:
        """Begin a passage: a paragraph speaks of its own session, a section of its own body."""
        if reading.passage.section != self._section:
            self._section, self.body = reading.passage.section, None
        self.here, self.subject, self.after_act = None, None, False

    def body_before(self, reading: Reading, place: int) -> Told:
        """Return the body that "the Committee" stands for."""
        own = self.source.document.body
        if own is not None and own != TALKS:
            return Told(own)
        for named in reversed(self.meetings.bodies(reading, Span(0, place))):
            if named.code != TALKS:
                return Told(named.code, None, reading.fact(named.code, named.span))
        return self.body or Told()

    def session(
        self, reading: Reading, sentence: Span, end: int, held: list[Held], body: Told
    ) -> Told:
        """Return the session of ``body`` that decided: told before the act, or right after it."""
        words = outcome_words(self.source.language)
        acts = [
            h
            for h in held
            if (h.body is None or h.body.code == body.code)
            and (
                h.span.start < end
                or (
                    h.span.start < end + _ACT
                    and words.act_before.pattern.fullmatch(reading.bare, end, h.span.start)
                )
            )
        ]
        own = self.meetings.own
        is_own = self.meetings.is_report and body.code in (own.code, None)
        if is_own and not (acts and own.number and acts[0].number < own.number):
            return replace(own, body=body.body)
        if acts:
            session = self.meetings.told(reading, acts[0])
            return replace(body, number=session.number, session=session.session)
        head = reading.bare[sentence.start : end + _ACT]
        same = words.same_session.pattern.search(head)
        for before in (self.last if same else None, self.here):
            if before and before.number and before.code in (body.code, None):
                return replace(body, number=before.number, session=before.session)
        return body

    def adopting(self, reading: Reading, sentence: Span, held: list[Held]) -> Adopted | None:
        """Return by whom, or at which session, something "was adopted", and where it says so."""
        words = outcome_words(self.source.language)
        for match in words.passive.pattern.finditer(reading.bare, *sentence):
            near = Span(match.end(), min(match.end() + _NEAR, sentence.end))
            session = next((h for h in held if near.start <= h.span.start < near.end), None)
            named = next(iter(self.meetings.bodies(reading, near)), None)
            told = Told()
            if session and session.body:
                told = self.meetings.told(reading, session)
            elif named:
                told = Told(named.code, None, reading.fact(named.code, named.span))
            if told.body and told.code != TALKS:
                return Adopted(told, reading.source.told_by(told.body.proofs), match.end())
            if named is None and (agent := words.agents.pattern.search(reading.bare, *near)):
                return Adopted(Told(), reading.told(group_span(agent)), match.end())
            if named is None and (agent := words.by_committee.pattern.search(reading.bare, *near)):
                told = self.body_before(reading, sentence.start)
                if told.code:
                    return Adopted(told, reading.told(group_span(agent)), match.end())
        return None

    def remember(
        self,
        reading: Reading,
        sentence: Span,
        held: list[Held],
        decided: Told | None,
        actor: Fact[str] | None,
    ) -> None:
        """Keep which body and session the next sentence may mean."""
        cues = profile(self.source.language).cues
        text = reading.text(sentence)
        setting = standing(cues, cues.setting, text)
        if decided is not None:
            self.here = decided if decided.number else self.here
            adopted = self.adopting(reading, sentence, held)
            self.last = (adopted.told if adopted else None) or self.here or self.last
            self.body = replace(decided, number=None, session=None) if decided.code else None
        else:
            lead = [h for h in held if h.span.start < sentence.start + _LEAD]
            opening = lead if setting or cues.lead.match(text) else []
            if opening or any(h.body for h in held):
                self.here = self._met(reading, opening or [h for h in held if h.body])
                self.last = self.here or self.last
            named = [n for n in self.meetings.bodies(reading, sentence) if n.code != TALKS]
            if named:
                fact = reading.fact(named[0].code, named[0].span)
                self.body = Told(named[0].code, None, fact)
        if actor is None and setting:
            at = Span(sentence.start + setting.start, sentence.start + setting.end)
            actor = self.meetings.actor(reading, at)
        self.subject = actor
        self.after_act = decided is not None or setting is not None

    def _met(self, reading: Reading, held: list[Held]) -> Told | None:
        """Return the one session that a sentence speaks of without deciding."""
        if len({(h.number, h.body.code if h.body else None) for h in held}) != 1:
            return None
        told = self.meetings.told(reading, held[0])
        if told.code is None:
            named = self.meetings.bodies(reading, Span(0, len(reading.bare)))
            code = named[0].code if named else self.source.document.body
            return replace(told, code=code)
        return told
