"""What bodies decided, now or in an earlier session, and what they are invited to do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from config.outcome_words import outcome_words
from config.profiles import TALKS, profile
from ingest.records.outcomes.details import details
from ingest.records.outcomes.lists import ends_at, trimmed
from ingest.records.outcomes.meetings import Held, Meetings, Told
from ingest.records.outcomes.reading import Reading, Section
from ingest.records.proofs import Source
from ingest.records.types import Fact, Outcome, OutcomeKind
from ingest.status import is_announced, standing
from ingest.types import Span, Status

_NEAR = 45  # characters after a passive in which the body or its session stands
_LEAD = 60  # characters at the beginning of a sentence in which its session stands
_ACT = 60  # characters after the act in which its session may stand


@dataclass(frozen=True, slots=True)
class _Act:
    """That a sentence decides or invites: who, and up to where the words say so."""

    kind: OutcomeKind
    end: int
    told: Told
    actor: Fact[str] | None


@dataclass
class Decisions:
    """Walks through the passages of one document; remembers which session was told of."""

    source: Source
    meetings: Meetings
    _last: Told | None = None  # session that decided last, for "at the same session"
    _here: Told | None = None  # session that this paragraph speaks of
    _body: Told | None = None  # body named last in this section
    _section: tuple[str, ...] = ()
    _after_act: bool = False
    _found: list[Outcome] = field(default_factory=list)

    def of(self, reading: Reading) -> list[Outcome]:
        """Return the decisions and invitations of a passage."""
        if reading.passage.section != self._section:
            self._section, self._body = reading.passage.section, None
        self._here, self._after_act, self._found = None, False, []
        for section in reading.sections:
            self._section_of(reading, section)
        return self._found

    def _section_of(self, reading: Reading, section: Section) -> None:
        sentences = list(reading.sentences(section.prose))
        for sentence in sentences[: -1 if section.items else None]:
            self._sentence(reading, sentence)
        if not section.items:
            return
        for lead in sentences[-1:]:
            first = section.items[0].span
            act = self._act(reading, lead, first)
            if act is not None:
                self._list(reading, lead, section, act)
                return
        for item in section.items:
            for sentence in reading.sentences(item.span):
                self._sentence(reading, sentence, item.letter)

    def _sentence(self, reading: Reading, sentence: Span, letter: str | None = None) -> None:
        if act := self._act(reading, sentence):
            self._add(reading, act, sentence, letter)

    def _list(self, reading: Reading, lead: Span, section: Section, act: _Act) -> None:
        """Add one outcome per item, and one for what the lead-in decides before its last verb."""
        cues = profile(self.source.language).cues
        verbs = [
            match.start()
            for match in cues.decided.pattern.finditer(reading.bare, *lead)
            if ends_at(reading.bare, match.start())
        ]
        alone = standing(cues, cues.decision, reading.text(lead))
        if act.kind is OutcomeKind.DECISION and alone and len(verbs) > 1:
            before = trimmed(reading, Span(lead.start, verbs[-1]))
            self._add(reading, act, before, None)
        for item in section.items:
            self._add(reading, act, trimmed(reading, item.span), item.letter)

    def _add(self, reading: Reading, act: _Act, span: Span, letter: str | None) -> None:
        told = act.told
        more = details(reading, span)
        self._found.append(
            Outcome(
                document=self.source.document.key,
                language=self.source.language,
                kind=act.kind,
                text=reading.told(span),
                meeting=told.meeting,
                body=told.body,
                session=told.session,
                paragraph=reading.passage.paragraph,
                letter=letter,
                actor=act.actor,
                addressee=more.addressee,
                deadline=more.deadline,
                contact=more.contact,
                symbols=more.symbols,
            )
        )

    # --- does it decide? ----------------------------------------------------------------------

    def _act(self, reading: Reading, sentence: Span, item: Span | None = None) -> _Act | None:
        """Return what a sentence (a lead-in with its first ``item``) decides, and remember it."""
        cues = profile(self.source.language).cues
        text = reading.text(sentence)
        held = list(self.meetings.sessions(reading, sentence))
        whole = f"{text} {reading.text(item)}" if item else text
        if at := standing(cues, cues.invitation, whole):
            return self._invited(reading, self._within(at, sentence))
        act = None
        if at := standing(cues, cues.decision, whole):
            act = self._decided(reading, sentence, self._within(at, sentence), held)
        elif self._after_act and (match := cues.continued.match(text)):
            act = self._continued(reading, sentence, sentence.start + match.end(), held)
        elif not standing(cues, cues.delegation, text):
            act = self._passive(reading, sentence, held)
        self._remember(reading, sentence, held, act)
        return act

    @staticmethod
    def _within(at: Span, sentence: Span) -> Span:
        return Span(sentence.start + at.start, min(sentence.start + at.end, sentence.end))

    def _invited(self, reading: Reading, at: Span) -> _Act:
        named = self.meetings.bodies(reading, at)
        told = self.meetings.own
        if named and named[0].code != told.code:
            told = replace(told, code=told.code or named[0].code)
        if named:
            told = replace(told, body=reading.fact(named[0].code, named[0].span))
        return _Act(OutcomeKind.INVITATION, at.end, told, self._actor(reading, at))

    def _decided(self, reading: Reading, sentence: Span, at: Span, held: list[Held]) -> _Act | None:
        cues = profile(self.source.language).cues
        first = reading.source.blocks_at(reading.passage.locator)[0]
        if is_announced(self.source.document, first, cues.proposed):
            return None
        named = next(iter(self.meetings.bodies(reading, at)), None)
        generic = outcome_words(self.source.language).committee.pattern.search(reading.bare, *at)
        if named is None and not (self.meetings.is_report or generic):
            return None  # "the meeting concluded": of people, not of a body
        if named is not None and named.code == TALKS:
            return None
        if named is not None:
            body = Told(named.code, None, reading.fact(named.code, named.span))
        else:
            body = self._body_before(reading, at.start)
        told = self._session(reading, sentence, at.end, held, body)
        return _Act(OutcomeKind.DECISION, at.end, told, self._actor(reading, at))

    def _continued(
        self, reading: Reading, sentence: Span, end: int, held: list[Held]
    ) -> _Act | None:
        body = self._body or Told(self.source.document.body)
        told = self._session(reading, sentence, end, held, body)
        return _Act(OutcomeKind.DECISION, end, told, None)

    def _passive(self, reading: Reading, sentence: Span, held: list[Held]) -> _Act | None:
        """Return that something was adopted by a body, or at its session."""
        cues = profile(self.source.language).cues
        if self.meetings.is_report:
            text = reading.text(sentence)
            decides = reading.passage.status is Status.DECISION and cues.outcome.match(text)
            end = sentence.end
            return _Act(OutcomeKind.DECISION, end, self.meetings.own, None) if decides else None
        told, end = self._adopting(reading, sentence, held)
        return _Act(OutcomeKind.DECISION, end, told, told.body) if told else None

    def _adopting(
        self, reading: Reading, sentence: Span, held: list[Held]
    ) -> tuple[Told | None, int]:
        """Return by whom, or at which session, something "was adopted", and where it says so."""
        passive = outcome_words(self.source.language).passive.pattern
        for match in passive.finditer(reading.bare, *sentence):
            near = Span(match.end(), min(match.end() + _NEAR, sentence.end))
            session = next((h for h in held if near.start <= h.span.start < near.end), None)
            named = next(iter(self.meetings.bodies(reading, near)), None)
            told = Told()
            if session and session.body:
                told = self.meetings.told(reading, session)
            elif named:
                told = Told(named.code, None, reading.fact(named.code, named.span))
            if told.code and told.code != TALKS:
                return told, match.end()
        return None, sentence.end

    # --- whose session was it? ----------------------------------------------------------------

    def _actor(self, reading: Reading, at: Span) -> Fact[str] | None:
        """Return the words that name who decides or is invited."""
        cues = profile(self.source.language).cues
        for named in self.meetings.bodies(reading, at):
            return reading.told(named.span)
        match = cues.body.pattern.search(reading.bare, *at)
        return reading.told(Span(*match.span())) if match else None

    def _body_before(self, reading: Reading, place: int) -> Told:
        """Return the body that "the Committee" stands for."""
        own = self.source.document.body
        if own is not None and own != TALKS:
            return Told(own)
        for named in reversed(self.meetings.bodies(reading, Span(0, place))):
            if named.code != TALKS:
                return Told(named.code, None, reading.fact(named.code, named.span))
        return self._body or Told()

    def _session(
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
        for before in (self._last if same else None, self._here):
            if before and before.number and before.code in (body.code, None):
                return replace(body, number=before.number, session=before.session)
        return body

    def _remember(
        self, reading: Reading, sentence: Span, held: list[Held], act: _Act | None
    ) -> None:
        """Keep which body and session the next sentence may mean."""
        cues = profile(self.source.language).cues
        text = reading.text(sentence)
        setting = standing(cues, cues.setting, text) is not None
        if act is not None:
            self._here = act.told if act.told.number else self._here
            self._last = self._adopting(reading, sentence, held)[0] or self._here
            self._body = replace(act.told, number=None, session=None) if act.told.code else None
        else:
            lead = [h for h in held if h.span.start < sentence.start + _LEAD]
            opening = lead if setting or cues.lead.match(text) else []
            if opening or any(h.body for h in held):
                self._here = self._met(reading, opening or [h for h in held if h.body])
                self._last = self._here or self._last
            named = [n for n in self.meetings.bodies(reading, sentence) if n.code != TALKS]
            if named:
                fact = reading.fact(named[0].code, named[0].span)
                self._body = Told(named[0].code, None, fact)
        self._after_act = act is not None or setting

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
